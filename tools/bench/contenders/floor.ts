// The engine's own floor: the requests that a rollout cannot do without, at once, and a wait for the tasks. It
// decides nothing and checks nothing, so nobody can be faster.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { render, type Rendered } from "../../../cli/render";
import { createTurns } from "../../../provider/engine/request";
import { request } from "../../engine/request";
import { composeFile } from "../compose";
import type { Contender, Operation } from "../operations";
import { stackOn } from "./stack";
import { fileAfter, type Wanted } from "./wanted";

const STACK = "floor";
/** Requests at once; more make an engine no faster. */
const PARALLEL = 32;

type Bodies = Rendered["bodies"];

export function floor(wanted: Wanted): Contender {
  const { host } = wanted;
  const post = (path: string, body: unknown) => request(host, path, { method: "POST", body });
  const acts: Partial<Record<Operation, (bodies: Bodies) => Promise<void>>> = {
    async create({ networks = [], services = [] }) {
      await atOnce(networks, (body) => post("/networks/create", { ...body, CheckDuplicate: true }));
      await atOnce(services, (body) => post("/services/create", body));
      await stackOn(host, STACK).untilRunning();
    },
    "update all": async ({ services = [] }) => update(wanted.host, services),
    "update one": async ({ services = [] }) => update(wanted.host, services.slice(0, 1)),
    remove: () => remove(wanted.host),
  };
  let bodies: Bodies = {};
  return {
    name: "floor",
    operations: ["create", "update all", "update one", "remove"],
    close: () => undefined,
    prepare: (operation) => void (bodies = bodiesAt(operation, wanted)),
    async perform(operation) {
      await acts[operation]?.(bodies);
      return {};
    },
  };
}

async function update(host: string, bodies: { Name?: string }[]): Promise<void> {
  const stack = stackOn(host, STACK);
  const live = new Map((await stack.services()).map((one) => [one.Spec.Name, one]));
  await atOnce(bodies, async (body) => {
    const { ID, Version } = live.get(body.Name ?? "") ?? {};
    await request(host, `/services/${ID}/update?version=${Version?.Index}`, {
      method: "POST",
      body,
    });
  });
  await stack.untilRunning();
}

async function remove(host: string): Promise<void> {
  const stack = stackOn(host, STACK);
  const [services, networks, tasks] = await Promise.all([
    stack.services(),
    stack.networks(),
    stack.tasks(),
  ]);
  await atOnce(services, ({ ID }) => request(host, `/services/${ID}`, { method: "DELETE" }));
  await stack.untilGone(tasks);
  await atOnce(networks, ({ Id }) => removeNetwork(host, Id));
}

/** A network may be held for a moment after its last task is gone. */
async function removeNetwork(host: string, id: string): Promise<void> {
  for (let tries = 50; ; tries--) {
    try {
      return await request(host, `/networks/${id}`, { method: "DELETE" });
    } catch (error) {
      if (tries === 0) throw error;
      await sleep(100);
    }
  }
}

async function atOnce<T>(list: T[], act: (item: T) => Promise<unknown>): Promise<void> {
  const turn = createTurns(PARALLEL);
  await Promise.all(list.map((item) => turn(() => act(item))));
}

/** What our own `render` says would be sent. */
function bodiesAt(operation: Operation, wanted: Wanted): Bodies {
  const dir = mkdtempSync(join(tmpdir(), "pulumi-swarm-bench-"));
  try {
    const file = join(dir, "docker-stack.yml");
    writeFileSync(file, composeFile(fileAfter(operation, wanted), wanted.subnet));
    return render(STACK, { file: [file] }).bodies;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
