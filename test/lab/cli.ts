// `npm run lab -- up | down | status`: a lab for people. Progress goes to stderr, and to stdout what a
// shell can take.

import { Command, InvalidArgumentError } from "commander";
import { SwarmError } from "../../provider/errors";
import { answers } from "../../tools/engine/request";
import { busyboxImage, loadImages, openLab, removeLab, startLab } from ".";
import type { LabNode } from ".";
import { labNames } from "./state";

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function count(text: string): number {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give a whole number.");
}

interface UpOptions {
  name: string;
  managers: number;
  workers: number;
  engines: number;
  tls?: boolean;
  ssh?: boolean;
  debug?: boolean;
}

async function up(options: UpOptions): Promise<void> {
  const began = Date.now();
  const lab = await startLab({ ...options, keep: true, log });
  await loadImages(lab, [await busyboxImage()]);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  log(`lab ${lab.name} is up after ${seconds} s; every node has the image busybox:latest`);
  for (const node of lab.nodes) {
    const { name, role, address } = node;
    print(`export DOCKER_HOST=${node.host} # ${name}, ${role}, ${address}`);
    if (options.tls) print(`# ${name} by TLS: DOCKER_HOST=${node.tlsHost}`);
    if (options.ssh) print(`# ${name} by ssh: DOCKER_HOST=${node.sshHost}`);
  }
  if (options.tls) print(`# TLS: export DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH=${lab.certificates}`);
  if (options.ssh) print(`# ssh: export PATH=${lab.ssh.bin}:$PATH`);
}

async function down({ name }: { name: string }): Promise<void> {
  const lab = openLab(name);
  await removeLab(name);
  log(lab === undefined ? `lab ${name}: nothing was left` : `lab ${name}: removed`);
}

async function line({ name, role, address, host }: LabNode): Promise<string> {
  const state = (await answers(host)) ? "answers" : "does not answer";
  return [name.padEnd(4), role.padEnd(8), address.padEnd(15), state.padEnd(15), host].join("  ");
}

async function status(): Promise<void> {
  const labs = labNames().flatMap((name) => openLab(name) ?? []);
  if (labs.length === 0) log("no lab is up");
  for (const { name, nodes } of labs) {
    print(`lab ${name}`);
    for (const text of await Promise.all(nodes.map(line))) print(`  ${text}`);
  }
}

const NAME = ["--name <name>", "several labs run side by side", "lab"] as const;

const program = new Command("lab").description(
  "Several real Docker engines on this machine, as the nodes of one swarm. Needs root.",
);
program
  .command("up")
  .description("starts the engines and forms the swarm")
  .option(...NAME)
  .option("--managers <count>", "managers", count, 1)
  .option("--workers <count>", "workers", count, 0)
  .option("--engines <count>", "engines that are in no swarm", count, 0)
  .option("--tls", "the engines listen with TLS, with certificates of the lab")
  .option("--ssh", "an sshd on every node, with a key of the lab")
  .option("--debug", "the engines log every request")
  .action(up);
program
  .command("down")
  .description("ends the engines and removes all that the lab made")
  .option(...NAME)
  .action(down);
program.command("status").description("shows every lab and its nodes").action(status);

program.parseAsync().catch((error: unknown) => {
  log(error instanceof SwarmError ? error.message : String(error));
  process.exitCode = 1;
});
