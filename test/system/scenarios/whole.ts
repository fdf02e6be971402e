// Rows of whole services, as the acceptance tests of the Terraform provider and moby's suites have them: much at
// once, several tasks, several changes in one step. Health checks have more time than there: all rows start at once,
// and one that is late restarts a task.

import { CONTAINER, inPlace, made, restart, SECOND, type Row, type Step } from "./row";

const MiB = 2 ** 20;
const two = { replicas: 2 };

/** The fullSpec of the Terraform provider, but for what the lab cannot run: SELinux, a random volume driver. */
const full: Step["args"] = {
  hostname: "my-fancy-service",
  environment: { MYFOO: "BAR", URI: "/api-call?param1=value1" },
  workingDir: "/root",
  user: "root",
  groupAdd: ["nogroup", "1001"],
  labels: { foo: "bar" },
  readOnly: true,
  stopSignal: "SIGTERM",
  stopGracePeriod: "10s",
  volumes: [
    { type: "volume", source: "whole", target: "/mount/test", readOnly: true, volume: { nocopy: true, labels: { foo: "bar" } } },
    { type: "bind", source: "/tmp", target: "/mount/bind", bind: { propagation: "rprivate" } },
  ],
  healthcheck: { test: ["CMD", "true"], interval: "5s", timeout: "20s", retries: 4 },
  extraHosts: { testhost: "10.0.1.0" },
  dns: ["8.8.8.8"],
  dnsSearch: ["example.org"],
  dnsOpt: ["timeout:3"],
  networks: { n1: { aliases: ["tftest-foobar"], driverOpts: { foo: "bar" } } },
  logging: { driver: "json-file", options: { "max-size": "10m", "max-file": "3" } },
  ports: [{ target: 8080, published: 61080, protocol: "tcp", mode: "ingress" }],
  deploy: {
    ...two,
    labels: { "my.label": "1" },
    resources: { limits: { cpus: "0.5", memory: "64MiB" }, reservations: { cpus: "0.01", memory: "16MiB" } },
    restartPolicy: { condition: "on-failure", delay: "3s", maxAttempts: 4, window: "10s" },
    placement: { constraints: ["node.role==manager"], preferences: [{ spread: "node.role.manager" }], maxReplicasPerNode: 2 },
    updateConfig: { parallelism: 2, delay: "10s", failureAction: "pause", monitor: "1s", maxFailureRatio: 0.1, order: "start-first" },
    rollbackConfig: { parallelism: 2, delay: "5ms", failureAction: "pause", monitor: "10h", maxFailureRatio: 0.9, order: "stop-first" },
    endpointMode: "vip",
  },
}; // prettier-ignore

const fullContainer = {
  Image: "busybox:latest",
  Labels: { foo: "bar" },
  Args: ["sleep", "1d"],
  Hostname: "my-fancy-service",
  Env: ["MYFOO=BAR", "URI=/api-call?param1=value1"],
  Dir: "/root",
  User: "root",
  Groups: ["nogroup", "1001"],
  Privileges: { CredentialSpec: null, SELinuxContext: null },
  Init: true,
  StopSignal: "SIGTERM",
  ReadOnly: true,
  Mounts: [
    { Type: "volume", Source: "whole", Target: "/mount/test", ReadOnly: true, VolumeOptions: { NoCopy: true, Labels: { foo: "bar" } } },
    { Type: "bind", Source: "/tmp", Target: "/mount/bind", BindOptions: { Propagation: "rprivate" } },
  ],
  StopGracePeriod: 10 * SECOND,
  Healthcheck: { Test: ["CMD", "true"], Interval: 5 * SECOND, Timeout: 20 * SECOND, Retries: 4 },
  Hosts: ["10.0.1.0 testhost"],
  DNSConfig: { Nameservers: ["8.8.8.8"], Search: ["example.org"], Options: ["timeout:3"] },
  Isolation: "default",
}; // prettier-ignore

