// What a live swarm tells of networks before a rollout: subnets that others have, networks that have to go
// first and cannot.

import type { Engine } from "../engine/engine";
import type { Network, NetworkSpec } from "../engine/types";
import { isGhost } from "../ghost";
import { holdersOf } from "../objects/network-holders";
import { standsBeside, type Plan, type Removal, type Step } from "./plan";
import { overlaps } from "./subnets";

type Making = Extract<Step, { action: "create" | "replace" }>;

/** Why the networks of a plan cannot be made; `going` is gone by then. */
export async function networkProblems(
  engine: Engine,
  { steps }: Plan,
  going: Removal[] = [],
): Promise<string[]> {
  const making = steps.filter(
    (step): step is Making =>
      (step.action === "create" || step.action === "replace") && step.desired.kind === "network",
  );
  if (making.length === 0) return [];
  const gone = going.map(({ live }) => live.id);
  const networks = (await engine.networks.list()).filter(
    (one) => !isGhost(one) && !gone.includes(one.Id),
  );
  const problems = making.map(async (step) => [
    ...overlapProblems(step, networks),
    ...(await holderProblems(step, engine)),
  ]);
  return (await Promise.all(problems)).flat();
}

function overlapProblems(step: Making, networks: Network[]): string[] {
  const old = step.action === "replace" ? step.live : undefined;
  const goesFirst = step.action === "replace" && !standsBeside(step) ? step.live.id : undefined;
  const others = networks.filter(({ Id }) => Id !== goesFirst);
  return overlaps(step.desired.spec as NetworkSpec, others).map((sentence) => {
    const isOwn = old !== undefined && sentence.endsWith(`network "${old.name}".`);
    return (
      `Network "${step.name}": ${sentence} ` +
      (isOwn
        ? "The old one keeps it until the services have moved. Give the network another subnet in the same step."
        : "Choose another subnet.")
    );
  });
}

/** One that has to be removed before its successor can be made. */
async function holderProblems(step: Making, engine: Engine): Promise<string[]> {
  if (step.action !== "replace" || standsBeside(step)) return [];
  const holders = await holdersOf(engine, step.live.spec as Network);
  if (holders === undefined) return [];
  return [
    `Network "${step.live.name}": it has to be removed before its successor can be made, and is in use by ${holders}. ` +
      "Let them leave it first; or, where it is the subnet that both would have, change that as well.",
  ];
}
