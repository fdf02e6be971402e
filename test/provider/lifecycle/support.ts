// A small model of what Pulumi does with one resource: which verbs it calls when, with what, and what it keeps.
// All that goes in and out passes a wire, on which `undefined` cannot travel.

import { expect } from "chai";
import type { Engine } from "../../../provider/engine/engine";
import { forPerson } from "../../../provider/failure";
import { lifecycle } from "../../../provider/lifecycle";
import type { CommonInputs, ResourceType } from "../../../provider/resources/resource";
import { openSession } from "../../../provider/session";
import type { Props } from "../../../provider/state";
import { fakeEngine, type FakeEngine } from "../../fakes/engine";

/** What Pulumi keeps of a resource. */
export interface Kept {
  id: string;
  inputs: Props;
  outs: Props;
  /** Made, but it failed to initialise: the next `up` updates it even without a difference. */
  failed: boolean;
}

interface PartialFailure extends Error {
  id?: string;
  properties?: Props;
  reasons?: string[];
}

export const PROVIDER = "exports.handler = …";

export function urn(type: string, name: string, project = "shop"): string {
  return `urn:pulumi:prod::${project}::pulumi-nodejs:dynamic/swarm:${type}::${name}`;
}

let engines = 0;

/** A new engine at an address of its own, that knows every field. */
export const engineAlone = (): FakeEngine =>
  Object.assign(fakeEngine(), {
    address: `fake://${++engines}`,
    apiVersion: () => Promise.resolve("1.52"),
  });

/** The same in a swarm of its own. */
export async function engineInSwarm(): Promise<FakeEngine> {
  const engine = engineAlone();
  await engine.swarm.init({ ListenAddr: "127.0.0.1:2377" });
  engine.calls.length = 0;
  return engine;
}

/** Throws where something could not travel to Pulumi and back. */
export function overTheWire<T>(value: T, path = "it"): T {
  if (value === undefined) throw new Error(`${path} is undefined`);
  if (typeof value === "object" && value !== null)
    for (const [key, item] of Object.entries(value)) overTheWire(item, `${path}.${key}`);
  return structuredClone(value);
}

/** What `ignoreChanges` does: the args with the value at a path as it was; at the first `up` there is none. */
function withOld(args: Props, olds: Props, [key = "", ...rest]: string[]): Props {
  if (Object.keys(olds).length === 0) return args;
  const { [key]: given, ...others } = args;
  const old = olds[key];
  if (rest.length === 0) return old === undefined ? others : { ...others, [key]: old };
  return { ...args, [key]: withOld((given ?? {}) as Props, (old ?? {}) as Props, rest) };
}

