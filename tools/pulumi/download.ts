// The Pulumi CLI from its vendor, by the SDK's own installer, into ~/.pulumi/versions.

import type { Log } from "../engine/install";

const PROBE_URL = "https://get.pulumi.com/install.sh";
const PROBE_TIMEOUT_MS = 5_000;

/** Installs the CLI that matches the SDK; fails at once where the vendor's site cannot be reached. */
export async function downloadPulumi(log: Log): Promise<void> {
  // the installer itself waits two minutes for an answer
  const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
  const answer = await fetch(PROBE_URL, { method: "HEAD", signal }).catch((error: Error) => {
    const words = error.cause instanceof Error ? error.cause.message : error.message;
    throw new Error(`get.pulumi.com does not answer (${words})`);
  });
  if (!answer.ok) throw new Error(`get.pulumi.com answered ${answer.status}`);
  log("downloading the Pulumi CLI from get.pulumi.com");
  const { PulumiCommand } = await import("@pulumi/pulumi/automation/cmd.js");
  await PulumiCommand.install();
}
