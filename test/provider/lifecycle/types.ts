// One of each resource type, for what holds for all of them.

import { config, secret } from "../../../provider/resources/data";
import { network } from "../../../provider/resources/network";
import { node } from "../../../provider/resources/node";
import type { CommonInputs, ResourceType } from "../../../provider/resources/resource";
import { service } from "../../../provider/resources/service";
import { stack } from "../../../provider/resources/stack";
import { swarmCluster } from "../../../provider/resources/swarm-cluster";
import { volume } from "../../../provider/resources/volume";
import type { Props } from "../../../provider/state";

export interface Case {
  /** What to call it, where its type does not say enough. */
  title?: string;
  type: ResourceType<CommonInputs>;
  args: Props;
  changed: Props;
  /** A value at every kind of place. */
  full: Props;
  /** What is there after `args`, and after `changed`. */
  made: Record<string, string[]>;
  after: Record<string, string[]>;
}
const row = <Inputs extends CommonInputs>(
  type: ResourceType<Inputs>,
  rest: Omit<Case, "type">,
): Case => ({ type: type as unknown as Case["type"], ...rest });

const FULL_SERVICE = {
  image: "nginx:1.27",
  command: ["nginx", "-g", "daemon off;"],
  entrypoint: ["sh"],
  environment: { A: "1" },
  labels: { a: "b" },
  workingDir: "/",
  user: "nobody",
  groupAdd: ["wheel"],
  hostname: "web",
  stopSignal: "SIGTERM",
  stopGracePeriod: "10s",
  tty: false,
  stdinOpen: false,
  readOnly: true,
  init: true,
  isolation: "default",
  sysctls: { "net.core.somaxconn": "1024" },
  capAdd: ["NET_ADMIN"],
  capDrop: ["ALL"],
  ulimits: { nofile: { soft: 1024, hard: 2048 } },
  extraHosts: ["db:10.0.0.1"],
  dns: ["1.1.1.1"],
  dnsSearch: ["example.com"],
  dnsOpt: ["use-vc"],
  healthcheck: { test: ["CMD", "true"], interval: "10s", timeout: "3s", retries: 2 },
  logging: { driver: "json-file", options: { "max-size": "10m" } },
  ports: [{ target: 80, published: 8080, protocol: "tcp", mode: "ingress" }],
  volumes: [
    { type: "volume", source: "data", target: "/data", readOnly: true, volume: { nocopy: true } },
  ],
  securityOpt: ["no-new-privileges=true"],
  oomScoreAdj: 5,
  deploy: {
    mode: "replicated",
    replicas: 3,
    labels: { tier: "front" },
    endpointMode: "vip",
    updateConfig: { parallelism: 1, delay: "5s", order: "start-first", failureAction: "rollback" },
    rollbackConfig: { parallelism: 0 },
    restartPolicy: { condition: "on-failure", delay: "5s", maxAttempts: 3, window: "1m" },
    resources: {
      limits: { cpus: "0.5", memory: "64M", pids: 10 },
      reservations: { cpus: "0.1", memory: "32M" },
    },
    placement: {
      constraints: ["node.role == manager"],
      preferences: [{ spread: "node.labels.zone" }],
      maxReplicasPerNode: 4,
    },
  },
  converge: { timeout: "1m", monitor: "5s" },
  adopt: false,
  registryAuth: { "quay.io": { username: "ops", password: "hunter2!" } },
  resolveImage: "always",
};

const FULL_NETWORK = {
  driver: "overlay",
  driverOpts: { encrypted: "true" },
  attachable: true,
  internal: false,
  enableIpv6: false,
  ingress: false,
  ipam: { driver: "default", config: [{ subnet: "10.9.0.0/24", gateway: "10.9.0.1" }] },
  labels: { a: "b" },
};

const { converge, adopt, registryAuth, resolveImage, ...inStack } = FULL_SERVICE;