/** One resource in one program. */
export function pulumi<Inputs extends CommonInputs>(
  type: ResourceType<Inputs>,
  engine: Engine,
  { name = "web", project = "shop", ignoreChanges = [] as string[] } = {},
) {
  let reached = engine;
  const start = () => lifecycle(type, (needs) => openSession(needs, () => reached));
  let verbs = start();
  const hidden = {
    __urn: urn(type.type, name, project),
    __provider: PROVIDER,
    ...(ignoreChanges.length > 0 && { __ignore: ignoreChanges }),
  };
  let kept: Kept | undefined;
  /** Replaced, and still to be deleted. */
  let spent: Kept[] = [];

  async function deleteSpent(): Promise<void> {
    for (const old of spent) {
      await verbs.delete(old.id, overTheWire(old.outs));
      spent = spent.filter((one) => one !== old);
    }
  }

  async function check(args: Props, olds: Props = kept?.inputs ?? {}, preview = false) {
    const given = ignoreChanges.reduce((all, path) => withOld(all, olds, path.split(".")), args);
    const news = { name, ...given, ...hidden, __preview: preview };
    return overTheWire(await verbs.check(overTheWire(olds), overTheWire(news)));
  }

  async function inputsFor(args: Props, olds?: Props): Promise<Props> {
    const { inputs, failures } = await check(args, olds);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    return inputs;
  }

  /** Keeps what a failed create or update says there is. */
  async function keeping<T>(inputs: Props, work: Promise<T>): Promise<T> {
    return work.catch((error: PartialFailure) => {
      const { id, properties = {} } = error;
      if (id) kept = { id, inputs, outs: overTheWire(properties), failed: true };
      throw id === undefined ? forPerson(error) : error;
    });
  }

  async function create(inputs: Props): Promise<Kept> {
    const made = overTheWire(await keeping(inputs, verbs.create(overTheWire(inputs))));
    return (kept = { ...made, inputs, failed: false });
  }

  async function replace(old: Kept, args: Props, deleteFirst: boolean): Promise<Kept> {
    const inputs = await inputsFor(args, {});
    if (deleteFirst) {
      await verbs.delete(old.id, old.outs);
      kept = undefined;
    }
    return create(inputs).finally(() => {
      if (!deleteFirst && kept !== old) spent.push(old);
    });
  }

  async function update(old: Kept, inputs: Props): Promise<Kept> {
    const work = verbs.update(old.id, overTheWire(old.outs), overTheWire(inputs));
    const { outs } = overTheWire(await keeping(inputs, work));
    return (kept = { id: old.id, inputs, outs, failed: false });
  }

  async function begin(args: Props): Promise<Kept> {
    const inputs = await inputsFor(args);
    if (kept === undefined) return create(inputs);
    const diff = await verbs.diff(kept.id, overTheWire(kept.outs), overTheWire(inputs));
    if (diff.replaces.length > 0) return replace(kept, args, diff.deleteBeforeReplace);
    if (diff.changes || kept.failed) return update(kept, inputs);
    return (kept = { ...kept, inputs });
  }

  return {
    verbs,
    check,
    kept: () => kept,
    diff: async (args: Props) => {
      if (kept === undefined) throw new Error("nothing was made yet");
      const inputs = await inputsFor(args);
      return overTheWire(await verbs.diff(kept.id, overTheWire(kept.outs), overTheWire(inputs)));
    },
    /** As `pulumi up`; gives what is kept after it. */
    async up(args: Props): Promise<Kept> {
      const made = await begin(args);
      await deleteSpent();
      return made;
    },
    /** The same in a run that goes on with other resources, or fails at one: what was replaced is not deleted yet. */
    begin,
    /** What comes when all resources are as declared. */
    deleteSpent,
    /** As `pulumi refresh`; undefined when it is gone. */
    async refresh(): Promise<Kept | undefined> {
      if (kept === undefined) return undefined;
      const { id, props, inputs } = overTheWire(await verbs.read(kept.id, overTheWire(kept.outs)));
      if (!id) return (kept = undefined);
      return (kept = { ...kept, outs: props ?? {}, inputs: inputs ?? kept.inputs });
    },
    /** As `pulumi destroy`. */
    async destroy(): Promise<void> {
      await deleteSpent();
      if (kept === undefined) return;
      await verbs.delete(kept.id, overTheWire(kept.outs));
      kept = undefined;
    },
    /** As another run, whose provider process remembers nothing of this one. */
    anew() {
      reached = Object.create(engine) as Engine;
      verbs = start();
    },
    /** As a Pulumi that was killed before it could save anything. */
    forget: () => (kept = undefined),
  };
}

/** Names of all that somebody made; outside a swarm there is nothing to ask for. */
export async function inventory(engine: Engine): Promise<Record<string, string[]>> {
  if ((await engine.swarm.inspect()) === undefined) return {};
  const [networks, volumes, secrets, configs, services] = await Promise.all([
    engine.networks.list(),
    engine.volumes.list(),
    engine.secrets.list(),
    engine.configs.list(),
    engine.services.list(),
  ]);
  const all = {
    networks: networks.map(({ Name }) => Name),
    volumes: volumes.map(({ Name }) => Name),
    secrets: secrets.map(({ Spec }) => Spec.Name),
    configs: configs.map(({ Spec }) => Spec.Name),
    services: services.map(({ Spec }) => Spec.Name),
  };
  const present = Object.entries(all).filter(([, names]) => names.length > 0);
  return Object.fromEntries(present.map(([kind, names]) => [kind, names.sort()]));
}

export async function failureOf(promise: Promise<unknown>): Promise<PartialFailure> {
  const failure: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure, "it did not fail").to.be.instanceOf(Error);
  return failure as PartialFailure;
}

/** The calls that change something. */
export const isWrite = (call: string): boolean => /\.(create|update|remove|init|leave)$/.test(call);

/** How many of the calls so far changed something. */
export const writesOf = ({ calls }: FakeEngine): string[] => calls.filter(isWrite);
