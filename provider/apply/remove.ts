// Removal. The engine forgets a service at once while its tasks still stop, and until then they hold
// networks and ports; so services go first, their tasks are waited for, and "in use" is tried again as long as
// nobody holds on to it.

import { setTimeout as delay } from "node:timers/promises";
import { waitForRemoval } from "../converge/removal";
import { listTasks } from "../converge/snapshot";
import type { Engine } from "../engine/engine";
import type { Task } from "../engine/types";
import { hasCode, SwarmError } from "../errors";
import { RELEASE_GRACE_MS, REMOVAL_TIMEOUT_MS } from "../limits";
import { KINDS } from "../objects";
import type { Live } from "../objects/object";
import { allDone } from "./all-done";
import type { ApplyContext } from "./apply";

type RemoveContext = Pick<ApplyContext, "engine" | "reporter" | "journal">;

/**
 * Removes what is there, services first; what is gone already is success. `gone` are ids of services that are,
 * whose tasks may not have stopped yet.
 */
export async function removeAll(
  objects: Live[],
  context: RemoveContext,
  gone: string[] = [],
): Promise<void> {
  const services = objects.filter((one) => one.kind === "service");
  await removeServices(services, context, gone);
  const others = objects.filter((one) => one.kind !== "service");
  await allDone(others.map((live) => removeOne(live, context)));
}

async function removeServices(
  services: Live[],
  context: RemoveContext,
  gone: string[],
): Promise<void> {
  if (services.length === 0 && gone.length === 0) return;
  const { engine, reporter } = context;
  const tasks = [...(await tasksOf(services, engine)), ...(await tasksOfGone(gone, engine))];
  await allDone(services.map((live) => removeOne(live, context)));
  const left = await waitForRemoval(
    engine,
    tasks.map(({ ID }) => ID),
    { timeoutMs: REMOVAL_TIMEOUT_MS, progress: reporter.waiting },
  );
  if (left.length > 0)
    await reporter.warn(
      `${left.length} tasks of removed services had not stopped after ${REMOVAL_TIMEOUT_MS / 60_000} min. ` +
        "They may still hold networks and volumes; see `docker ps` on their nodes.",
    );
}

/** No engine can be asked for the tasks of a service that it has no more. */
async function tasksOfGone(ids: string[], engine: Engine): Promise<Task[]> {
  const tasks = ids.length > 0 ? await engine.tasks.list() : [];
  return tasks.filter(({ ServiceID }) => ids.includes(ServiceID));
}

async function tasksOf(services: Live[], engine: Engine): Promise<Task[]> {
  if (services.length === 0) return [];
  const ids = services.map(({ id }) => id);
  try {
    return await listTasks(engine, ids);
  } catch (error) {
    if (!hasCode(error, "NOT_FOUND")) throw error;
    // Somebody removed one just now, and a filter that names it is refused.
    const left = await engine.services.list({ id: ids });
    return listTasks(
      engine,
      left.map(({ ID }) => ID),
    );
  }
}

async function removeOne(live: Live, context: RemoveContext): Promise<void> {
  const { engine, reporter, journal } = context;
  const kind = KINDS[live.kind];
  const beganMs = Date.now();
  await reporter.status(`removing ${live.kind} ${live.name}`);
  for (;;) {
    try {
      await kind.remove(engine, live);
      break;
    } catch (error) {
      const waitedMs = Date.now() - beganMs;
      if (!hasCode(error, "IN_USE") || waitedMs > REMOVAL_TIMEOUT_MS) throw error;
      const holders = waitedMs < RELEASE_GRACE_MS ? undefined : await kind.heldBy?.(engine, live);
      if (holders !== undefined) throw held(live, holders);
      await delay(500);
    }
  }
  const at = journal.findIndex((one) => one.kind === live.kind && one.id === live.id);
  if (at >= 0) journal.splice(at, 1);
}

/** Nobody else in this run lets go of it: what is removed or moved at the same time had its time to. */
const held = ({ kind, name, id }: Live, holders: string): SwarmError =>
  new SwarmError(
    "IN_USE",
    `${kind} "${name}" (id ${id}): cannot be removed, it is in use by ${holders}. ` +
      "Let them leave it, or remove them; the next `pulumi up` or `destroy` tries it again.",
  );
