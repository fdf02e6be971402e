// The swarm itself: made on the engine that is reached, or the one that the engine is already in. An update
// replaces the whole spec in the engine, so what is not declared is taken from the live one.

import { SwarmError } from "../errors";
import type { Labels, Swarm, SwarmInit, SwarmSpec } from "../engine/types";
import { isOwnerLabel } from "../owner";
import { changesBetween, isUnder, type Change } from "../plan/changes";
import { defineKind, type Live } from "./object";

/** What a SwarmCluster declares: how to init, and the settings that can change later. */
export interface SwarmDeclaration extends Omit<SwarmInit, "Spec"> {
  Spec: { Labels?: Labels; Orchestration?: SwarmSpec["Orchestration"] };
  /** Written when the swarm is made, never on one that was there before. */
  OwnerLabels: Labels;
}

/** The engine's name for the one swarm that it can be in. */
const NAME = "default";

export const swarm = defineKind<SwarmDeclaration>({
  kind: "swarm",
  async list(engine) {
    const there = await engine.swarm.inspect();
    return there ? [liveSwarm(there)] : [];
  },
  async create(engine, { Spec, OwnerLabels, ...init }) {
    const labels = { ...Spec.Labels, ...OwnerLabels };
    await engine.swarm.init({ ...init, Spec: { ...Spec, Labels: labels } });
    const made = await engine.swarm.inspect();
    if (made !== undefined) return made.ID;
    throw new SwarmError("ENGINE_REFUSED", `Swarm: ${engine.address} made it and then lost it.`);
  },
  async update(engine, live, { Spec }) {
    await engine.swarm.update(live.version, merged(Spec, (live.spec as Swarm).Spec));
  },
  remove: (engine) => engine.swarm.leave(true),
  changes: (spec, live) => [
    ...settings(spec, live as unknown as Swarm),
    ...fixed(spec, live as unknown as Swarm),
  ],
  remedy(changes) {
    if (changes.length === 0) return "keep";
    return changes.every((change) => isUnder(change, "Spec")) ? "update" : "refuse";
  },
});

const liveSwarm = (swarm: Swarm): Live => ({
  kind: "swarm",
  id: swarm.ID,
  name: NAME,
  version: swarm.Version.Index,
  spec: swarm,
  labels: swarm.Spec.Labels ?? {},
});

const merged = (declared: SwarmDeclaration["Spec"], live: SwarmSpec): SwarmSpec => ({
  ...live,
  Labels: { ...(declared.Labels ?? live.Labels), ...ownerLabelsOf(live.Labels) },
  Orchestration: { ...live.Orchestration, ...declared.Orchestration },
});

const ownerLabelsOf = (labels: Labels | null): Labels =>
  Object.fromEntries(Object.entries(labels ?? {}).filter(([key]) => isOwnerLabel(key)));

function settings({ Spec }: SwarmDeclaration, live: Swarm): Change[] {
  return changesBetween({ Spec: merged({}, live.Spec) }, { Spec: merged(Spec, live.Spec) });
}

/** Fixed when the swarm was made; shown so that nobody believes a change of it took effect. */
function fixed(declared: SwarmDeclaration, live: Swarm): Change[] {
  const keys = ["DefaultAddrPool", "SubnetSize", "DataPathPort"] as const;
  return keys
    .filter((key) => declared[key] !== undefined)
    .flatMap((key) => changesBetween(live[key], declared[key], [key]));
}
