// What the demo must not do without a person's word or against what already runs here.

import net from "node:net";
import { createInterface } from "node:readline/promises";
import { ask } from "../images/target";
import { filter, stackLabel } from "./observe";
import type { DemoState } from "./state";

const PORTS = [4000, 5000, 6379];

/** Lets somebody's engine be put into a swarm only by a yes: on the terminal, or as `--yes`. */
export async function consentToSwarm(state: DemoState, saidYes: boolean): Promise<void> {
  const plan =
    `The engine ${state.host} is in no swarm. The demo makes it a swarm of one node ` +
    "(docker swarm init), and npm run demo:down leaves that swarm again.";
  if (saidYes) return console.log(plan);
  if (!process.stdin.isTTY) throw new Error(`${plan} Say yes to it: npm run demo -- --yes`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${plan} Go on? [y/N] `);
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new Error("Nothing was changed.");
}

/** Refuses ports that something else on the engine's machine answers on; Swarm would take them over. */
export async function refuseBusyPorts(state: DemoState): Promise<void> {
  if (!state.host.startsWith("unix:")) return;
  const services = await ask<unknown[]>(state, `/services?${filter({ label: [stackLabel] })}`);
  if (services.length > 0) return; // they are the demo's own
  for (const port of PORTS) {
    if (!(await isBusy(port))) continue;
    throw new Error(
      `port ${port}: something on this machine answers there already, and the quickstart publishes it. ` +
        `Stop it and run this again; this tells what it is: ss -ltnp 'sport = :${port}'`,
    );
  }
}

function isBusy(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: "127.0.0.1", timeout: 1_000 });
    const end = (busy: boolean) => {
      socket.destroy();
      resolve(busy);
    };
    socket.on("connect", () => end(true));
    socket.on("error", () => end(false));
    socket.on("timeout", () => end(false));
  });
}
