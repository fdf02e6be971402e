// Pulumi's verbs, the same for all resource types: the only place that knows what Pulumi asks when.

import { bring } from "./lifecycle/bring";
import { check, type CheckResult } from "./lifecycle/check";
import { diff, type DiffResult } from "./lifecycle/diff";
import { forgetPlanned } from "./lifecycle/planned-once";
import { read, type ReadResult } from "./lifecycle/read";
import { remove } from "./lifecycle/remove";
import { tellRescue } from "./lifecycle/rescue";
import { tellRetry } from "./lifecycle/retry";
import { noteCurrent } from "./lifecycle/taken-up";
import type { CommonInputs, ResourceType } from "./resources/resource";
import { openSession, type OpenSession } from "./session";
import * as state from "./state";
import type { Props } from "./state";

export interface Verbs {
  check(olds: Props, news: Props): Promise<CheckResult>;
  diff(id: string, olds: Props, news: Props): Promise<DiffResult>;
  create(inputs: Props): Promise<{ id: string; outs: Props }>;
  read(id: string, outs: Props): Promise<ReadResult>;
  update(id: string, olds: Props, news: Props): Promise<{ outs: Props }>;
  delete(id: string, outs: Props): Promise<void>;
}

/** The verbs of one resource type; `open` reaches the engine. */
export function lifecycle<Inputs extends CommonInputs>(
  description: ResourceType<Inputs>,
  open: OpenSession = openSession,
): Verbs {
  const type = { ...description, open };
  const note = (outs: Props): void => noteCurrent(open, state.hidden(outs).__urn, outs);
  const noted = async <T extends { outs: Props }>(work: Promise<T>): Promise<T> => {
    try {
      const made = await work;
      note(made.outs);
      return made;
    } catch (error) {
      const { properties } = error as { properties?: Props };
      if (properties !== undefined) note(properties);
      throw error;
    }
  };
  return {
    check: (olds, news) => check(type, olds, news),
    diff: async (_id, olds, news) => {
      noteCurrent(open, state.hidden(news).__urn, olds);
      await tellRescue(type, olds, news);
      await tellRetry(type, olds, news);
      return diff(type, olds, news);
    },
    create: (inputs) => noted(bring(type, inputs)),
    read: (id, outs) => {
      forgetPlanned(type, outs);
      return read(type, id, outs);
    },
    update: (_id, olds, news) => noted(bring(type, news, olds)),
    delete: (_id, outs) => {
      forgetPlanned(type, outs);
      return remove(type, outs);
    },
  };
}
