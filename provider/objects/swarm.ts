// The swarm itself: made on the engine that is reached, or the one that the engine is already in.

import type { Engine } from "../engine/engine";
import type { Labels, SwarmInit, SwarmRotation } from "../engine/types";
import { hasCode, SwarmError } from "../errors";
import { ROOT_ROTATION_TIMEOUT_MS } from "../limits";
import { managerAddresses } from "../manager-addresses";
import { isUnder } from "../plan/changes";
import { polled } from "../polled";
import { defineKind, type Live } from "./object";
import {
  fixed,
  merged,
  rotation,
  settings,
  type DeclaredSettings,
  type SeenSwarm,
} from "./swarm-form";

export type { SeenSwarm };

/** What a SwarmCluster declares: how to init, and the settings that can change later. */
export interface SwarmDeclaration extends Omit<SwarmInit, "Spec" | "AutoLockManagers"> {
  Spec: DeclaredSettings;
  /** Values whose change makes something anew. */
  Triggers: Triggers;
  /** What is to be made anew: only the last run's triggers tell. */
  Rotate?: Rotate;
  /** Written when the swarm is made, never on one that was there before. */
  OwnerLabels: Labels;
}

export type Triggers = Partial<Record<keyof Rotate, string | number>>;
export interface Rotate extends SwarmRotation {
  rotateCa?: boolean;
}

/** The engine's name for the one swarm that it can be in. */
const NAME = "default";

export const swarm = defineKind<SwarmDeclaration>({
  kind: "swarm",
  async list(engine) {
    const there = await see(engine);
    return there ? [liveSwarm(there)] : [];
  },
  async create(engine, { Spec, OwnerLabels, ...declared }) {
    const labels = { ...Spec.Labels, ...OwnerLabels };
    try {
      await engine.swarm.init({
        ListenAddr: declared.ListenAddr,
        AdvertiseAddr: declared.AdvertiseAddr,
        DataPathAddr: declared.DataPathAddr,
        DataPathPort: declared.DataPathPort,
        DefaultAddrPool: declared.DefaultAddrPool,
        SubnetSize: declared.SubnetSize,
        AutoLockManagers: Spec.EncryptionConfig?.AutoLockManagers,
        Spec: { ...Spec, Labels: labels },
      });
    } catch (error) {
      if (hasCode(error, "ENGINE_REFUSED") && !/already part of a swarm/.test(error.message))
        await leaveHalfMade(engine);
      throw error;
    }
    const made = await engine.swarm.inspect();
    if (made !== undefined) return made.ID;
    throw new SwarmError("ENGINE_REFUSED", `Swarm: ${engine.address} made it and then lost it.`);
  },
  async update(engine, live, { Spec, Rotate = {} }) {
    const { rotateCa = false, ...tokens } = Rotate;
    const { Spec: there, RootRotationInProgress } = live.spec as SeenSwarm;
    const spec = merged(Spec, there);
    // One that was begun by a run that failed is waited for, not begun again.
    if (rotateCa && RootRotationInProgress !== true)
      spec.CAConfig.ForceRotate = (spec.CAConfig.ForceRotate ?? 0) + 1;
    await engine.swarm.update(live.version, spec, tokens);
  },
  settled: (engine) => rootRotated(engine),
  remove: (engine) => engine.swarm.leave(true),
  withdraw: (spec, previous) => ({ ...spec, Rotate: rotation(spec.Triggers, previous.Triggers) }),
  changes: (spec, live, previous) => [
    ...settings(spec, live as unknown as SeenSwarm),
    ...Object.keys(spec.Rotate ?? {}).map((key) => ({
      path: ["Rotate", key],
      from: false,
      to: true,
    })),
    ...fixed(spec, live as unknown as SeenSwarm, previous),
  ],
  remedy(changes) {
    if (changes.length === 0) return "keep";
    const may = changes.every((change) => isUnder(change, "Spec") || isUnder(change, "Rotate"));
    return may ? "update" : "refuse";
  },
});

/** The swarm with what other calls tell of it; undefined when the engine is in none. */
async function see(engine: Engine): Promise<SeenSwarm | undefined> {
  const there = await engine.swarm.inspect();
  if (there === undefined) return undefined;
  const isLocking = there.Spec.EncryptionConfig.AutoLockManagers;
  const [info, UnlockKey] = await Promise.all([
    engine.info(),
    isLocking ? engine.swarm.unlockKey() : "",
  ]);
  return {
    ...there,
    Managers: managerAddresses(info.Swarm),
    ManagerIds: (info.Swarm.RemoteManagers ?? []).map(({ NodeID }) => NodeID).sort(),
    ...{ UnlockKey, EngineVersion: info.ServerVersion, NodeAddr: info.Swarm.NodeAddr },
  };
}

/** An engine that refuses the settings has made the swarm by then, and without labels it would be nobody's. */
async function leaveHalfMade(engine: Engine): Promise<void> {
  const made = await engine.swarm.inspect();
  if (made === undefined || Object.keys(made.Spec.Labels ?? {}).length > 0) return;
  const { nodes, services, secrets, configs } = engine;
  const [{ length }, ...held] = await Promise.all([
    nodes.list(), services.list(), secrets.list(), configs.list(),
  ]); // prettier-ignore
  if (length === 1 && held.flat().length === 0) await engine.swarm.leave(true);
}

const liveSwarm = (swarm: SeenSwarm): Live => ({
  kind: "swarm",
  id: swarm.ID,
  name: NAME,
  version: swarm.Version.Index,
  spec: swarm,
  labels: swarm.Spec.Labels ?? {},
});

/** Every node has to fetch a new certificate; one that is down keeps the rotation from its end. */
async function rootRotated(engine: Engine): Promise<void> {
  const look = async () => (await engine.swarm.inspect())?.RootRotationInProgress !== true;
  const pace = { timeoutMs: ROOT_ROTATION_TIMEOUT_MS, everyMs: 500 };
  if (!(await polled(look, (isOver) => isOver, pace))) throw await unfinishedRotation(engine);
}

async function unfinishedRotation(engine: Engine): Promise<SwarmError> {
  const down = (await engine.nodes.list()).filter(({ Status }) => Status.State !== "ready");
  const names = down.map(({ Description }) => Description.Hostname).join(", ");
  return new SwarmError(
    "NOT_CONVERGED",
    `Swarm: the nodes had not all moved to the new root certificate after ${ROOT_ROTATION_TIMEOUT_MS / 60_000} min. ` +
      (names ? `Not ready: ${names}. ` : "") +
      "It goes on by itself; start those nodes, or remove them from the swarm, and run it again.",
  );
}
