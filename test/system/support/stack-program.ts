// A program of one stack whose args are a file, so that a test changes them from one `up` to the next.

import { makeProgram, type Program } from "./program";

export interface StackProgram extends Program {
  /** Declares it anew; without args there is no stack in the program. */
  declare(args?: object, options?: { ignoreChanges: string[] }): void;
}

const INDEX = `
const { args, options } = JSON.parse(require("node:fs").readFileSync("stack.json", "utf8"));
if (args) new swarm.Stack("shop", args, options);
`;

/** Quick to start and to stop, with no registry to ask. */
export const SLEEPER = {
  image: "busybox:latest",
  command: "sleep 1d",
  init: true,
  stopSignal: "SIGKILL",
  deploy: { updateConfig: { monitor: "1s" } },
};

export async function stackProgram(host: string): Promise<StackProgram> {
  const program = await makeProgram({ host, index: INDEX, files: { "stack.json": "{}" } });
  const usual = { resolveImage: "never", converge: { monitor: "1s", timeout: "2m" } };
  return {
    ...program,
    declare: (args, options) =>
      program.write("stack.json", JSON.stringify({ args: args && { ...usual, ...args }, options })),
  };
}
