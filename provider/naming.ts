// Names of what the engine cannot change: a changed one stands beside the old under the next name (front,
// front-2, …) until services have moved over.

import { unused } from "./apply/undo";
import type { Engine } from "./engine/engine";
import { hasCode } from "./errors";
import { isThereYet, sessionFor } from "./lifecycle/shared";
import { isUnknown } from "./model/unknown";
import { KINDS } from "./objects";
import type { Live } from "./objects/object";
import { ownership, type Owner } from "./owner";
import type { CommonInputs, Reached } from "./resources/resource";
import * as state from "./state";
import type { Props } from "./state";

/** The inputs under the name that was given before, while the program calls it the same. */
export function withKeptName<Inputs extends CommonInputs>(
  { versions }: Reached<Inputs>,
  inputs: Inputs,
  olds: Props,
): Inputs {
  if (versions === undefined) return inputs;
  const name = olds.name as string;
  const { __declared } = state.hidden(olds);
  const isSame =
    __declared === undefined ? isVersionOf(name, inputs.name) : __declared === inputs.name;
  return isSame ? { ...inputs, name } : inputs;
}

/** Names in this run that a resource gives up; Pulumi asks for its replacement without showing the old inputs. */
const givenUp = new WeakMap<object, Map<string, string>>();

export function giveUpName(type: object, { name }: CommonInputs, news: Props): void {
  const names = givenUp.get(type) ?? new Map<string, string>();
  givenUp.set(type, names.set(state.hidden(news).__urn ?? "", name));
}

function takeGivenUp(type: object, news: Props): string | undefined {
  const urn = state.hidden(news).__urn ?? "";
  const name = givenUp.get(type)?.get(urn);
  givenUp.get(type)?.delete(urn);
  return name;
}

/** The inputs of a new resource, under a name of its own among the versions that are there. */
export async function withFreeName<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  inputs: Inputs,
  news: Props,
): Promise<Inputs> {
  const { versions } = type;
  if (versions === undefined || isUnknown(inputs.name) || !isThereYet(inputs, news)) return inputs;
  const current = takeGivenUp(type, news);
  try {
    const { engine } = await sessionFor(type, inputs, { news });
    const live = await KINDS[versions].list(engine);
    const among = { engine, live, owner: state.owner(news), current };
    return { ...inputs, name: await freeName(type, inputs, among) };
  } catch (error) {
    // Nothing can stand in the way where there is no swarm yet; the preview tells the rest.
    if (hasCode(error, "ENGINE_UNREACHABLE", "NOT_A_MANAGER", "WRONG_CLUSTER")) return inputs;
    throw error;
  }
}

interface Among {
  engine: Engine;
  live: Live[];
  owner: Owner;
  /** The version that is replaced. */
  current: string | undefined;
}

/**
 * That of a version which a killed run left, the same one if there is one; else the first that is free. One that
 * differs has to go first, which it cannot while a service has it that was not moved yet; of a secret nobody knows.
 */
async function freeName<Inputs extends CommonInputs>(
  type: Reached<Inputs>,
  inputs: Inputs,
  { engine, live, owner, current }: Among,
): Promise<string> {
  const ours = live.filter(
    (one) =>
      !one.ghost && ownership(one.labels, owner) === "ours" && isVersionOf(one.name, inputs.name),
  );
  const left = ours.filter(({ name }) => name !== current);
  const isReplacement = current !== undefined && left.length > 0;
  const mayGo = unused(left, isReplacement ? await KINDS.service.list(engine) : []);
  const isSame = ({ kind, name, spec }: Live) =>
    type
      .declare({ ...inputs, name }, owner)
      .every((declared) => KINDS[kind].changes(declared.spec, spec).length === 0);
  const mine = (type.versions === "secret" ? mayGo : left).find(isSame) ?? mayGo.at(-1);
  // What stands in the way of a first version is told; successors go around it.
  if (mine !== undefined || current === undefined) return mine?.name ?? inputs.name;
  const taken = new Set(live.map(({ name }) => name));
  let name = inputs.name;
  for (let version = 2; taken.has(name); version++) name = `${inputs.name}-${version}`;
  return name;
}

/** "front" itself, "front-2" and so on. */
const isVersionOf = (name: string, base: string): boolean =>
  name === base || (name.startsWith(`${base}-`) && /^\d+$/.test(name.slice(base.length + 1)));