export const wholeRows: Row[] = [
  {
    name: "tf-minimal-spec",
    at: ["Mode", "EndpointSpec", "Labels"],
    steps: [made({ args: {}, is: [{ Replicated: { Replicas: 1 } }, { Mode: "vip" }, {}] })],
  },
  {
    name: "tf-update-labels",
    at: "Labels",
    steps: [
      made({ args: { deploy: { labels: { env: "prod" } } }, is: { env: "prod" } }),
      inPlace("labels", { args: { deploy: { labels: { env: "staging" } } }, is: { env: "staging" } }),
    ],
  },
  {
    name: "tf-full-spec",
    at: [CONTAINER, "TaskTemplate.Resources", "TaskTemplate.RestartPolicy", "TaskTemplate.Placement", "TaskTemplate.Networks", "TaskTemplate.LogDriver", "Mode", "UpdateConfig", "RollbackConfig", "EndpointSpec"],
    steps: [
      made({
        args: full,
        is: [
          fullContainer,
          { Limits: { NanoCPUs: 5e8, MemoryBytes: 64 * MiB }, Reservations: { NanoCPUs: 1e7, MemoryBytes: 16 * MiB } },
          { Condition: "on-failure", Delay: 3 * SECOND, MaxAttempts: 4, Window: 10 * SECOND },
          { Constraints: ["node.role==manager"], Preferences: [{ Spread: { SpreadDescriptor: "node.role.manager" } }], MaxReplicas: 2 },
          [{ Target: "n1", Aliases: ["tftest-foobar"], DriverOpts: { foo: "bar" } }],
          { Name: "json-file", Options: { "max-size": "10m", "max-file": "3" } },
          { Replicated: { Replicas: 2 } },
          { Parallelism: 2, Delay: 10 * SECOND, FailureAction: "pause", Monitor: SECOND, MaxFailureRatio: 0.1, Order: "start-first" },
          { Parallelism: 2, Delay: 5_000_000, FailureAction: "pause", Monitor: 36_000 * SECOND, MaxFailureRatio: 0.9, Order: "stop-first" },
          { Mode: "vip", Ports: [{ Protocol: "tcp", TargetPort: 8080, PublishedPort: 61080, PublishMode: "ingress" }] },
        ],
      }, 2),
    ],
  },
  {
    name: "tf-replication",
    at: "Mode",
    steps: [
      made({ args: {}, alike: { deploy: { mode: "replicated" } }, is: { Replicated: { Replicas: 1 } } }),
      { args: { deploy: two }, plan: "replicas 1 → 2: no task restarts, 1 starts", is: { Replicated: { Replicas: 2 } } },
    ],
  },
  {
    name: "tf-global",
    at: "Mode",
    steps: [
      made({ args: { deploy: { mode: "global" } }, is: { Global: {} } }),
      restart("environment", { args: { environment: { A: "1" }, deploy: { mode: "global" } }, is: { Global: {} } }),
    ],
  },
  {
    name: "tf-multiple-properties",
    at: ["Mode", `${CONTAINER}.Image`, `${CONTAINER}.Hosts`, "TaskTemplate.LogDriver.Options"],
    with: { deploy: { updateConfig: { parallelism: 2, order: "start-first", failureAction: "continue", maxFailureRatio: 0.5, monitor: "1s" } } },
    steps: [
      made({ args: { extraHosts: { testhost: "10.0.1.0" }, logging: { driver: "json-file", options: { "max-size": "10m", "max-file": "3" } }, ports: ["61081:8081"], healthcheck: { test: ["CMD", "true"], interval: "1s", timeout: "20s" }, deploy: two }, is: [{ Replicated: { Replicas: 2 } }, "busybox:latest", ["10.0.1.0 testhost"], { "max-size": "10m", "max-file": "3" }] }, 2),
      {
        args: { image: "busybox:other", extraHosts: { testhost2: "10.0.2.2" }, logging: { driver: "json-file", options: { "max-size": "15m", "max-file": "5" } }, ports: ["61081:8081", "61082:8082"], volumes: ["/tmp:/more"], healthcheck: { test: ["CMD", "true"], interval: "2s", timeout: "30s" }, deploy: { replicas: 6 } },
        plan: "ports, replicas 2 → 6, healthcheck, extra hosts, image busybox:latest → busybox:other, volumes, logging: 2 tasks restart, all at once, start-first, 4 start",
        restarted: 2,
        is: [{ Replicated: { Replicas: 6 } }, "busybox:other", ["10.0.2.2 testhost2"], { "max-size": "15m", "max-file": "5" }],
      },
      {
        args: { image: "busybox:other", extraHosts: { testhost2: "10.0.2.2" }, logging: { driver: "json-file", options: { "max-size": "15m", "max-file": "5" } }, ports: ["61081:8081", "61082:8082"], volumes: ["/tmp:/more"], healthcheck: { test: ["CMD", "true"], interval: "2s", timeout: "30s" }, deploy: { replicas: 3 } },
        plan: "replicas 6 → 3: no task restarts, 3 stop",
        is: [{ Replicated: { Replicas: 3 } }, "busybox:other", ["10.0.2.2 testhost2"], { "max-size": "15m", "max-file": "5" }],
      },
    ],
  },
]; // prettier-ignore
