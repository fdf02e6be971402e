// Ports that change hands in a circle: one service lets go of its own ahead of its turn, by an update that changes
// nothing else, as soon as another one is about to be sent that wants it.

import { KINDS } from "../objects";
import type { Live } from "../objects/object";
import type { ServiceSpec } from "../engine/types";
import { portsOf } from "../plan/preflight/ports";
import type { Early } from "../plan/order";
import type { ApplyContext } from "./apply";
import { allDone } from "./all-done";
import type { Build } from "./build";
import { updateFresh } from "./update";

export interface LetGo {
  /** Before this step is sent: has those let go whose ports it wants. */
  before(step: Build): Promise<unknown>;
  /** The step over what is there after that. */
  since(step: Build): Build;
}

export function lettingGo(early: Early<Build>[], context: ApplyContext): LetGo {
  const begun = new Map<Build, Promise<Live>>();
  const done = new Map<Build, Live>();
  const letGo = (one: Early<Build>): Promise<Live> => {
    const release = begun.get(one.giver) ?? withoutPorts(one, context);
    begun.set(one.giver, release);
    return release;
  };
  return {
    before: (step) =>
      allDone(
        early
          .filter(({ takers }) => takers.includes(step))
          .map(async (one) => done.set(one.giver, await letGo(one))),
      ),
    since: (step) => {
      const live = done.get(step);
      return live === undefined || step.action === "create" ? step : { ...step, live };
    },
  };
}

async function withoutPorts(
  { giver, ports }: Early<Build>,
  { engine, reporter, touched }: ApplyContext,
): Promise<Live> {
  if (giver.action === "create") throw new Error("what is new has no port to let go of");
  const { live: base, desired } = giver;
  const kind = KINDS.service;
  touched?.add(base.id);
  await reporter.status(`taking port ${ports.join(", ")} from ${base.name}`);
  await updateFresh(kind, { base, spec: less(base.spec, ports), left: desired.left }, engine);
  const there = await kind.list(engine, [base.name]);
  return there.find(({ id }) => id === base.id) ?? base;
}

function less(spec: object, ports: string[]): ServiceSpec {
  const { EndpointSpec, ...rest } = spec as ServiceSpec;
  const stays = EndpointSpec?.Ports?.filter((one) =>
    portsOf([one]).every(({ port }) => !ports.includes(port)),
  );
  return { ...rest, EndpointSpec: { ...EndpointSpec, Ports: stays } };
}
