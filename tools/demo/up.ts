// `npm run demo`: from a clone to a running stack. Brings what is missing, then leaves the deploying to the
// real Pulumi CLI and the quickstart's own program.

import { parseArgs } from "node:util";
import { ensureImages } from "../images";
import { ask } from "../images/target";
import { ensurePulumi } from "../pulumi";
import { closingWords } from "./closing";
import { consentToSwarm, refuseBusyPorts } from "./consent";
import { ensureEngine } from "./engine";
import { observe } from "./observe";
import { demoEnv, openStack, showPulumi, wasUnchanged, writeEnvFile } from "./pulumi";
import { writeState, type DemoState } from "./state";
import { runSteps, tell, type Step } from "./steps";
import { findStanding, initSwarm } from "./swarm";
import { lacksIpvs, visitPage } from "./visit";

interface Demo {
  state: DemoState;
  bin: string;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { yes: { type: "boolean", default: false } } });
  const demo: Demo = { state: { host: "", isPrivate: false, images: [] }, bin: "" };
  await runSteps([engineStep(demo)]);
  const standing = await findStanding(demo.state);
  if (typeof standing === "object") throw new Error(standing.problem);
  const joins = standing === "none";
  if (joins && !demo.state.isPrivate) await consentToSwarm(demo.state, values.yes);
  writeState(demo.state);
  if (joins) await runSteps([swarmStep(demo)]);
  await refuseBusyPorts(demo.state);
  await runSteps([imagesStep(demo), cliStep(demo)]);
  await deploy(demo);
}

function engineStep(demo: Demo): Step {
  return {
    title: "Docker engine",
    async run(log) {
      demo.state = await ensureEngine(log);
      const { Version } = await ask<{ Version: string }>(demo.state, "/version");
      const whose = demo.state.isPrivate ? ", a private one" : "";
      return `Docker engine ${Version} at ${demo.state.host}${whose}`;
    },
  };
}

function swarmStep(demo: Demo): Step {
  return {
    title: "Swarm",
    async run(log) {
      log("docker swarm init");
      demo.state = await initSwarm(demo.state);
      return "Swarm of one node, made for the demo";
    },
  };
}

function imagesStep(demo: Demo): Step {
  return {
    title: "Images",
    async run(log) {
      const brought = await ensureImages(demo.state, log);
      const images = [...new Set([...demo.state.images, ...brought])];
      demo.state = { ...demo.state, images };
      writeState(demo.state);
      return brought.length > 0 ? `Images: brought ${brought.join(", ")}` : "Images: all there";
    },
  };
}

function cliStep(demo: Demo): Step {
  return {
    title: "Pulumi CLI",
    async run(log) {
      demo.bin = await ensurePulumi(log);
      return `Pulumi CLI in ${demo.bin}`;
    },
  };
}

async function deploy({ state, bin }: Demo): Promise<void> {
  const env = demoEnv(bin, state);
  writeEnvFile(bin, env);
  const socket = await bindableSocket(state);
  await openStack(env, socket ? { dockerSocket: socket } : {});
  if (!(await showPulumi(["up", "--yes"], env))) {
    throw new Error(
      "pulumi up failed, see above. Mend it and run this again, or take the demo away: npm run demo:down.",
    );
  }
  const closing = {
    services: await observe(state),
    visit: await visitPage(state),
    engineHost: state.host,
    lacksIpvs: lacksIpvs(state.host),
    unchanged: await wasUnchanged(env),
  };
  console.log(`\n${closingWords(closing)}`);
}

/** The engine's socket as its own machine sees it, where that is not the usual one. */
async function bindableSocket(state: DemoState): Promise<string | undefined> {
  if (process.platform !== "linux" || !state.host.startsWith("unix://")) return undefined;
  const { OperatingSystem } = await ask<{ OperatingSystem: string }>(state, "/info");
  // its engine lives in a machine of its own, where the socket is at the usual place
  if (OperatingSystem === "Docker Desktop") return undefined;
  return state.host.slice("unix://".length);
}

main().catch(tell);
