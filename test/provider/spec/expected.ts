// The smallest spec of a stack's service, and what a row says beyond it: rows compare whole specs.

import type { ContainerSpec, ServiceSpec, TaskSpec } from "../../../provider/engine/types";
import { canonicalStack } from "../../../provider/model/canonical";
import type { Problem } from "../../../provider/model/common";
import type { ServiceArgs } from "../../../provider/model/service";
import type { StackModel } from "../../../provider/model/stack";
import type { StackSpecs } from "../../../provider/spec/stack";
import { stackSpecs } from "../../../provider/spec/stack";

const NAMESPACE = { "com.docker.stack.namespace": "st" };

/** What a row expects beyond the smallest spec, part by part. */
export interface Beyond {
  service?: Partial<ServiceSpec>;
  task?: Partial<TaskSpec>;
  container?: Partial<ContainerSpec>;
}

/** The spec of `{ image: "nginx" }` under the key "web" of the stack "st", and what goes beyond it. */
export const serviceOf = ({ service, task, container }: Beyond = {}): ServiceSpec => ({
  Name: "st_web",
  Labels: { ...NAMESPACE, "com.docker.stack.image": "nginx" },
  TaskTemplate: {
    ContainerSpec: {
      Image: "nginx:latest",
      Labels: NAMESPACE,
      Privileges: { CredentialSpec: null, SELinuxContext: null, NoNewPrivileges: false },
      ...container,
    },
    Resources: {},
    Placement: {},
    Networks: [{ Target: "st_default", Aliases: ["web"] }],
    ForceUpdate: 0,
    ...task,
  },
  Mode: { Replicated: {} },
  EndpointSpec: {},
  ...service,
});

/** The specs of a model that has no problem. */
export function specsOf(model: StackModel): StackSpecs {
  const problems: Problem[] = [];
  const specs = stackSpecs(canonicalStack(model, problems), "st");
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return specs;
}

/** The spec of one service of a stack, which may hold more. */
export const webOf = (args: ServiceArgs, model: StackModel = {}): ServiceSpec | undefined =>
  specsOf({ ...model, services: { web: { image: "nginx", ...args } } }).services.web;
