// Which engine the demo runs on: the one of the last run, else the one that the docker CLI would use, else
// a private one.

import { findEngine } from "../engine/find";
import { ensureDockerd, type Log } from "../engine/install";
import { answers } from "../engine/request";
import { startEngine } from "../engine/start";
import { engineDir, readState, writeState, type DemoState } from "./state";

/** Gives the demo's engine, answering. */
export async function ensureEngine(log: Log): Promise<DemoState> {
  const last = readState();
  if (last) return resume(last, log);
  const found = await findEngine();
  if (found === undefined) return startPrivate({ host: "", isPrivate: true, images: [] }, log);
  log(`using ${found.host} (${found.source})`);
  if (found.host.startsWith("ssh://")) throw new Error(sshProblem(found.host));
  const { host, certificates } = found;
  return { host, isPrivate: false, images: [], certificates };
}

async function resume(state: DemoState, log: Log): Promise<DemoState> {
  if (state.isPrivate) return startPrivate(state, log);
  const asked = await findEngine();
  if (asked && asked.host !== state.host) {
    throw new Error(
      `engine: the demo runs on ${state.host}, and ${asked.source} now says ${asked.host}. ` +
        "Take it away there first: npm run demo:down.",
    );
  }
  const { host, certificates } = state;
  if (!(await answers(host, { certificates }))) {
    throw new Error(
      `engine ${host}: the demo runs there, but it does not answer. Start it again, and run this again.`,
    );
  }
  return state;
}

async function startPrivate(state: DemoState, log: Log): Promise<DemoState> {
  if (process.getuid?.() !== 0) {
    throw new Error(
      "engine: no Docker engine answers, and starting a private one needs root. " +
        "Start Docker, or set DOCKER_HOST to an engine's address, or run this as root on Debian or Ubuntu.",
    );
  }
  await ensureDockerd(log);
  log(`a private engine, in ${engineDir}`);
  // remembered first: demo:down must find an engine whose start was interrupted
  writeState(state);
  const { host } = await startEngine({ dir: engineDir, name: "demo" });
  const started = { ...state, host };
  writeState(started);
  return started;
}

function sshProblem(host: string): string {
  return (
    `engine ${host}: the demo brings images, for which it needs a socket or tcp. Forward its socket: ` +
    `ssh -nNT -L /tmp/swarm.sock:/var/run/docker.sock ${host.slice("ssh://".length)}, ` +
    "then DOCKER_HOST=unix:///tmp/swarm.sock npm run demo."
  );
}
