// What a service's inputs mean, whatever they are written as: "busybox" or "docker.io/library/busybox:latest",
// a default or nothing, a list whose order says nothing in another order. Only compared, never sent. Pure.

import { own } from "../model/compact";
import type { ServiceInputs } from "../model/service";
import { isUnknown } from "../model/unknown";
import { formFor } from "../objects/service-form";
import { normal } from "../plan/normal";
import { serviceSpec } from "../spec/service";
import { singleService } from "../spec/scope";

/** Inputs that act through the spec alone; any other counts as it is written. */
const IN_SPEC = new Set<string>([
  "image", "command", "entrypoint", "environment", "labels", "workingDir", "user", "groupAdd",
  "hostname", "stopSignal", "stopGracePeriod", "tty", "stdinOpen", "readOnly", "init", "isolation",
  "sysctls", "capAdd", "capDrop", "ulimits", "extraHosts", "dns", "dnsSearch", "dnsOpt",
  "healthcheck", "logging", "networks", "ports", "volumes", "secrets", "configs", "credentialSpec",
  "securityOpt", "oomScoreAdj", "deploy",
] satisfies (keyof ServiceInputs)[]); // prettier-ignore

/** `literal` keys count as they are written, too. */
export function meaningOf(inputs: ServiceInputs, ...literal: (keyof ServiceInputs)[]): unknown {
  if (isUnknown(inputs)) return inputs;
  const spec = serviceSpec(inputs, singleService({ name: "" }));
  const rest = Object.entries(inputs).filter(([key]) => !IN_SPEC.has(key));
  return {
    ...Object.fromEntries(rest),
    literal: literal.map((key) => own(inputs as Record<string, unknown>, key)),
    spec: normal(spec, formFor(spec)),
  };
}
