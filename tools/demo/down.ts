// `npm run demo:down`: takes away what `npm run demo` brought, and nothing else. Works also when half of it
// is missing already.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { answers } from "../engine/request";
import { stopEngine } from "../engine/start";
import { removeImage } from "../images/engine-images";
import { ask } from "../images/target";
import { ensurePulumi } from "../pulumi";
import { filter, stackLabel } from "./observe";
import { demoEnv, destroyStack, hasStack } from "./pulumi";
import { engineDir, forgetDemo, readState, root, type DemoState } from "./state";
import { tell } from "./steps";
import { leaveSwarm } from "./swarm";

const VOLUME_TIMEOUT_MS = 20_000;

async function main(): Promise<void> {
  const state = readState();
  if (state === undefined) {
    forgetDemo();
    return console.log("There is no demo to take away.");
  }
  const isThere = await answers(state.host, { certificates: state.certificates });
  if (!isThere && !state.isPrivate) {
    throw new Error(
      `engine ${state.host}: the demo runs there, but it does not answer. Start it, and run this again; ` +
        "or, if it is gone for ever, remove the folder .demo.",
    );
  }
  // what runs on a private engine goes with it, also when it no longer answers
  if (isThere) await destroy(state);
  if (state.isPrivate) await endPrivateEngine();
  else await leaveOthersEngine(state);
  rmSync(join(root, "Pulumi.demo.yaml"), { force: true });
  forgetDemo();
  console.log("The demo is gone.");
}

async function destroy(state: DemoState): Promise<void> {
  if (!hasStack()) return;
  const bin = await ensurePulumi(console.log);
  if (await destroyStack(demoEnv(bin, state))) return;
  if (!state.isPrivate) {
    throw new Error("pulumi destroy failed, see above. Mend it, and run this again.");
  }
  console.log("The private engine goes away with all that is left on it.");
}

async function endPrivateEngine(): Promise<void> {
  await stopEngine(engineDir);
  console.log("stopped the private engine");
}

async function leaveOthersEngine(state: DemoState): Promise<void> {
  await removeVolumes(state);
  for (const name of state.images) await removeImage(state, name);
  if (state.images.length > 0) console.log(`removed the images ${state.images.join(", ")}`);
  console.log(await leaveSwarm(state));
}

async function removeVolumes(state: DemoState): Promise<void> {
  const path = `/volumes?${filter({ label: [stackLabel] })}`;
  const { Volumes } = await ask<{ Volumes: { Name: string }[] | null }>(state, path);
  for (const { Name } of Volumes ?? []) {
    await removeVolume(state, Name, Date.now() + VOLUME_TIMEOUT_MS);
    console.log(`removed the volume ${Name}`);
  }
}

// the engine removes a container some time after its task has ended, and with it the last hold on a volume
async function removeVolume(state: DemoState, name: string, deadline: number): Promise<void> {
  try {
    await ask(state, `/volumes/${name}`, { method: "DELETE" });
  } catch (error) {
    if (Date.now() > deadline) throw error;
    await sleep(250);
    await removeVolume(state, name, deadline);
  }
}

main().catch(tell);
