// How much, and how little: content, memory, CPUs, the spec as a whole.

import type { Row } from "./row";

const amount = (key: "limits" | "reservations", of: object): object => ({
  deploy: { resources: { [key]: of } },
});

export const SECRET_SIZES: Row[] = [
  { rule: "holds one byte at least", args: { data: "" }, ours: "data: has 0 bytes. The engine keeps from 1 to 511999 bytes.", engine: "secret data must be larger than 0 and less than 512000 bytes" },
  { rule: "may hold one byte", args: { data: "x" } },
  { rule: "may hold 511999 bytes", args: { data: "x".repeat(511_999) } },
  { rule: "holds less than 512000 bytes", args: { data: "x".repeat(512_000) }, ours: "data: has 512000 bytes. The engine keeps from 1 to 511999 bytes.", engine: "secret data must be larger than 0 and less than 512000 bytes" },
  { rule: "may be given as base64", args: { dataBase64: "+/8=" } },
  { rule: "is given in standard base64", args: { dataBase64: "-_8=" }, ours: 'dataBase64: is no standard base64: it uses "+" and "/", and is filled up with "=".', engine: "illegal base64 data at input byte 0" },
  { rule: "is given in base64 that is filled up", args: { dataBase64: "YQ" }, ours: 'dataBase64: is no standard base64: it uses "+" and "/", and is filled up with "=".', engine: "illegal base64 data at input byte 0" },
  { rule: "may be a template", args: { data: "{{.Service.Name}}", templateDriver: "golang" } },
  { rule: "has a template driver that there is", args: { data: "x", templateDriver: "go" }, ours: 'templateDriver: "go" is not possible. Use "golang".', stricter: "each task would fail: there is one driver" },
]; // prettier-ignore

export const CONFIG_SIZES: Row[] = [
  { rule: "holds one byte at least", args: { data: "" }, ours: "data: has 0 bytes. The engine keeps from 1 to 1023999 bytes.", engine: "config data must be larger than 0 and less than 1024000 bytes" },
  { rule: "may hold 1023999 bytes", args: { data: "x".repeat(1_023_999) } },
  { rule: "holds less than 1024000 bytes", args: { data: "x".repeat(1_024_000) }, ours: "data: has 1024000 bytes. The engine keeps from 1 to 1023999 bytes.", engine: "config data must be larger than 0 and less than 1024000 bytes" },
]; // prettier-ignore

