// A service's args to the spec that `docker stack deploy` sends, whole specs, row by row.

import { expect } from "chai";
import type { ServiceArgs } from "../../../provider/model/service";
import type { StackModel } from "../../../provider/model/stack";
import type { Beyond } from "./expected";
import { serviceOf, webOf } from "./expected";

type Row = [title: string, args: ServiceArgs, beyond: Beyond, model?: StackModel];

function testRows(rows: Row[]): void {
  for (const [title, args, beyond, model] of rows) {
    it(title, () => expect(webOf(args, model)).to.deep.equal(serviceOf(beyond)));
  }
}

describe("the spec of a stack's service", () => {
  testRows([
    ["is small, but always has a placement", {}, {}],
    ["sends no empty command", { command: [], entrypoint: "" }, {}],
    ["sends command as arguments and entrypoint as command", { command: "a b", entrypoint: ["/e"] }, { container: { Args: ["a", "b"], Command: ["/e"] } }],
    ["sorts the environment as whole entries", { environment: { B: "", A1: "x", A: "y", C: null } }, { container: { Env: ["A1=x", "A=y", "B=", "C"] } }],
    ["labels the containers", { labels: { a: "1", "com.docker.stack.namespace": "other" } }, { container: { Labels: { a: "1", "com.docker.stack.namespace": "st" } } }],
    ["labels the service", { deploy: { labels: { a: "1" } } }, { service: { Labels: { a: "1", "com.docker.stack.namespace": "st", "com.docker.stack.image": "nginx" } } }],
    ["sends what is true, and leaves out what is false", { tty: true, stdinOpen: false, readOnly: true }, { container: { TTY: true, ReadOnly: true } }],
    ["sends init when it is said", { init: false }, { container: { Init: false } }],
    ["sends a grace period of zero", { stopGracePeriod: "0s" }, { container: { StopGracePeriod: 0 } }],
    ["sends plain values", { workingDir: "/w", user: "u", hostname: "h", stopSignal: "INT", isolation: "hyperv", oomScoreAdj: 5 }, { container: { Dir: "/w", User: "u", Hostname: "h", StopSignal: "INT", Isolation: "hyperv", OomScoreAdj: 5 } }],
    ["sends groups, sysctls and capabilities", { groupAdd: [1], sysctls: { "net.x": 1 }, capAdd: ["kill"], capDrop: ["all"] }, { container: { Groups: ["1"], Sysctls: { "net.x": "1" }, CapabilityAdd: ["CAP_KILL"], CapabilityDrop: ["ALL"] } }],
    ["sorts limits by name", { ulimits: { nproc: 1, core: -1 } }, { container: { Ulimits: [{ Name: "core", Hard: -1, Soft: -1 }, { Name: "nproc", Hard: 1, Soft: 1 }] } }],
    ["keeps the order of hosts and DNS servers", { extraHosts: ["b:1.1.1.1", "a:1.1.1.2"], dns: ["9.9.9.9", "1.1.1.1"], dnsOpt: ["x"] }, { container: { Hosts: ["1.1.1.1 b", "1.1.1.2 a"], DNSConfig: { Nameservers: ["9.9.9.9", "1.1.1.1"], Options: ["x"] } } }],
    ["sends an empty health check, which replaces tasks", { healthcheck: { interval: "0s", retries: 0 } }, { container: { Healthcheck: {} } }],
    ["turns a health check off", { healthcheck: { disable: true } }, { container: { Healthcheck: { Test: ["NONE"] } } }],
    ["sends a health check in nanoseconds", { healthcheck: { test: ["CMD", "x"], interval: "1s", timeout: "1ms", startPeriod: "1m", startInterval: "2s", retries: 2 } }, { container: { Healthcheck: { Test: ["CMD", "x"], Interval: 1e9, Timeout: 1e6, StartPeriod: 6e10, StartInterval: 2e9, Retries: 2 } } }],
    ["sends a log driver without a name", { logging: { options: { "max-size": "1m" } } }, { task: { LogDriver: { Options: { "max-size": "1m" } } } }],
    ["reads security options", { securityOpt: ["no-new-privileges", "seccomp={}", "label=disable", "apparmor=docker-default"] }, { container: { Privileges: { CredentialSpec: null, SELinuxContext: { Disable: true }, NoNewPrivileges: true, Seccomp: { Mode: "custom", Profile: "e30=" }, AppArmor: { Mode: "default" } } } }],
    ["sends a credential spec in full", { credentialSpec: { file: "x" } }, { container: { Privileges: { CredentialSpec: { Config: "", File: "x", Registry: "" }, SELinuxContext: null, NoNewPrivileges: false } } }],
  ]); // prettier-ignore

  it("keeps the image as it was written in its label, and sends the familiar form", () => {
    const spec = webOf({ image: "docker.io/library/nginx:1" });

    expect(spec?.Labels?.["com.docker.stack.image"]).to.equal("docker.io/library/nginx:1");
    expect(spec?.TaskTemplate.ContainerSpec.Image).to.equal("nginx:1");
  });

  it("has the fields in the engine's order", () => {
    const spec = webOf({ command: "a", deploy: { updateConfig: {}, restartPolicy: {} } });

    expect(Object.keys(spec ?? {})).to.deep.equal([
      "Name",
      "Labels",
      "TaskTemplate",
      "Mode",
      "UpdateConfig",
      "EndpointSpec",
    ]);
    expect(Object.keys(spec?.TaskTemplate ?? {})).to.deep.equal([
      "ContainerSpec",
      "Resources",
      "RestartPolicy",
      "Placement",
      "Networks",
      "ForceUpdate",
    ]);
  });
});

