// The docker CLI: `docker stack deploy --detach=false` and `docker stack rm`.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram, run } from "../../engine/run";
import { composeFile } from "../compose";
import type { Contender } from "../operations";
import { fileAfter, type Wanted } from "./wanted";
import { stackOn } from "./stack";

const STACK = "docker";

/** undefined where no docker CLI is installed. */
export function docker(wanted: Wanted): Contender | undefined {
  const program = findProgram("docker");
  if (program === undefined) return undefined;
  const dir = mkdtempSync(join(tmpdir(), "pulumi-swarm-bench-"));
  const file = join(dir, "docker-stack.yml");
  // the settings of whoever runs this must not decide where it goes
  const env = { DOCKER_HOST: wanted.host, DOCKER_CONFIG: dir, DOCKER_CONTEXT: "" };
  const cli = (...args: string[]) => run(program, args, { env });
  const options = ["--detach=false", "--resolve-image=never", "-c", file];
  return {
    name: "docker",
    operations: ["create", "unchanged", "update all", "update one", "remove"],
    close: () => rmSync(dir, { recursive: true, force: true }),
    prepare: (operation) =>
      writeFileSync(file, composeFile(fileAfter(operation, wanted), wanted.subnet)),
    async perform(operation) {
      if (operation === "remove") await remove(cli, wanted.host);
      else await cli("stack", "deploy", ...options, STACK);
      return {};
    },
  };
}

/** It ends while tasks still stop; for the others, removed means that they are gone. */
async function remove(cli: (...args: string[]) => Promise<string>, host: string): Promise<void> {
  const stack = stackOn(host, STACK);
  const tasks = await stack.tasks();
  await cli("stack", "rm", STACK);
  await stack.untilGone(tasks);
}
