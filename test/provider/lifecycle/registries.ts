// An engine whose registries tell digests, for tests of what is asked and sent over many runs.

import type { RegistryAuth } from "../../../provider/engine/engine";
import type { ServiceSpec, Task } from "../../../provider/engine/types";
import type { FakeEngine } from "../../fakes/engine";
import { engineInSwarm } from "./support";

export const [ONE, TWO] = [`sha256:${"1".repeat(64)}`, `sha256:${"2".repeat(64)}`];

export interface Registries {
  engine: FakeEngine;
  /** The credentials of each create and update. */
  sent: (RegistryAuth | undefined)[];
  /** Ids of the tasks that are meant to run. */
  tasks(): Promise<string[]>;
}

export async function engineWithRegistries(): Promise<Registries> {
  const engine = await engineInSwarm();
  engine.digests = { "nginx:1": ONE, "nginx:2": TWO };
  const sent: Registries["sent"] = [];
  const { create, update } = engine.services;
  Object.assign(engine.services, {
    create: (spec: ServiceSpec, auth?: RegistryAuth) => (sent.push(auth), create(spec)),
    update: (id: string, version: number, spec: ServiceSpec, auth?: RegistryAuth) => (
      sent.push(auth),
      update(id, version, spec)
    ),
  });
  const tasks = async (): Promise<string[]> =>
    (await engine.tasks.list({ "desired-state": ["running"] })).map(({ ID }: Task) => ID);
  return { engine, sent, tasks };
}