describe("how a service is deployed", () => {
  const mode = (Mode: object): Beyond => ({ service: { Mode } });
  testRows([
    ["sends no replicas that are absent", { deploy: { mode: "replicated" } }, {}],
    ["sends no replicas at all", { deploy: { replicas: 0 } }, mode({ Replicated: { Replicas: 0 } })],
    ["knows global services", { deploy: { mode: "global" } }, mode({ Global: {} })],
    ["knows global jobs", { deploy: { mode: "global-job" } }, mode({ GlobalJob: {} })],
    ["runs all tasks of a job at once", { deploy: { mode: "replicated-job", replicas: 3 } }, mode({ ReplicatedJob: { MaxConcurrent: 3, TotalCompletions: 3 } })],
    ["runs some tasks of a job at once", { deploy: { mode: "replicated-job", replicas: 3, maxConcurrent: 2 } }, mode({ ReplicatedJob: { MaxConcurrent: 2, TotalCompletions: 3 } })],
    ["leaves the number of a job's tasks to the engine", { deploy: { mode: "replicated-job" } }, mode({ ReplicatedJob: {} })],
    ["updates one task at a time unless told otherwise", { deploy: { updateConfig: {}, rollbackConfig: { parallelism: 0, delay: "0s" } } }, { service: { UpdateConfig: { Parallelism: 1, MaxFailureRatio: 0, Order: "" }, RollbackConfig: { Parallelism: 0, MaxFailureRatio: 0, Order: "" } } }],
    ["sends a whole update config", { deploy: { updateConfig: { parallelism: 2, delay: "1s", failureAction: "rollback", monitor: "2s", maxFailureRatio: 0.3, order: "start-first" } } }, { service: { UpdateConfig: { Parallelism: 2, Delay: 1e9, FailureAction: "rollback", Monitor: 2e9, MaxFailureRatio: 0.3, Order: "start-first" } } }],
    ["sends an empty restart policy, which replaces tasks", { restart: "always", deploy: { restartPolicy: {} } }, { task: { RestartPolicy: {} } }],
    ["sends the zeros of a restart policy", { deploy: { restartPolicy: { condition: "any", delay: "0s", maxAttempts: 0, window: "0s" } } }, { task: { RestartPolicy: { Condition: "any", Delay: 0, MaxAttempts: 0, Window: 0 } } }],
    ["sends resources exactly", { deploy: { resources: { limits: { cpus: "1/8", memory: "1.5k", pids: 5 }, reservations: { cpus: 0.001 } } } }, { task: { Resources: { Limits: { NanoCPUs: 125_000_000, MemoryBytes: 1536, Pids: 5 }, Reservations: { NanoCPUs: 1_000_000 } } } }],
    ["sends the swap alone", { memswapLimit: "1g", deploy: { resources: { limits: { memory: "256m" } } } }, { task: { Resources: { Limits: { MemoryBytes: 2 ** 28 }, SwapBytes: 3 * 2 ** 28 } } }],
    ["sends no swap at all, which is not what the engine does by itself", { memswapLimit: "256m", deploy: { resources: { limits: { memory: "256m" } } } }, { task: { Resources: { Limits: { MemoryBytes: 2 ** 28 }, SwapBytes: 0 } } }],
    ["sends swap without end", { memswapLimit: -1, deploy: { resources: { limits: { memory: "256m" } } } }, { task: { Resources: { Limits: { MemoryBytes: 2 ** 28 }, SwapBytes: -1 } } }],
    ["sends no swap for 0, which says nothing", { memswapLimit: 0, deploy: { resources: { limits: { memory: "256m" } } } }, { task: { Resources: { Limits: { MemoryBytes: 2 ** 28 } } } }],
    ["sends a swappiness beside limits, without which the engine does not look at it", { memSwappiness: 0 }, { task: { Resources: { Limits: {}, MemorySwappiness: 0 } } }],
    ["sends a forced update", { deploy: { forceUpdate: 4 } }, { task: { ForceUpdate: 4 } }],
    ["sends a platform", { platform: "linux/amd64" }, { task: { Placement: { Platforms: [{ Architecture: "amd64", OS: "linux" }] } } }],
    ["sends a system without an architecture", { platform: "linux" }, { task: { Placement: { Platforms: [{ OS: "linux" }] } } }],
    ["sends platforms of deploy before that of the service, arm as the nodes call it", { platform: "linux/amd64", deploy: { placement: { platforms: ["linux/arm/v6", "linux/arm", "linux/386"] } } }, { task: { Placement: { Platforms: [{ Architecture: "i686", OS: "linux" }, { Architecture: "armv7l", OS: "linux" }, { Architecture: "armv6l", OS: "linux" }] } } }],
    ["sends empty limits", { deploy: { resources: { limits: { cpus: 0 }, reservations: {} } } }, { task: { Resources: { Limits: {}, Reservations: {} } } }],
    ["sends generic resources", { deploy: { resources: { reservations: { genericResources: [{ discreteResourceSpec: { kind: "gpu", value: 2 } }] } } } }, { task: { Resources: { Reservations: { GenericResources: [{ DiscreteResourceSpec: { Kind: "gpu", Value: 2 } }] } } } }],
    ["keeps the order of constraints and preferences", { deploy: { placement: { constraints: ["node.role==worker", "node.id!=a"], preferences: [{ spread: "node.labels.z" }, { spread: "node.labels.a" }], maxReplicasPerNode: 1 } } }, { task: { Placement: { Constraints: ["node.role==worker", "node.id!=a"], Preferences: [{ Spread: { SpreadDescriptor: "node.labels.z" } }, { Spread: { SpreadDescriptor: "node.labels.a" } }], MaxReplicas: 1 } } }],
    ["sorts ports by number", { ports: ["443:443", { target: 80, published: 80, mode: "host" }, "9"], deploy: { endpointMode: "VIP" } }, { service: { EndpointSpec: { Mode: "vip", Ports: [{ Protocol: "tcp", TargetPort: 9, PublishMode: "ingress" }, { TargetPort: 80, PublishedPort: 80, PublishMode: "host" }, { Protocol: "tcp", TargetPort: 443, PublishedPort: 443, PublishMode: "ingress" }] } } }],
  ]); // prettier-ignore
});

