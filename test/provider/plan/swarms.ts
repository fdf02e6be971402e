// Small swarms for the tests of what a preview finds: nodes and services by what matters of them.

import type { Node, PortConfig, Service, ServiceSpec, Task } from "../../../provider/engine/types";
import type { Live } from "../../../provider/objects/object";
import { ownerLabels } from "../../../provider/owner";
import type { Step } from "../../../provider/plan/plan";
import type { Swarm, Wanted } from "../../../provider/plan/preflight/finding";
import { service } from "../engine/contract/support";

export const OWNER = { project: "shop", stack: "dev", type: "swarm:Service", name: "web" };
export const GIB = 2 ** 30;

interface Given {
  labels?: Record<string, string>;
  availability?: Node["Spec"]["Availability"];
  state?: string;
  cpus?: number;
  memory?: number;
  gpus?: number;
  plugins?: [type: string, name: string][];
}

/** A ready node of 4 CPUs and 8 GiB with docker's own drivers. */
export function node(name: string, given: Given = {}): Node {
  const { cpus = 4, memory = 8 * GIB, gpus = 0, plugins = [] } = given;
  const own = ["Volume/local", "Network/overlay", "Log/json-file", "Log/journald"];
  const all = [...own.map((text) => text.split("/") as [string, string]), ...plugins];
  return {
    ID: name,
    Version: { Index: 1 },
    Spec: {
      Labels: given.labels ?? {},
      Role: "worker",
      Availability: given.availability ?? "active",
    },
    Description: {
      Hostname: name,
      Platform: { Architecture: "x86_64", OS: "linux" },
      Resources: {
        NanoCPUs: cpus * 1e9,
        MemoryBytes: memory,
        GenericResources: [{ DiscreteResourceSpec: { Kind: "gpu", Value: gpus } }],
      },
      Engine: {
        EngineVersion: "28.0.0",
        Plugins: all.map(([Type, Name]) => ({ Type, Name })),
      },
    },
    Status: { State: given.state ?? "ready", Addr: "10.0.0.1" },
  };
}

/** A service called web; `task` lies over its task template. */
export function wanted(
  more: Partial<ServiceSpec> = {},
  task: Partial<ServiceSpec["TaskTemplate"]> = {},
): Wanted {
  return { spec: { ...service("web", task), ...more }, runs: false };
}

export const replicas = (Replicas: number): Partial<ServiceSpec> => ({
  Mode: { Replicated: { Replicas } },
});
export const ports = (...Ports: Partial<PortConfig>[]): Partial<ServiceSpec> => ({
  EndpointSpec: { Ports: Ports.map((port) => ({ TargetPort: 80, Protocol: "tcp", ...port })) },
});

/** Another service, of the same program or of nobody. */
export function other(name: string, more: Partial<ServiceSpec>, isOurs = false): Service {
  const Labels = isOurs ? ownerLabels({ ...OWNER, name }, name) : {};
  const Spec = { ...service(name), ...more, Labels };
  return { ID: `id-${name}`, Version: { Index: 1 }, Spec };
}

/** A running task of a service on a node. */
export function task(serviceName: string, on: string, memory = 0): Task {
  const at = new Date(0).toISOString();
  const Resources = { Reservations: { MemoryBytes: memory } };
  return {
    ...{ ID: `${serviceName}-${on}`, Version: { Index: 1 }, CreatedAt: at, UpdatedAt: at },
    Spec: { ...service(serviceName).TaskTemplate, Resources },
    ...{ ServiceID: `id-${serviceName}`, NodeID: on, DesiredState: "running" },
    Status: { Timestamp: at, State: "running" },
  };
}

export const swarm = (nodes: Node[], more: Partial<Swarm> & { steps?: Step[] } = {}): Swarm => ({
  plan: { steps: more.steps ?? [], refusals: [], refs: {} },
  ...{ others: [], tasks: [], live: [], owner: OWNER, nodesMayChange: false },
  ...more,
  nodes,
});

export const liveNetwork = (name: string, more: object): Live => ({
  ...{ kind: "network", id: `id-${name}`, name, version: 0, labels: {} },
  spec: { Name: name, Scope: "swarm", Driver: "overlay", ...more },
});
