// Small specs and objects for the plan's tests.

import type { ServiceSpec } from "../../../provider/engine/types";
import type { Desired, Live } from "../../../provider/objects/object";
import { ownerLabels, type Owner } from "../../../provider/owner";
import { makePlan, type PlanInput } from "../../../provider/plan/plan";

export const OWNER: Owner = {
  project: "shop",
  stack: "prod",
  type: "pulumi-nodejs:dynamic/swarm:Stack",
  name: "shop",
};

/** What is sent for a plain service. */
export const sent = (over: Partial<ServiceSpec> = {}): ServiceSpec => ({
  Name: "shop_web",
  Labels: { "com.docker.stack.namespace": "shop" },
  TaskTemplate: {
    ContainerSpec: {
      Image: "nginx:1.26",
      Env: ["A=1", "B=2"],
      Privileges: { CredentialSpec: null, SELinuxContext: null, NoNewPrivileges: false },
    },
    Resources: {},
    Placement: {},
    Networks: [{ Target: "shop_default", Aliases: ["web"] }],
    ForceUpdate: 0,
  },
  Mode: { Replicated: {} },
  EndpointSpec: { Ports: [{ TargetPort: 80, PublishedPort: 8080, Protocol: "tcp" }] },
  ...over,
});

/** The same as an engine gives it back. */
export const stored = (over: Partial<ServiceSpec> = {}): ServiceSpec => ({
  Name: "shop_web",
  Labels: { "com.docker.stack.namespace": "shop" },
  TaskTemplate: {
    ContainerSpec: {
      Image: "nginx:1.26",
      Env: ["B=2", "A=1"],
      Privileges: { CredentialSpec: null, SELinuxContext: null, NoNewPrivileges: false },
      Isolation: "default",
    },
    Resources: {},
    Placement: {},
    Networks: [{ Target: "net1", Aliases: ["web"] }],
    ForceUpdate: 3,
    Runtime: "container",
  },
  Mode: { Replicated: { Replicas: 1 } },
  EndpointSpec: {
    Mode: "vip",
    Ports: [{ TargetPort: 80, PublishedPort: 8080, Protocol: "tcp", PublishMode: "ingress" }],
  },
  ...over,
});

/** A deep change, for a table's rows. */
export function changed<T>(spec: T, change: (copy: T) => void): T {
  const copy = structuredClone(spec);
  change(copy);
  return copy;
}

export const desiredService = (spec: ServiceSpec = sent()): Desired => ({
  kind: "service",
  key: "web",
  name: spec.Name,
  spec,
});

export const liveService = (spec: ServiceSpec = stored(), labels = {}): Live => ({
  kind: "service",
  id: "svc1",
  name: spec.Name,
  version: 7,
  spec,
  labels: { ...spec.Labels, ...labels },
});

export const liveNetwork = (name: string, labels = {}, over = {}): Live => ({
  kind: "network",
  id: name === "shop_default" ? "net1" : `id-${name}`,
  name,
  version: 0,
  spec: {
    Name: name,
    Id: "net1",
    Scope: "swarm",
    Driver: "overlay",
    EnableIPv6: false,
    IPAM: {
      Driver: "default",
      Options: null,
      Config: [{ Subnet: "10.0.1.0/24", Gateway: "10.0.1.1" }],
    },
    Internal: false,
    Attachable: false,
    Ingress: false,
    ConfigOnly: false,
    ConfigFrom: { Network: "" },
    Options: { "com.docker.network.driver.overlay.vxlanid_list": "4097" },
    Labels: {},
    ...over,
  },
  labels,
});

export const desiredNetwork = (name = "shop_default", over = {}): Desired => ({
  kind: "network",
  key: "default",
  name,
  spec: {
    Name: name,
    Driver: "overlay",
    Scope: "",
    IPAM: null,
    Internal: false,
    Attachable: false,
    Ingress: false,
    ConfigOnly: false,
    ConfigFrom: null,
    Options: null,
    Labels: { "com.docker.stack.namespace": "shop", ...ownerLabels(OWNER, "default") },
    ...over,
  },
});

/** Labels of an object that is ours. */
export const ours = (key: string) => ownerLabels(OWNER, key);

/** The plan where there is nothing but what is said. */
export const plan = (over: Partial<PlanInput>) =>
  makePlan({
    desired: [],
    previous: [],
    recorded: [],
    live: [],
    owner: OWNER,
    adopt: () => false,
    ...over,
  });