describe("what a service is attached to", () => {
  const networks = (...Networks: object[]): Beyond => ({ task: { Networks: Networks as never } });
  const file = (Name: string, Mode = 0o444, UID = "0") => ({ Name, UID, GID: "0", Mode });
  testRows([
    ["names networks by their final names, sorted by them", { networks: ["z", "named", "ext"] }, networks({ Target: "a", Aliases: ["web"] }, { Target: "ext", Aliases: ["web"] }, { Target: "st_z", Aliases: ["web"] }), { networks: { z: null, named: { name: "a" }, ext: { external: true } } }],
    ["adds its own name to its aliases", { networks: { n: { aliases: ["x"], driverOpts: { k: 1 } } } }, networks({ Target: "st_n", Aliases: ["x", "web"], DriverOpts: { k: "1" } }), { networks: { n: null } }],
    ["has no name in a network that knows none", { networks: ["outside"] }, networks({ Target: "host" }), { networks: { outside: { external: true, name: "host" } } }],
    ["joins the default network by its own name", {}, networks({ Target: "mine", Aliases: ["web"] }), { networks: { default: { name: "mine" } } }],
    ["names secrets by their final names, sorted by them, without ids", { secrets: ["z", { source: "a", target: "t", uid: 5, mode: 0o400 }] }, { container: { Secrets: [{ File: file("z"), SecretID: "", SecretName: "b" }, { File: file("t", 0o400, "5"), SecretID: "", SecretName: "st_a" }] } }, { secrets: { a: { data: "x" }, z: { external: true, name: "b" } } }],
    ["adds the config of a credential spec", { configs: ["c"], credentialSpec: { config: "c" } }, { container: { Configs: [{ File: file("c"), ConfigID: "", ConfigName: "named" }, { Runtime: {}, ConfigID: "", ConfigName: "named" }], Privileges: { CredentialSpec: { Config: "named", File: "", Registry: "" }, SELinuxContext: null, NoNewPrivileges: false } } }, { configs: { c: { data: "x", name: "named" } } }],
  ]); // prettier-ignore

  const label = { "com.docker.stack.namespace": "st" };
  const mounts = (...Mounts: object[]): Beyond => ({ container: { Mounts: Mounts as never } });
  testRows([
    ["says how a node makes a volume", { volumes: ["v:/v:ro,nocopy"] }, mounts({ Type: "volume", Source: "st_v", Target: "/v", ReadOnly: true, VolumeOptions: { NoCopy: true, Labels: { l: "1", ...label }, DriverConfig: { Options: { device: ":/x", o: "addr=s,rw", type: "nfs" } } } }), { volumes: { v: { nfs: { server: "s", path: "/x" }, labels: { l: "1" } } } }],
    ["says a driver's name alone", { volumes: ["v:/v"] }, mounts({ Type: "volume", Source: "named", Target: "/v", VolumeOptions: { Labels: label, DriverConfig: { Name: "d" } } }), { volumes: { v: { name: "named", driver: "d" } } }],
    ["says nothing of an external volume", { volumes: ["v:/v"] }, mounts({ Type: "volume", Source: "v", Target: "/v", VolumeOptions: {} }), { volumes: { v: { external: true } } }],
    ["says nothing of an anonymous volume", { volumes: ["/v"] }, mounts({ Type: "volume", Target: "/v" })],
    ["mounts part of a volume", { volumes: [{ source: "v", target: "/v", volume: { subpath: "s" } }] }, mounts({ Type: "volume", Source: "st_v", Target: "/v", VolumeOptions: { Labels: label, Subpath: "s" } }), { volumes: { v: null } }],
    ["binds with and without options", { volumes: ["/a:/a", { type: "bind", source: "/b", target: "/b", bind: {} }, { type: "bind", source: "/c", target: "/c", bind: { propagation: "shared", createHostPath: true, recursive: "disabled" } }] }, mounts({ Type: "bind", Source: "/a", Target: "/a" }, { Type: "bind", Source: "/b", Target: "/b", BindOptions: {} }, { Type: "bind", Source: "/c", Target: "/c", BindOptions: { Propagation: "shared", NonRecursive: true, CreateMountpoint: true } })],
    ["mounts tmpfs, and shared memory as one", { tmpfs: "/t:size=1k,mode=1777,uid=5,noexec", shmSize: 4096 }, mounts({ Type: "tmpfs", Target: "/t", TmpfsOptions: { SizeBytes: 1024, Mode: 0o1777, Options: [["uid", "5"], ["noexec"]] } }, { Type: "tmpfs", Target: "/dev/shm", TmpfsOptions: { SizeBytes: 4096 } })],
    ["mounts images, named pipes and cluster volumes", { volumes: [{ type: "image", source: "i", target: "/i", image: { subpath: "s" } }, { type: "npipe", source: "p", target: "q" }, { type: "cluster", source: "group:g", target: "/g" }, { type: "cluster", source: "v", target: "/v" }] }, mounts({ Type: "image", Source: "i", Target: "/i", ImageOptions: { Subpath: "s" } }, { Type: "npipe", Source: "p", Target: "q" }, { Type: "cluster", Source: "group:g", Target: "/g", ClusterOptions: {} }, { Type: "cluster", Source: "st_v", Target: "/v", ClusterOptions: {} }), { volumes: { v: null } }],
  ]); // prettier-ignore
});