export const RESOURCES: Row[] = [
  { rule: "a limit of memory is 4 MiB at least", args: amount("limits", { memory: 4 * 2 ** 20 - 1 }), ours: "deploy.resources.limits.memory: 4194303B is too little. The engine demands 4MiB or more.", engine: "invalid memory value 4194303: Must be at least 4MiB" },
  { rule: "a limit of 4 MiB is right", args: amount("limits", { memory: "4M" }) },
  { rule: "a limit of no memory is none", args: amount("limits", { memory: 0 }) },
  { rule: "a reservation of memory is 4 MiB at least", args: amount("reservations", { memory: "1M" }), ours: "deploy.resources.reservations.memory: 1MiB is too little. The engine demands 4MiB or more.", engine: "invalid memory value 1048576: Must be at least 4MiB" },
  { rule: "a limit of CPUs is 0.001 at least", args: amount("limits", { cpus: "0.000999999" }), ours: "deploy.resources.limits.cpus: 0.000999999 is too little. The engine demands 0.001 CPUs or more.", engine: "invalid cpu value 0.000999999: Must be at least 0.001" },
  { rule: "a limit of 0.001 CPUs is right", args: amount("limits", { cpus: "0.001" }) },
  { rule: "a reservation of CPUs is 0.001 at least", args: amount("reservations", { cpus: "0.0001" }), ours: "deploy.resources.reservations.cpus: 0.0001 is too little. The engine demands 0.001 CPUs or more.", engine: "invalid cpu value 0.0001: Must be at least 0.001" },
  { rule: "no more is reserved than the limit of memory allows", args: { deploy: { resources: { limits: { memory: "50M" }, reservations: { memory: "60M" } } } }, ours: "deploy.resources.reservations.memory: 60MiB is above the limit of 50MiB. Reserve what the limit allows at most.", stricter: "what is kept above the limit could never be used" },
  { rule: "no more is reserved than the limit of CPUs allows", args: { deploy: { resources: { limits: { cpus: 1 }, reservations: { cpus: 2 } } } }, ours: "deploy.resources.reservations.cpus: 2 is above the limit of 1. Reserve what the limit allows at most.", stricter: "what is kept above the limit could never be used" },
  { rule: "as much may be reserved as the limit allows", args: { deploy: { resources: { limits: { memory: "50M" }, reservations: { memory: "50M" } } } } },
  { rule: "a limit of processes may be none", args: amount("limits", { pids: -1 }) },
  { rule: "a limit of processes is no less than -1", args: amount("limits", { pids: -2 }), ours: "deploy.resources.limits.pids: -2 is not possible. Write a whole number, -1 or more.", stricter: "-1 is without a limit, and there is nothing below it" },
  { rule: "swap stands beside a limit of the memory", args: { memswapLimit: "64M" }, ours: "memswapLimit: needs a limit of the memory alone, as the engine demands. Set deploy.resources.limits.memory.", stricter: "engines demand it from API 1.52 on; older ones know no swap" },
  { rule: "memory and swap are no less than the memory", args: { memswapLimit: "32M", ...amount("limits", { memory: "64M" }) }, ours: "memswapLimit: 32MiB is below the memory limit of 64MiB. It bounds memory and swap together: write the sum of both.", stricter: "the engine leaves it to the node, where the task starts" },
  { rule: "swap may be none, or as much as there is", args: { memswapLimit: -1, memSwappiness: 0, ...amount("limits", { memory: "64M" }) } },
  { rule: "a swappiness is a percentage", args: { memSwappiness: 101 }, ours: "memSwappiness: 101 is not possible. Write a whole number, from 0 to 100.", stricter: "the engine leaves it to the node, where the task starts" },
  { rule: "a generic resource has a kind", args: amount("reservations", { genericResources: [{ discreteResourceSpec: { kind: "", value: 1 } }] }), ours: "deploy.resources.reservations.genericResources.0: has no kind. Write the name that the nodes advertise.", stricter: "the engine keeps it, and it matches no node" },
  { rule: "a generic resource is not negative", args: amount("reservations", { genericResources: [{ discreteResourceSpec: { kind: "gpu", value: -1 } }] }), ours: "deploy.resources.reservations.genericResources.0: -1 is not possible. Write a whole number, 0 or more.", stricter: "it would give what is not there" },
  { rule: "a generic resource may be asked for without keeping one", args: amount("reservations", { genericResources: [{ discreteResourceSpec: { kind: "gpu", value: 0 } }] }) },
  { rule: "generic resources are right", args: amount("reservations", { genericResources: [{ discreteResourceSpec: { kind: "gpu", value: 2 } }] }) },
  { rule: "a spec is no larger than the swarm can carry", args: { environment: { A: "x".repeat(1.6 * 2 ** 20) } }, ours: ": is 1677808 bytes of spec; the swarm keeps at most 1572864. Move long values to configs or secrets.", engine: "raft: raft message is too large and can't be sent" },
  { rule: "a spec may be so large that it can never be changed", args: { environment: { A: "x".repeat(1.4 * 2 ** 20) } }, warns: ": is 1468093 bytes of spec. The swarm takes it, and then refuses every update of it: above 786432 the old and the new do not fit together. Move long values to configs or secrets." },
  { rule: "a spec of 760 KiB is right", args: { environment: { A: "x".repeat(760 * 2 ** 10) } } },
]; // prettier-ignore
