// diff: whether two sets of inputs mean the same. Asks no engine.

import type { CommonInputs, ResourceType } from "../resources/resource";
import type { Props } from "../state";
import { meanSame, settled } from "./shared";

export interface DiffResult {
  changes: boolean;
  replaces: string[];
  deleteBeforeReplace: boolean;
}
export function diff<Inputs extends CommonInputs>(
  type: ResourceType<Inputs>,
  olds: Props,
  news: Props,
): DiffResult {
  const [before, after] = [settled(type, olds), settled(type, news)];
  const replaces = type.replaces(before, after);
  return {
    changes: !meanSame(type, before, after),
    replaces,
    deleteBeforeReplace: replaces.length > 0 && type.deleteBeforeReplace(before, after),
  };
}
