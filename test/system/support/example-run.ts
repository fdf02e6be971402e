// Takes one of examples/ from nothing to nothing with the real CLI: up, up again, one change, destroy. Collects what
// was said and what was there; judges nothing.

import { connect } from "../../../provider/engine/connect";
import type { Task } from "../../../provider/engine/types";
import { run } from "../../../tools/engine/run";
import type { Lab } from "../../lab";
import { until } from "../../provider/engine/contract/support";
import { countingProxy, type CountingProxy } from "./counting-proxy";
import { warningsByResource, wordsByResource } from "./preview-words";
import { expectSuccess, makeExample, type Program } from "./program";

export interface Example {
  /** Its folder, and the name of its program. */
  name: string;
  /** Set before the first `up`; a key that ends with "!" is a secret. */
  config?: Record<string, string>;
  /** A page asked for inside a service's container, and what it says at last. */
  page: { service: string; port: number; says: string };
  change: (program: Program) => unknown;
}

export interface Seen {
  /** The plan in the preview from nothing, by resource. */
  planned: Record<string, string[]>;
  warned: Record<string, string[]>;
  /** The nodes that each service runs on. */
  placed: Record<string, string[]>;
  page: string;
  /** What a second `up` asked of the engine. */
  asked: string[];
  /** The plan in the preview of the change. */
  replanned: Record<string, string[]>;
  /** How many tasks of each service were replaced by it. */
  restarted: Record<string, number>;
  pageThen: string;
}

export async function runExample(example: Example, lab: Lab): Promise<Seen> {
  const proxy = await countingProxy(lab.nodes[0]?.host ?? "");
  const program = await makeExample(example.name, proxy.host);
  const destroy = () => program.pulumi("destroy", "--yes", "--skip-preview");
  try {
    const seen = await collect(example, { lab, proxy, program });
    await expectSuccess(destroy());
    return seen;
  } catch (error) {
    await destroy(); // the others look at a swarm that this one has left
    throw error;
  } finally {
    program.remove();
    proxy.close();
  }
}

interface Bench {
  lab: Lab;
  proxy: CountingProxy;
  program: Program;
}

async function collect(example: Example, { lab, proxy, program }: Bench): Promise<Seen> {
  for (const [key, value] of Object.entries(example.config ?? {})) await set(program, key, value);
  const up = await expectSuccess(program.pulumi("up", "--yes"));
  const before = await runningTasks(example, lab);
  const page = await visit(example, before, lab);
  proxy.reset();
  await program.up();
  const asked = [...proxy.requests];
  await example.change(program);
  const changed = await expectSuccess(program.pulumi("up", "--yes"));
  const after = await runningTasks(example, lab);
  return {
    planned: inOneSpace(wordsByResource(up)),
    warned: withoutRegistry(warningsByResource(up)),
    placed: mapped(before, (tasks) => tasks.map(({ node }) => node).sort()),
    page,
    asked,
    replanned: inOneSpace(wordsByResource(changed)),
    restarted: mapped(before, (tasks, name) => gone(tasks, after[name] ?? [])),
    pageThen: await visit(example, after, lab),
  };
}

export const set = (program: Program, key: string, value: string): Promise<string> =>
  expectSuccess(
    key.endsWith("!")
      ? program.pulumi("config", "set", "--secret", key.slice(0, -1), value)
      : program.pulumi("config", "set", key, value),
  );

interface Running {
  id: string;
  node: string;
  container: string;
}
type ByService = Record<string, Running[]>;

/** By the services' names; those of one example carry the name of one of its stacks. */
async function runningTasks({ name }: Example, lab: Lab): Promise<ByService> {
  const engine = connect({ host: lab.nodes[0]?.host ?? "" });
  const [services, tasks, nodes] = await Promise.all([
    engine.services.list(),
    engine.tasks.list({ "desired-state": ["running"] }),
    engine.nodes.list(),
  ]);
  const hostname = (id?: string) => nodes.find(({ ID }) => ID === id)?.Description.Hostname ?? "";
  const ours = services.filter(({ Spec }) => Spec.Labels?.["pulumi-swarm.project"] === name);
  return Object.fromEntries(
    ours.map(({ ID, Spec }) => [
      Spec.Name,
      tasks
        .filter(({ ServiceID, Status }) => ServiceID === ID && Status.State === "running")
        .map((task) => ({
          id: task.ID,
          node: hostname(task.NodeID),
          container: containerOf(task),
        })),
    ]),
  );
}

const containerOf = ({ Status }: Task): string => Status.ContainerStatus?.ContainerID ?? "";

/** Names are looked up and connections made after a task runs: the page is asked for until it says so. */
async function visit({ page }: Example, running: ByService, lab: Lab): Promise<string> {
  const task = running[page.service]?.[0];
  const host = lab.nodes.find(({ name }) => name === task?.node)?.host ?? "";
  const ask = ["wget", "-q", "-O", "-", `http://127.0.0.1:${page.port}/`];
  const look = () =>
    run("docker", ["-H", host, "exec", task?.container ?? "", ...ask]).catch(
      (error: Error) => error.message,
    );
  const deadline = Date.now() + PAGE_TIMEOUT_MS;
  return until(
    async () => (await look()).trim(),
    (text) => text === page.says || Date.now() > deadline,
  );
}

const PAGE_TIMEOUT_MS = 90_000;

const gone = (before: Running[], after: Running[]): number =>
  before.filter(({ id }) => !after.some((one) => one.id === id)).length;

const mapped = <Value>(
  map: ByService,
  convert: (tasks: Running[], name: string) => Value,
): Record<string, Value> =>
  Object.fromEntries(Object.entries(map).map(([name, tasks]) => [name, convert(tasks, name)]));

/** The columns of the plan, with two spaces between them. */
const inOneSpace = (words: Record<string, string[]>): Record<string, string[]> =>
  onlySaid(words, (lines) => lines.map((line) => line.replace(/ {2,}/g, "  ")));

/** A lab has no registry, and says so for every image that is on more than one node. */
const withoutRegistry = (words: Record<string, string[]>): Record<string, string[]> =>
  onlySaid(words, (lines) => lines.filter((line) => !line.includes("no registry could be asked")));

const onlySaid = (
  words: Record<string, string[]>,
  convert: (lines: string[]) => string[],
): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(words)
      .map(([name, lines]) => [name, convert(lines)] as const)
      .filter(([, lines]) => lines.length > 0),
  );
