// Whether a swarm may be left: never one that was there before, and one that we made only with nothing else in it.

import type { Engine } from "../engine/engine";
import { SwarmError } from "../errors";
import { inList } from "../in-list";
import { KINDS } from "../objects";
import { isGhost } from "../objects/network-form";
import { ownership } from "../owner";
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
  if (outs.forceDestroy === true || swarm === undefined) return true;
  const held = await heldIn(engine);
  if (held.length === 0) return true;
  throw new SwarmError(
    "IN_USE",
    `Swarm of "${owner.name}": it still holds ${inList(held)}. Remove all that first, or set forceDestroy: true and ` +
      "run `pulumi up`: then it is left with all that it holds.",
  );
}

/** What would be lost with the last manager, in words. */
async function heldIn(engine: Engine): Promise<string[]> {
  const [services, nodes, networks, secrets, configs] = await Promise.all([
    engine.services.list(),
    engine.nodes.list(),
    engine.networks.list(),
    engine.secrets.list(),
    engine.configs.list(),
  ]);
  const own = networks.filter((one) => one.Scope === "swarm" && !one.Ingress && !isGhost(one));
  const counts: [number, string][] = [
    [services.length, "service"],
    [nodes.length - 1, "other node"],
    [own.length, "network"],
    [secrets.length, "secret"],
    [configs.length, "config"],
  ];
  return counts.flatMap(([count, word]) =>
    count > 0 ? [`${count} ${word}${count === 1 ? "" : "s"}`] : [],
  );
}
