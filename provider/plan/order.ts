// The order of services: each after those it depends on, and after those that give away a port it wants. Where that
// leads in a circle, as when two swap their ports, one lets go of its port ahead of its turn. Pure.

import { isDeepStrictEqual } from "node:util";
import type { ServiceSpec } from "../engine/types";
import type { Dependency, Desired, Live } from "../objects/object";
import { published } from "./ports";
import { clash, type Held } from "./preflight/ports";
import { isJob, taskCount } from "./restarts";

interface Build {
  desired: Desired;
  /** What is there of it. */
  live?: Live;
}

/** A service that is sent without some of its ports first, for those that are sent before it and want them. */
export interface Early<Step> {
  giver: Step;
  /** "8080/tcp". */
  ports: string[];
  takers: Step[];
}

export interface Order<Step> {
  /** What each step comes after. Nothing waits for itself, not even by way of others. */
  after: Map<Step, Dependency[]>;
  early: Early<Step>[];
}

/** A port that changes hands. */
interface Handover<Step> {
  giver: Step;
  taker: Step;
  port: string;
  /** Whether the engine refuses it to two at a time. */
  isExclusive: boolean;
}

export function orderOf<Step extends Build>(steps: Step[]): Order<Step> {
  const earlier = new Map(steps.map((step) => [step.desired.key, [] as Dependency[]]));
  const leadsTo = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (seen.has(from)) return false;
    seen.add(from);
    return from === to || (earlier.get(from) ?? []).some(({ key }) => leadsTo(key, to, seen));
  };
  /** Whether it leads in no circle. */
  const holds = (key: string, after: Dependency): boolean => {
    if (!earlier.has(after.key) || leadsTo(after.key, key)) return false;
    const list = earlier.get(key) ?? [];
    if (!list.some((one) => isDeepStrictEqual(one, after))) list.push(after);
    return true;
  };
  for (const { desired } of steps) for (const one of desired.after ?? []) holds(desired.key, one);
  const circular = handovers(steps).filter(
    ({ giver, taker }) =>
      !holds(taker.desired.key, { key: giver.desired.key, until: "service_started" }),
  );
  return {
    after: new Map(steps.map((step) => [step, earlier.get(step.desired.key) ?? []])),
    early: earlyOf(circular.filter(({ isExclusive }) => isExclusive)),
  };
}

/** Those of services that cost most to be sent twice first: what closes a circle is let go of early. */
function handovers<Step extends Build>(steps: Step[]): Handover<Step>[] {
  const given = new Map<string, { giver: Step; held: Held }[]>();
  for (const giver of steps)
    for (const held of givenAway(giver))
      given.set(held.port, [...(given.get(held.port) ?? []), { giver, held }]);
  return steps
    .flatMap((taker) =>
      published(taker.desired.spec).flatMap((wanted) =>
        (given.get(wanted.port) ?? [])
          .filter(({ giver }) => giver !== taker)
          .map(({ giver, held }) => {
            return { giver, taker, port: held.port, isExclusive: clash(held, wanted) };
          }),
      ),
    )
    .sort((a, b) => costOf(b.giver) - costOf(a.giver));
}

function givenAway({ desired, live }: Build): Held[] {
  const kept = published(desired.spec);
  return live
    ? published(live.spec).filter((held) => !kept.some((one) => isDeepStrictEqual(one, held)))
    : [];
}

/** By tasks that restart once more; more for who has to wait without its ports, and most where a job would run again. */
function costOf({ desired, live }: Build): number {
  const spec = live?.spec as ServiceSpec;
  const waits = (desired.after ?? []).length > 0 ? 100_000 : 0;
  return waits + (isJob(spec) ? 1_000_000 : taskCount(spec, 10_000));
}

function earlyOf<Step>(all: Handover<Step>[]): Early<Step>[] {
  const early = new Map<Step, Early<Step>>();
  for (const { giver, taker, port } of all) {
    const one = early.get(giver) ?? { giver, ports: [], takers: [] };
    early.set(giver, one);
    if (!one.ports.includes(port)) one.ports.push(port);
    if (!one.takers.includes(taker)) one.takers.push(taker);
  }
  return [...early.values()];
}
