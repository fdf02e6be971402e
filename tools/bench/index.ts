// `npm run bench`: how long our `pulumi up` takes beside `docker stack deploy` and beside what the engine itself
// needs, in one run on one engine of its own, and whether the budgets of the project are kept. Needs root.

import { Command, InvalidArgumentError, Option } from "commander";
import { CONTENDERS } from "./operations";
import { runBench, type BenchOptions } from "./run";

function count(text: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give a whole number.");
}

const counts = (text: string, all: number[] | undefined): number[] =>
  [...(all === SIZES ? [] : (all ?? [])), count(text)].sort((a, b) => a - b);

const SIZES = [300, 1000];
const PARTS = [...CONTENDERS, "large", "load"];

const program = new Command("bench")
  .description("Compares pulumi-swarm, the docker CLI and the engine's own floor. Needs root.")
  .option("--services <count>", "services of one task each", count, 20)
  .option("--rounds <count>", "how often everybody does everything", count, 2)
  .option("--docker-rounds <count>", "the same for the docker CLI, which takes minutes", count, 1)
  .option("--large <counts...>", "services without tasks, one stack after the other", counts, SIZES)
  .addOption(new Option("--only <parts...>", "only these").choices(PARTS).default(PARTS, "all"))
  .option("--markdown <file>", "write the tables into this document, too")
  .option("--lab <name>", "the name of the engine that is started", "bench")
  .action((options: BenchOptions) => runBench(options));

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
