// One run of the benchmark: an engine of its own, the measurements, the tables.

import { availableParallelism } from "node:os";
import { busyboxImage, loadImages, startLab } from "../../test/lab";
import { request } from "../engine/request";
import { ensurePulumi } from "../pulumi";
import { docker } from "./contenders/docker";
import { floor } from "./contenders/floor";
import { empty, noop, ours } from "./contenders/pulumi";
import type { Wanted } from "./contenders/wanted";
import { asMarkdown, forTerminal } from "./drawing";
import { putInto } from "./document";
import { runLarge } from "./large";
import { measureLoad } from "./load";
import type { Contender, ContenderName, Results, Sample } from "./operations";
import { runRounds } from "./rounds";
import { tables } from "./tables";

export interface BenchOptions {
  services: number;
  rounds: number;
  dockerRounds: number;
  large: number[];
  only: string[];
  markdown?: string;
  lab: string;
}

const LOADS = 5;

const log = (line: string): void => void process.stderr.write(`${line}\n`);

export async function runBench(options: BenchOptions): Promise<void> {
  await ensurePulumi(log);
  const lab = await startLab({ name: options.lab, managers: 1, log });
  try {
    await loadImages(lab, [await busyboxImage()]);
    const [node] = lab.nodes;
    if (node === undefined) throw new Error(`lab ${lab.name}: it has no node`);
    await report(await measureAll(node.host, options), node.host, options);
  } finally {
    await lab.stop();
  }
}

async function measureAll(host: string, options: BenchOptions): Promise<Results> {
  const has = (part: string): boolean => options.only.includes(part);
  return {
    samples: await small(host, options),
    large: has("large") ? await runLarge({ host, sizes: options.large, log }) : [],
    loadsMs: has("load") ? await measureLoad(LOADS) : [],
  };
}

async function small(host: string, options: BenchOptions): Promise<Sample[]> {
  const contenders = await contendersFor(host, options);
  const rounds = (name: ContenderName): number =>
    name === "docker" ? options.dockerRounds : options.rounds;
  try {
    return await runRounds(contenders, { rounds, log });
  } finally {
    for (const contender of contenders) contender.close();
  }
}

type Make = (wanted: Wanted) => Contender | undefined | Promise<Contender>;

/** In the order of a round. */
const MAKERS: [ContenderName, Make][] = [
  ["floor", floor],
  ["ours", ours],
  ["noop", noop],
  ["empty", empty],
  ["docker", docker],
];

async function contendersFor(host: string, { services, only }: BenchOptions): Promise<Contender[]> {
  const made: Contender[] = [];
  for (const [index, [name, make]] of MAKERS.entries()) {
    if (!only.includes(name)) continue;
    // with an address for each service, and none that another contender has
    const subnet = `10.${201 + index}.0.0/16`;
    const contender = await make({ host, services, replicas: 1, subnet });
    if (contender === undefined) log(`${name}: not measured, the docker CLI is not installed`);
    else made.push(contender);
  }
  return made;
}

async function report(results: Results, host: string, options: BenchOptions): Promise<void> {
  const all = tables(results, options);
  for (const table of all) process.stdout.write(`${forTerminal(table)}\n\n`);
  const { Version } = await request<{ Version: string }>(host, "/version");
  const note =
    `Measured with \`npm run bench\` on ${availableParallelism()} cores, engine ${Version}, Node ` +
    `${process.versions.node}; ${options.rounds} rounds, ${options.dockerRounds} of the docker CLI.`;
  const file = options.markdown;
  if (file === undefined) return;
  putInto(file, await asMarkdown(all, note, file));
  log(`written into ${file}`);
}
