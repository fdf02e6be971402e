// A service and a stack that say something of every field, as valid as can be; for properties and for unknowns.
// The compiler and complete.test.ts ask for a field that is forgotten here.

import type { DeployArgs, ServiceArgs } from "../../../provider/model/service";
import type { StackModel } from "../../../provider/model/stack";

/** Every key at every depth, but for the items of lists and the maps whose keys are the user's. */
type Complete<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? string extends keyof T
      ? T
      : { [Key in keyof T]-?: Complete<NonNullable<T[Key]>> }
    : T;

/** `maxConcurrent` is for jobs, which are not updated. */
type FullDeploy = Complete<Omit<DeployArgs, "maxConcurrent">>;

export const fullService: Complete<Omit<ServiceArgs, "deploy">> & { deploy: FullDeploy } = {
  image: "registry.example.com/team/web:1.2",
  command: "serve --port 80",
  entrypoint: ["/entry", "-v"],
  environment: { SLOT: "{{.Task.Slot}}", EMPTY: "", ALONE: null, N: 1 },
  labels: ["a=1", "b"],
  workingDir: "/srv",
  user: "1000:1000",
  groupAdd: [2000, "docker"],
  hostname: "web-{{.Node.Hostname}}",
  stopSignal: "SIGINT",
  stopGracePeriod: "90s",
  tty: true,
  stdinOpen: true,
  readOnly: true,
  init: false,
  isolation: "default",
  sysctls: { "net.core.somaxconn": 1024 },
  capAdd: ["net_admin"],
  capDrop: ["ALL"],
  ulimits: { nofile: { soft: 1024, hard: 2048 }, nproc: 100 },
  extraHosts: ["db:10.0.0.9"],
  dns: ["1.1.1.1"],
  dnsSearch: "example.com",
  dnsOpt: ["ndots:2"],
  healthcheck: {
    test: "curl -f http://localhost",
    interval: "10s",
    timeout: "2s",
    startPeriod: "1m",
    startInterval: "1s",
    retries: 3,
    disable: false,
  },
  logging: { driver: "json-file", options: { "max-size": "1m", "max-file": 3 } },
  networks: { front: { aliases: ["www"], driverOpts: { mtu: 1400 } }, back: {} },
  ports: ["8080:80", { target: 53, published: 53, protocol: "udp", mode: "host" }],
  volumes: [
    "data:/data:nocopy",
    { type: "volume", source: "own", target: "/own", volume: { nocopy: true, subpath: "s", driver: "d", driverOpts: { o: "1" }, labels: { l: "1" } } },
    { type: "bind", source: "/etc/ssl", target: "/ssl", bind: { propagation: "rslave", createHostPath: true, recursive: "readonly" } },
    { type: "tmpfs", target: "/cache", tmpfs: { size: "64m", mode: 0o700, options: ["noexec"] } },
    { type: "image", source: "busybox", target: "/img", image: { subpath: "bin" } },
    { source: "data", target: "/sub", readOnly: true, consistency: "cached", volume: { subpath: "s" } },
  ],
  tmpfs: ["/run:size=1m,mode=755,noexec"],
  shmSize: "128m",
  memswapLimit: "80M",
  memSwappiness: 10,
  platform: "linux/amd64",
  secrets: ["pw", { source: "cert", target: "tls.pem", uid: 1000, gid: "1000", mode: "0440" }],
  configs: [{ source: "conf", target: "/etc/app.conf", uid: 5, gid: 6, mode: 0o444 }],
  credentialSpec: { config: "spec", file: "", registry: "" },
  securityOpt: ["no-new-privileges:true", "seccomp=unconfined", "apparmor=unconfined", "label=type:svirt_t", "label=level:s0"],
  oomScoreAdj: -500,
  restart: "always",
  dependsOn: { db: { condition: "service_healthy", required: false } },
  deploy: {
    mode: "replicated",
    replicas: 3,
    labels: { team: "web" },
    endpointMode: "vip",
    updateConfig: { parallelism: 2, delay: "10s", failureAction: "rollback", monitor: "5s", maxFailureRatio: 0.5, order: "stop-first" },
    rollbackConfig: { parallelism: 0, delay: "1s", failureAction: "pause", monitor: "6s", maxFailureRatio: 0.1, order: "stop-first" },
    resources: {
      limits: { cpus: "0.5", memory: "50M", pids: 100 },
      reservations: { cpus: 0.25, memory: "20M", genericResources: [{ discreteResourceSpec: { kind: "gpu", value: 1 } }] },
    },
    restartPolicy: { condition: "on-failure", delay: "5s", maxAttempts: 3, window: "2m" },
    placement: { constraints: ["node.role==worker"], preferences: [{ spread: "node.labels.rack" }], platforms: ["linux/amd64", "linux/arm/v7"], maxReplicasPerNode: 2 },
    forceUpdate: 2,
  },
}; // prettier-ignore

export const fullStack: StackModel = {
  services: { web: fullService, db: { image: "postgres:17", restart: "on-failure:3", dependsOn: [] }, job: { image: "busybox", volumes: ["tmp:/shared", "share:/share", "ram:/ram"], configs: ["outside"], deploy: { mode: "replicated-job", replicas: 4, maxConcurrent: 2 } } },
  networks: {
    front: {
      driver: "overlay",
      driverOpts: { encrypted: "" },
      attachable: true,
      internal: false,
      ingress: false,
      enableIpv6: true,
      labels: { a: "b" },
      ipam: {
        driver: "default",
        options: { o: "1" },
        config: [{ subnet: "10.9.0.0/24", gateway: "10.9.0.1", ipRange: "10.9.0.128/25" }, { subnet: "fd00:9::/64" }],
      },
    },
    back: { external: true, name: "backbone" },
    lan: { driver: "macvlan", scope: "swarm", configFrom: "settings" },
    settings: { configOnly: true, driverOpts: { parent: "eth0" } },
    vpn: { encrypted: true, enableIpv4: true },
    here: { driver: "bridge", scope: "local", ipam: { config: [{ subnet: "10.8.0.0/24", auxAddresses: { x: "10.8.0.7" } }] } },
    default: null,
  },
  volumes: {
    data: { nfs: { server: "10.0.0.5", path: "/data", version: "4", options: ["soft"], readOnly: true }, labels: ["l=v"] },
    plain: null,
    own: { external: true },
    share: { cifs: { server: "files", share: "media", username: "u", password: "hush", domain: "d", version: "3.0", options: ["uid=1"], readOnly: true } },
    ram: { tmpfs: { size: "1m", mode: 0o700, uid: 5, gid: "6", options: ["noexec"] } },
    tmp: { name: "shared-tmp", driver: "local", driverOpts: { type: "tmpfs", device: "tmpfs" } },
  },
  secrets: { pw: { data: "hush", labels: { c: "d" }, templateDriver: "golang" }, key: { dataBase64: "aHVzaA==" }, cert: { external: true, name: "tls" }, plugged: { driver: "vault", driverOpts: { k: "v" } } },
  configs: { conf: { dataBase64: "eA==", labels: { c: "d" }, templateDriver: "golang" }, spec: { data: "{}" }, outside: { external: true, name: "theirs" } },
}; // prettier-ignore
