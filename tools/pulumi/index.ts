// The real Pulumi CLI, wherever it comes from, and the environment that keeps its state in a folder.

import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Log } from "../engine/install";
import { buildPulumi, dynamicProviderScript } from "./build";
import { downloadPulumi } from "./download";
import { findPulumi, OLDEST_VERSION } from "./find";

/** Gives the folder of a Pulumi CLI: one that is there, else the vendor's download, else our own build. */
export async function ensurePulumi(log: Log): Promise<string> {
  const present = await findPulumi();
  if (present) return present;
  const failures: string[] = [];
  for (const install of [downloadPulumi, buildFromSource]) {
    await install(log).catch((error: Error) => failures.push(error.message));
    const found = await findPulumi();
    if (found) return found;
  }
  throw new Error(
    `Pulumi CLI: version ${OLDEST_VERSION} or later is neither on the PATH nor in ~/.pulumi/versions, ` +
      `and could not be installed: ${failures.join("; ")}. ` +
      "Install it from pulumi.com/docs/install, or install Go (go.dev/dl) so that it can be built here.",
  );
}

function buildFromSource(log: Log): Promise<void> {
  log("building the Pulumi CLI from its Go module: about 6 minutes, once on this machine");
  return buildPulumi(log);
}

/** The environment of a CLI whose state, settings and passphrase belong to the folder `dir` alone. */
export function pulumiEnv({ bin, dir }: { bin: string; dir: string }): Record<string, string> {
  const state = join(dir, "state");
  // the file backend wants its folder to exist
  mkdirSync(state, { recursive: true });
  return {
    PATH: [bin, dirname(dynamicProviderScript()), process.env.PATH].join(delimiter),
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_HOME: join(dir, "home"),
    PULUMI_CONFIG_PASSPHRASE: "demo",
    PULUMI_SKIP_UPDATE_CHECK: "1",
  };
}
