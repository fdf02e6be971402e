// Rows of what surrounds the process of a task: names, health, capabilities, the log.

import { CONTAINER, made, restart, SECOND, type Row } from "./row";

// More time than the peers give it: all rows start at once, and one that is late restarts its task.
const CHECK = { timeout: "20s", interval: "0h0m2s3ms4us", retries: 2, startPeriod: "20s" };
const CHECKED = {
  Timeout: 20 * SECOND,
  Interval: 2_003_004_000,
  Retries: 2,
  StartPeriod: 20 * SECOND,
};

export const surroundingRows: Row[] = [
  {
    name: "dns",
    at: `${CONTAINER}.DNSConfig`,
    steps: [
      made({ args: { dns: ["1.1.1.1", "8.8.8.8"] }, is: { Nameservers: ["1.1.1.1", "8.8.8.8"] } }),
      restart("dns", { args: { dns: ["8.8.8.8", "1.1.1.1"] }, is: { Nameservers: ["8.8.8.8", "1.1.1.1"] } }),
      restart("dns", { args: { dns: "9.9.9.9" }, alike: { dns: ["9.9.9.9"] }, is: { Nameservers: ["9.9.9.9"] } }),
      restart("dns", { args: { dns: [] }, is: undefined }),
    ],
  },
  {
    name: "dns-search",
    at: `${CONTAINER}.DNSConfig`,
    steps: [
      made({ args: { dnsSearch: ["example.com", "example.org"] }, is: { Search: ["example.com", "example.org"] } }),
      restart("dns search", { args: { dnsSearch: ["example.org", "example.com"] }, is: { Search: ["example.org", "example.com"] } }),
      restart("dns search", { args: { dnsSearch: ["ansible.com"] }, is: { Search: ["ansible.com"] } }),
      restart("dns search", { args: { dnsSearch: [] }, is: undefined }),
    ],
  },
  {
    name: "dns-options",
    at: `${CONTAINER}.DNSConfig`,
    steps: [
      made({ args: { dnsOpt: ["timeout:10", "rotate"] }, is: { Options: ["timeout:10", "rotate"] } }),
      restart("dns options", { args: { dnsOpt: ["timeout:10", "no-check-names"] }, alike: { dnsOpt: ["no-check-names", "timeout:10"] }, is: { Options: ["timeout:10", "no-check-names"] } }),
      restart("dns options", { args: { dnsOpt: [] }, is: undefined }),
    ],
  },
  {
    name: "hosts",
    at: `${CONTAINER}.Hosts`,
    steps: [
      made({ args: { extraHosts: { "example.com": "1.2.3.4", "example.org": "4.3.2.1" } }, alike: { extraHosts: ["example.com:1.2.3.4", "example.org=4.3.2.1"] }, is: ["1.2.3.4 example.com", "4.3.2.1 example.org"] }),
      restart("extra hosts", { args: { extraHosts: { "example.com": "1.2.3.4" } }, is: ["1.2.3.4 example.com"] }),
      restart("extra hosts", { args: { extraHosts: {} }, is: undefined }),
    ],
  },
  {
    name: "healthcheck",
    at: `${CONTAINER}.Healthcheck`,
    steps: [
      made({ args: { healthcheck: { test: ["CMD", "sleep", "1"], ...CHECK } }, alike: { healthcheck: { test: ["CMD", "sleep", "1"], ...CHECK, interval: "2.003004s" } }, is: { Test: ["CMD", "sleep", "1"], ...CHECKED } }),
      restart("healthcheck", { args: { healthcheck: { test: "sleep 1" } }, alike: { healthcheck: { test: ["CMD-SHELL", "sleep 1"] } }, is: { Test: ["CMD-SHELL", "sleep 1"] } }),
      restart("healthcheck", { args: { healthcheck: { disable: true } }, alike: { healthcheck: { test: ["NONE"] } }, is: { Test: ["NONE"] } }),
      restart("healthcheck", { args: {}, alike: { healthcheck: {} }, is: undefined }),
    ],
  },
  {
    name: "cap-add",
    at: `${CONTAINER}.CapabilityAdd`,
    steps: [
      made({ args: { capAdd: ["sys_time"] }, alike: { capAdd: ["CAP_SYS_TIME"] }, is: ["CAP_SYS_TIME"] }),
      restart("added capabilities", { args: { capAdd: [] }, alike: {}, is: undefined }),
      restart("added capabilities", { args: { capAdd: ["setgid", "NET_ADMIN"] }, alike: { capAdd: ["net_admin", "cap_setgid"] }, is: ["CAP_NET_ADMIN", "CAP_SETGID"] }),
    ],
  },
  {
    name: "cap-drop",
    at: [`${CONTAINER}.CapabilityAdd`, `${CONTAINER}.CapabilityDrop`],
    steps: [
      made({ args: { capDrop: ["all"] }, alike: { capDrop: ["ALL"] }, is: [undefined, ["ALL"]] }),
      restart("added capabilities", { args: { capDrop: ["all"], capAdd: ["setgid"] }, is: [["CAP_SETGID"], ["ALL"]] }),
      restart("added capabilities, dropped capabilities", { args: {}, is: [undefined, undefined] }),
    ],
  },
  {
    name: "sysctls",
    at: `${CONTAINER}.Sysctls`,
    steps: [
      made({ args: { sysctls: { "net.ipv4.ip_forward": 0 } }, alike: { sysctls: ["net.ipv4.ip_forward=0"] }, is: { "net.ipv4.ip_forward": "0" } }),
      restart("sysctls", { args: { sysctls: { "net.ipv4.ip_forward": 1 } }, is: { "net.ipv4.ip_forward": "1" } }),
      restart("sysctls", { args: {}, is: undefined }),
    ],
  },
  {
    name: "ulimits",
    at: `${CONTAINER}.Ulimits`,
    steps: [
      made({ args: { ulimits: { nofile: 1024 } }, alike: { ulimits: { nofile: { soft: 1024, hard: 1024 } } }, is: [{ Name: "nofile", Soft: 1024, Hard: 1024 }] }),
      restart("ulimits", { args: { ulimits: { nofile: { soft: 512, hard: 1024 } } }, is: [{ Name: "nofile", Soft: 512, Hard: 1024 }] }),
      restart("ulimits", { args: {}, is: undefined }),
    ],
  },
  {
    name: "log-driver",
    at: "TaskTemplate.LogDriver",
    steps: [
      made({ args: { logging: { driver: "json-file" } }, is: { Name: "json-file" } }),
      restart("logging", { args: { logging: { driver: "none" } }, is: { Name: "none" } }),
      restart("logging", { args: {}, is: undefined }),
    ],
  },
  {
    name: "log-options",
    at: "TaskTemplate.LogDriver",
    steps: [
      made({ args: { logging: { driver: "json-file", options: { labels: "production_status", env: "os,customer" } } }, alike: { logging: { options: { env: "os,customer", labels: "production_status" }, driver: "json-file" } }, is: { Name: "json-file", Options: { labels: "production_status", env: "os,customer" } } }),
      restart("logging", { args: { logging: { driver: "json-file", options: { env: "os,customer", labels: "production_status", "max-file": 1 } } }, is: { Name: "json-file", Options: { labels: "production_status", env: "os,customer", "max-file": "1" } } }),
      restart("logging", { args: { logging: { driver: "json-file", options: {} } }, alike: { logging: { driver: "json-file" } }, is: { Name: "json-file" } }),
    ],
  },
]; // prettier-ignore
