// What somebody changed in a stack by hand, as inputs. Pure.

import type { ServiceSpec } from "../engine/types";
import { KINDS } from "../objects";
import { includesObject, type Desired, type Live, type Recorded } from "../objects/object";
import { describeOwner, NAMESPACE, ownership } from "../owner";
import { refsOf, resolved } from "../plan/plan";
import { pathsOf, serviceDrift } from "./drift";
import type { Observed } from "./resource";
import type { StackResourceInputs } from "./stack";

export function stackDrift(
  inputs: StackResourceInputs,
  observed: Observed,
  declared: Desired[],
): StackResourceInputs {
  const { objects, live } = observed;
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
      drifted.push(...dataDrift(desired, there));
    } else if (there !== undefined && service !== undefined) {
      const spec = resolved(desired, refs, there.name) as ServiceSpec;
      const drift = serviceDrift(service, spec, there.spec as ServiceSpec);
      const { drifted: paths = [], digests: running, ...changed } = drift;
      if (running) digests = { ...digests, ...running };
      services[desired.key] = { ...service, ...changed };
      drifted.push(...paths.map((path) => `service ${desired.key}: ${path}`));
    }
  }
  drifted.push(...additions(inputs.name, observed));
  return {
    ...inputs,
    services,
    ...(digests && { digests }),
    ...(drifted.length > 0 && { drifted }),
  };
}

function entry(recorded: Recorded, live: Live[]): [string, Live][] {
  const there = live.find((one) => one.kind === recorded.kind && one.id === recorded.id);
  return there && !there.ghost ? [[`${recorded.kind} ${recorded.key}`, there]] : [];
}

/** Of a network, secret or config. */
function dataDrift(desired: Desired, there: Live | undefined): string[] {
  const title = `${desired.kind} ${desired.key}`;
  if (there === undefined) return [`${title} is gone`];
  const spec = resolved(desired, {}, there.name);
  const changes = KINDS[desired.kind].changes(spec, there.spec, spec);
  return pathsOf(changes).map((path) => `${title}: ${path}`);
}

/** What is in the stack's namespace and none of its objects. */
function additions(namespace: string, { objects, live, owner }: Observed): string[] {
  const added = live.filter(
    (one) => one.labels[NAMESPACE] === namespace && !one.ghost && !includesObject(objects, one),
  );
  return added.map(({ kind, name, labels }) => {
    const whose =
      ownership(labels, owner) === "ours"
        ? "an earlier run left it, and the next `pulumi up` removes it"
        : describeOwner(labels);
    return `${kind} ${name} is not declared: ${whose}`;
  });
}
