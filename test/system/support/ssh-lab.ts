// An engine of a lab behind two real sshd's on loopback, and what tests of connections by ssh look at. Needs root.

import { readdirSync, readFileSync } from "node:fs";
import type { Engine } from "../../../provider/engine/engine";
import type { ConnectionArgs } from "../../../provider/model/common";
import { engineAt } from "../../fakes/stub";
import {
  makeSshKey,
  startLab,
  startSshd,
  type Lab,
  type LabNode,
  type Sshd,
  type SshKey,
} from "../../lab";

export interface SshLab {
  node: LabNode;
  /** Lets the key in; its sessions find the node's engine. */
  sshd: Sshd;
  /** The same on another port. */
  bastion: Sshd;
  key: SshKey;
  /** Id of the swarm, asked of the engine itself. */
  clusterId: string;
  /** A connection that brings all it needs. */
  given(more?: Partial<ConnectionArgs>): ConnectionArgs;
  stop(): Promise<void>;
}

export async function startSshLab(name: string): Promise<SshLab> {
  const lab: Lab = await startLab({ name, managers: 1 });
  const [node] = lab.nodes as [LabNode];
  const key = await makeSshKey();
  const env = { DOCKER_HOST: node.host };
  const options = { authorizedKeys: [key.publicKey], env, config: ["LogLevel VERBOSE"] };
  const [sshd, bastion] = await Promise.all([startSshd(options), startSshd(options)]);
  return {
    ...{ node, sshd, bastion, key },
    clusterId: await idOf(engineAt({ host: node.host })),
    given: (more) => ({
      host: hostOf(sshd),
      sshKey: key.privateKey,
      sshKnownHosts: [sshd.knownHost, bastion.knownHost],
      ...more,
    }),
    async stop() {
      await Promise.all([sshd.stop(), bastion.stop()]);
      await lab.stop();
    },
  };
}

export const hostOf = ({ port }: Sshd): string => `ssh://root@127.0.0.1:${port}`;

export const idOf = async (engine: Engine): Promise<string> =>
  (await engine.swarm.inspect())?.ID ?? "in no swarm";

/** How often it was logged in to meanwhile, and how many sessions began. */
export async function counted(
  { log }: Sshd,
  during: () => Promise<unknown>,
): Promise<[logins: number, sessions: number]> {
  const from = log.length;
  await during();
  await new Promise((read) => setImmediate(read)); // what sshd has written by now
  const of = (words: string): number =>
    log.slice(from).filter((line) => line.startsWith(words)).length;
  return [of("Accepted publickey"), of("Starting session")];
}

/** The arguments of every process. */
export function commandLines(): string[] {
  const read = (pid: string): string => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    } catch {
      return ""; // it has ended
    }
  };
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(read);
}
