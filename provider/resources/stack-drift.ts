// What somebody changed in a stack by hand, as inputs. Pure.

import type { ServiceSpec } from "../engine/types";
import type { Desired, Live, Recorded } from "../objects/object";
import { refsOf, resolved } from "../plan/plan";
import { serviceDrift } from "./drift";
import type { Observed } from "./resource";
import type { StackResourceInputs } from "./stack";

export function stackDrift(
  inputs: StackResourceInputs,
  { objects, live }: Observed,
  declared: Desired[],
): StackResourceInputs {
  const found = new Map(objects.flatMap((one) => entry(one, live)));
  const refs = refsOf(live);
  // Services refer to declared names; a successor has another.
  for (const { kind, key, name } of declared) {
    const there = found.get(`${kind} ${key}`);
    if (there) (refs[kind] ??= {})[name] = there;
  }
  const services: StackResourceInputs["services"] = {};
  const drifted: string[] = [];
  let digests = inputs.digests;
  for (const desired of declared) {
    const there = found.get(`${desired.kind} ${desired.key}`);
    const service = inputs.services[desired.key];
    if (desired.kind !== "service") {
      if (there === undefined) drifted.push(`${desired.kind} ${desired.key} is gone`);
    } else if (there !== undefined && service !== undefined) {
      const spec = resolved(desired, refs, there.name) as ServiceSpec;
      const drift = serviceDrift(service, spec, there.spec as ServiceSpec);
      const { drifted: paths = [], digests: running, ...changed } = drift;
      if (running) digests = { ...digests, ...running };
      services[desired.key] = { ...service, ...changed };
      drifted.push(...paths.map((path) => `service ${desired.key}: ${path}`));
    }
  }
  return {
    ...inputs,
    services,
    ...(digests && { digests }),
    ...(drifted.length > 0 && { drifted }),
  };
}

function entry(recorded: Recorded, live: Live[]): [string, Live][] {
  const there = live.find(({ kind, id }) => kind === recorded.kind && id === recorded.id);
  return there ? [[`${recorded.kind} ${recorded.key}`, there]] : [];
}
