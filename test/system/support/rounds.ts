// Takes many rows through their steps side by side, in one Pulumi program on one engine: an `up` for each step,
// a refresh, and an `up` with the same in other words. Collects what was said and what was there; judges nothing.

import type { Engine } from "../../../provider/engine/engine";
import type { Service } from "../../../provider/engine/types";
import type { ServiceArgs } from "../../../provider/model/service";
import type { Row } from "../scenarios/row";
import type { CountingProxy } from "./counting-proxy";
import { wordsByResource } from "./preview-words";
import type { Answer, Program } from "./program";

/** One row at one moment. */
export interface Seen {
  service: Service;
  /** Ids of the tasks that run. */
  tasks: string[];
}
export type Moment = Record<string, Seen | undefined>;

export interface Round {
  up: Answer;
  /** What the preview said, by resource: "env environment 1 task restarts, stop-first". */
  words: Record<string, string[]>;
  before: Moment;
  after: Moment;
  refresh: Answer;
  again: Answer;
  /** What the `up` with the same in other words asked of the engine. */
  asked: string[];
}

/** Quick to start and to stop, with no registry to ask; a step says what it is about. */
const USUAL: ServiceArgs & { converge: object; resolveImage: "never" } = {
  image: "busybox:latest",
  command: ["sleep", "1d"],
  init: true,
  stopGracePeriod: "1s",
  deploy: { updateConfig: { monitor: "1s" } },
  converge: { monitor: "1s", timeout: "5m" },
  resolveImage: "never",
};

/** The args of a service, over the usual ones. */
export function usual(...all: ServiceArgs[]): ServiceArgs {
  const deploy = Object.assign({}, USUAL.deploy, ...all.map((args) => args.deploy));
  return Object.assign({}, USUAL, ...all, { deploy });
}

/** The program reads its services from a file, so that a round is a new file. */
export const ROWS_PROGRAM = `
const { readFileSync } = require("node:fs");
const services = JSON.parse(readFileSync("rows.json", "utf8"), (_, value) =>
  typeof value === "string" && value.startsWith("@") ? made(value.slice(1)) : value);
function made(text) {
  const [name, output] = text.split("#");
  return output ? resources[name][output] : resources[name];
}
const dependsOn = Object.values(resources);
for (const [name, args] of Object.entries(services)) new swarm.Service(name, args, { dependsOn });
`;

export interface Bench {
  engine: Engine;
  program: Program;
  proxy: CountingProxy;
}

export async function runRounds(rows: Row[], bench: Bench): Promise<Round[]> {
  const count = Math.max(...rows.map(({ steps }) => steps.length));
  const rounds: Round[] = [];
  for (let step = 0; step < count; step++) {
    const round = await runRound(rows, step, bench, step === count - 1);
    rounds.push(round);
    if (round.up.exitCode !== 0) break;
  }
  return rounds;
}

async function runRound(rows: Row[], step: number, bench: Bench, isLast: boolean): Promise<Round> {
  const { engine, program, proxy } = bench;
  const before = await look(engine);
  program.write("rows.json", argsOf(rows, step, "args"));
  const up = await program.pulumi("up", "--yes", "--parallel=64");
  const after = await look(engine);
  const refresh = await program.pulumi("refresh", "--yes", "--skip-preview");
  program.write("rows.json", argsOf(rows, step, "alike"));
  proxy.reset();
  // a preview of nothing takes as long as doing nothing; once is enough
  const again = await program.pulumi(
    "up",
    "--yes",
    "--parallel=64",
    ...(isLast ? [] : ["--skip-preview"]),
  );
  const asked = [...proxy.requests];
  return { up, words: wordsByResource(up.text), before, after, refresh, again, asked };
}

/** The file of the program at this step; a row that is at its end stays there. */
function argsOf(rows: Row[], index: number, spelling: "args" | "alike"): string {
  const entries = rows.map(({ name, steps, with: always = {} }) => {
    const step = steps[Math.min(index, steps.length - 1)];
    return [name, usual(always, step?.[spelling] ?? step?.args ?? {})];
  });
  return JSON.stringify(Object.fromEntries(entries));
}

async function look(engine: Engine): Promise<Moment> {
  const services = await engine.services.list();
  const tasks = await engine.tasks.list({ "desired-state": ["running"] });
  const moment: Moment = {};
  for (const service of services) {
    const running = tasks.filter(
      ({ ServiceID, Status }) => ServiceID === service.ID && Status.State === "running",
    );
    moment[service.Spec.Name] = { service, tasks: running.map(({ ID }) => ID) };
  }
  return moment;
}
