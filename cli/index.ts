#!/usr/bin/env node
// The command `pulumi-swarm`: its sub-commands and options. What they do stands in files of their own.

import { Command } from "commander";
import { render, type RenderOptions } from "./render";

const collect = (value: string, all: string[] = []): string[] => [...all, value];

const program = new Command("pulumi-swarm").description("Docker Swarm as typed code.");

program
  .command("render")
  .description("Print what would be sent to the engine for the stack of some Compose files.")
  .argument("<stack>", "name of the stack")
  .option(
    "-c, --compose-file <file>",
    "Compose file, or - for the standard input; repeatable",
    collect,
  )
  .option(
    "--env-file <file>",
    "file of variables that the environment does not set; repeatable",
    collect,
  )
  .option("--profile <name>", "profile whose services count, or * for all; repeatable", collect)
  .option("--redact", "leave the data of secrets out")
  .action((stack: string, options: { composeFile?: string[] } & RenderOptions) => {
    const { bodies, warnings } = render(stack, { ...options, file: options.composeFile });
    for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
    process.stdout.write(`${JSON.stringify(bodies, undefined, 2)}\n`);
  });

try {
  program.parse();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
