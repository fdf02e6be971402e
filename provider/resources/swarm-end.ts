// Whether a swarm may be left: never one that was there before, and one that we made only with nothing else in it.

import type { Engine } from "../engine/engine";
import type { Node } from "../engine/types";
import { SwarmError } from "../errors";
import { isGhost } from "../ghost";
import { inList } from "../in-list";
import type { ClusterInputs } from "../model/cluster";
import { KINDS } from "../objects";
import { isSameProgram, JOINED, ownership, type Owner } from "../owner";
import { nodeName } from "../plan/preflight/nodes";
import { majority, managersOf } from "../plan/quorum";
import type { Reporter } from "../progress";
import * as state from "../state";

export async function mayLeave(
  engine: Engine,
  outs: state.Props,
  reporter: Reporter,
): Promise<boolean> {
  const [swarm] = await KINDS.swarm.list(engine);
  const owner = state.owner(outs);
  if (swarm && (outs.adopted ?? ownership(swarm.labels, owner) !== "ours") === true) {
    await reporter.info(
      "The swarm was there before: it is left as it is, and only forgotten here.",
    );
    return false;
  }
  if (swarm === undefined) return true;
  const others = await otherNodes(engine);
  if (outs.forceDestroy === true) {
    if (others.length > 0) await reporter.warn(leftBehind(others));
    return true;
  }
  const held = await heldIn(engine, others);
  if (held.length === 0) return true;
  throw new SwarmError(
    "IN_USE",
    `Swarm of "${owner.name}": it still holds ${inList(held)}. Remove all that first` +
      `${others.length > 0 ? " (declared as `Node`, nodes leave by themselves)" : ""}, or set forceDestroy: true and ` +
      "run `pulumi up`: then it is left with all that it holds.",
  );
}

/** What a preview says of `forceDestroy`, when it is written: which nodes a destroy would leave behind as things are. */
export async function foretellEnd(
  engine: Engine,
  { forceDestroy }: ClusterInputs,
  before: ClusterInputs | undefined,
  owner: Owner,
): Promise<string[]> {
  if (forceDestroy !== true || before === undefined || before.forceDestroy === true) return [];
  const others = (await otherNodes(engine)).filter(({ Spec: { Labels } }) => {
    const labels = Labels ?? {};
    return !(isSameProgram(labels, owner) && labels[JOINED] === "true");
  });
  return others.length > 0 ? [leftBehind(others)] : [];
}

const otherNodes = async (engine: Engine): Promise<Node[]> => {
  const { NodeID } = (await engine.info()).Swarm;
  return (await engine.nodes.list()).filter(({ ID }) => ID !== NodeID);
};

/** Only the engine that is reached leaves; what becomes of the others. Pure. */
function leftBehind(others: Node[]): string {
  const names = inList(others.map(nodeName).sort(), 10);
  const them = others.length === 1 ? "it" : "them";
  return (
    `forceDestroy lets one engine leave, and ${names} ${others.length === 1 ? "stays" : "stay"} in the swarm, ` +
    `${whoLeads(managersOf(others))}. Declare ${them} as Node with \`connection\` and \`forceDestroy: true\` before the ` +
    `destroy, or run \`docker swarm leave --force\` on ${them} after it.`
  );
}

function whoLeads(managers: Node[]): string {
  if (managers.length === 0) return "which has no manager then";
  const names = inList(managers.map(nodeName).sort(), 10);
  return managers.length < majority(managers.length + 1)
    ? `where ${names} alone is no majority of the managers, so that nobody leads it then`
    : `which goes on with ${names} as its managers`;
}

/** What would be lost with the last manager, in words. */
async function heldIn(engine: Engine, others: Node[]): Promise<string[]> {
  const [services, networks, secrets, configs] = await Promise.all([
    engine.services.list(),
    engine.networks.list(),
    engine.secrets.list(),
    engine.configs.list(),
  ]);
  const own = networks.filter((one) => one.Scope === "swarm" && !one.Ingress && !isGhost(one));
  const counts: [number, string][] = [
    [services.length, "service"],
    [others.length, "other node"],
    [own.length, "network"],
    [secrets.length, "secret"],
    [configs.length, "config"],
  ];
  const names = inList(others.map(nodeName).sort(), 10);
  return counts.flatMap(([count, word]) =>
    count > 0
      ? [`${count} ${word}${count === 1 ? "" : "s"}${word === "other node" ? ` (${names})` : ""}`]
      : [],
  );
}