export const TYPES: Case[] = [
  row(swarmCluster, {
    args: { listenAddr: "127.0.0.1:2377", taskHistoryRetentionLimit: 3 },
    changed: { listenAddr: "127.0.0.1:2377", taskHistoryRetentionLimit: 4, labels: { a: "b" } },
    full: {
      advertiseAddr: "127.0.0.1",
      listenAddr: "127.0.0.1:2377",
      dataPathAddr: "127.0.0.1",
      taskHistoryRetentionLimit: 3,
      labels: { a: "b" },
      forceDestroy: true,
    },
    made: {},
    after: {},
  }),
  row(node, {
    args: { name: "fake", labels: { disk: "ssd" } },
    changed: { name: "fake", labels: { zone: "a" }, availability: "pause" },
    full: {
      name: "fake",
      role: "manager",
      availability: "active",
      labels: { disk: "ssd" },
      advertiseAddr: "127.0.0.1",
      listenAddr: "127.0.0.1:2377",
      dataPathAddr: "127.0.0.1",
      forceDestroy: false,
    },
    made: {},
    after: {},
  }),
  row(network, {
    args: { driverOpts: { encrypted: "true" }, labels: { a: "b" } },
    changed: { driverOpts: { encrypted: "true" }, labels: { a: "b" }, attachable: true },
    full: FULL_NETWORK,
    made: { networks: ["web"] },
    after: { networks: ["web-2"] },
  }),
  row(volume, {
    args: { nfs: { server: "10.0.0.5", path: "/data" } },
    changed: { nfs: { server: "10.0.0.5", path: "/data" }, onDelete: "delete" },
    full: {
      nfs: { server: "10.0.0.5", path: "/data", version: "4.2", options: ["hard"], readOnly: true },
      labels: { a: "b" },
      onDelete: "keep",
      adopt: true,
    },
    made: { volumes: ["web"] },
    after: { volumes: ["web"] },
  }),
  row(secret, {
    args: { data: "hunter2!", labels: { a: "b" } },
    changed: { data: "hunter3!", labels: { a: "b" } },
    full: { data: "hunter2!", labels: { a: "b" }, templateDriver: "golang", adopt: true },
    made: { secrets: ["web"] },
    after: { secrets: ["web-2"] },
  }),
  row(config, {
    args: { data: "a=b", labels: { a: "b" } },
    changed: { dataBase64: "/w==", labels: { a: "b" } },
    full: { data: "a=b", labels: { a: "b" }, templateDriver: "golang", adopt: true },
    made: { configs: ["web"] },
    after: { configs: ["web-2"] },
  }),
  row(service, {
    args: {
      image: "nginx:1.27",
      command: "nginx -g 'daemon off;'",
      environment: ["A=1", "B"],
      ports: ["8080:80"],
      volumes: ["data:/data:ro"],
      deploy: { replicas: 3, updateConfig: { delay: "1000ms" } },
      converge: false,
    },
    changed: { image: "nginx:1.28", ports: ["8081:80"], converge: false },
    full: { ...FULL_SERVICE, networks: { shared: { aliases: ["w"] } } },
    made: { services: ["web"] },
    after: { services: ["web"] },
  }),
  row(stack, {
    args: {
      services: {
        web: { image: "nginx:1.27", networks: ["front"], secrets: ["pw"], configs: ["conf"] },
        worker: { image: "busybox", dependsOn: ["web"] },
      },
      networks: { front: { attachable: true } },
      secrets: { pw: { data: "hunter2!" } },
      configs: { conf: { data: "a=b" } },
      converge: false,
    },
    changed: {
      services: { web: { image: "nginx:1.27", networks: ["front"], deploy: { replicas: 2 } } },
      networks: { front: {} },
      converge: false,
    },
    full: {
      services: {
        web: {
          ...inStack,
          networks: { front: { aliases: ["w"], driverOpts: { a: "b" } } },
          secrets: [{ source: "pw", target: "/pw", uid: "1", gid: "1", mode: 256 }],
          configs: ["conf"],
          dependsOn: { worker: { condition: "service_started" } },
        },
        worker: { image: "busybox", networks: ["front"], dependsOn: [] },
      },
      networks: { front: FULL_NETWORK },
      volumes: {
        data: {
          driver: "local",
          driverOpts: { type: "tmpfs", device: "tmpfs" },
          labels: { a: "b" },
        },
      },
      secrets: { pw: { data: "hunter2!", labels: { a: "b" } } },
      configs: { conf: { data: "a=b", templateDriver: "golang" } },
      ...{ converge, adopt, registryAuth, resolveImage },
    },
    made: {
      networks: ["web_default", "web_front"],
      secrets: ["web_pw"],
      configs: ["web_conf"],
      services: ["web_web", "web_worker"],
    },
    after: { networks: ["web_front-2"], services: ["web_web"] },
  }),
];
