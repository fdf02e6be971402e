// examples/five-nodes on five bare engines of a lab, reached as a person would reach five machines. Runs the program
// and collects what was said, asked and there; judges nothing.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { connect } from "../../../provider/engine/connect";
import type { Engine } from "../../../provider/engine/engine";
import type { Info, Task } from "../../../provider/engine/types";
import { request } from "../../../tools/engine/request";
import { loadImages, pageImages, startLab, type Lab, type LabNode } from "../../lab";
import { filesIn, leaksIn, programsGiven, watchArguments, type Arguments } from "./leaks";
import { wordsByResource } from "./preview-words";
import { expectSuccess, makeExample, type Answer, type Program } from "./program";

export const V1 = "nginx:1.27-alpine";
export const V2 = "nginx:1.28-alpine";

/** A task. */
export interface Running {
  id: string;
  node: string;
  image: string;
  container: string;
  createdAt: string;
  runsSince: string;
}

export interface Five {
  lab: Lab;
  program: Program;
  /** The second manager's, from inside; in a swarm when the program has run. */
  engine: Engine;
  node(index: number): LabNode;
  /** `pulumi config set --path` */
  set(key: string, value: string): Promise<unknown>;
  /** Runs the CLI; a failure is an answer too. */
  pulumi(...args: string[]): Promise<Answer>;
  /** Preview and `pulumi up`; gives what the preview said, by resource. */
  up(): Promise<Record<string, string[]>>;
  /** Up, refresh or destroy, without its preview; gives what it said. */
  go(command: "up" | "refresh" | "destroy"): Promise<string>;
  /** The tasks that run, by their ids in order. */
  running(): Promise<Running[]>;
  /** What the engines were asked since the last time, by node: "GET /v1.41/services". */
  asked(): Record<string, string[]>;
  /** How often somebody came in by ssh so far. */
  logins(): number;
  /** The state of each engine: [name, "active", is a manager]. */
  membership(): Promise<[string, string, boolean][]>;
  /** Where these secrets, or what looks like one, were seen: files, engines' logs, output, arguments. */
  leaks(secrets: string[]): string[];
  stop(): Promise<void>;
}

/** Five engines in no swarm, and the example with their addresses in its config; nothing is up yet. */
export async function fiveMachines(name: string, way: "ssh" | "tls"): Promise<Five> {
  const lab = await startLab({ name, engines: 5, debug: true, [way]: true });
  await loadImages(lab, [await pageImages(V1, V2)]);
  // an address of the environment must not be used: each machine has its own connection
  const path = way === "ssh" ? lab.ssh.bin : undefined;
  const program = await makeExample("five-nodes", "unix:///nowhere.sock", { path });
  configure(program, lab, way);
  return { lab, program, ...handles(lab, program, watchArguments()) };
}

/** Edits the stack's configuration as its README says: the names and addresses of the machines, and the way to them. */
function configure({ dir, write }: Program, lab: Lab, way: "ssh" | "tls"): void {
  const file = parse(readFileSync(join(dir, CONFIG), "utf8")) as { config: Settings };
  const { [MACHINES]: machines, ...others } = file.config;
  const ours = lab.nodes.map(({ name, address }, index) => ({ ...machines[index], name, address }));
  const reached = way === "ssh" ? { sshUser: "root" } : { certificates: lab.certificates };
  const set = Object.entries({ ...reached, delay: "1s" }).map(([key, value]) => [
    `five-nodes:${key}`,
    value,
  ]);
  const config = { ...others, [MACHINES]: ours, ...Object.fromEntries(set) };
  write(CONFIG, stringify({ ...file, config }));
}

const CONFIG = "Pulumi.dev.yaml";
const MACHINES = "five-nodes:machines";
type Settings = Record<string, unknown> & { [MACHINES]: object[] };

/** `npx tsc` checks the program's types; here it would take most of the time. */
const UNCHECKED = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };

function handles(lab: Lab, program: Program, watched: Arguments): Omit<Five, "lab" | "program"> {
  const heard: string[] = [];
  const pulumi = async (...args: string[]): Promise<Answer> => {
    const answer = await program.pulumiWith(UNCHECKED, ...args);
    heard.push(answer.text);
    return answer;
  };
  const node = (index: number): LabNode => {
    const found = lab.nodes[index];
    if (found === undefined) throw new Error(`the lab has no node ${index}`);
    return found;
  };
  const engine = connect({ host: node(1).host });
  const asked = askedSince(lab);
  return {
    ...{ pulumi, node, engine, asked },
    set: (key, value) => expectSuccess(program.pulumi("config", "set", "--path", key, value)),
    up: async () => said(wordsByResource(await expectSuccess(pulumi("up", "--yes")))),
    go: (command) => expectSuccess(pulumi(command, "--yes", "--skip-preview")),
    running: () => runningOn(engine),
    logins: () => count(lab.nodes.map(({ sshLog }) => textOf(sshLog)).join("")),
    membership: () => Promise.all(lab.nodes.map(membershipOf)),
    leaks: (secrets) => [
      ...leaksIn({ ...filesIn(join(program.dir, ".pulumi-test")), ...logsOf(lab) }, secrets),
      ...leaksIn({ output: heard.join("\n") }, secrets),
      ...programsGiven(secrets, watched.end()),
    ],
    async stop() {
      watched.end();
      program.remove();
      await lab.stop();
    },
  };
}

/** A warning alone is no part of the plan. */
const said = (words: Record<string, string[]>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(words).filter(([, lines]) => lines.length > 0));

const logsOf = (lab: Lab): Record<string, string> =>
  Object.fromEntries(
    lab.nodes.flatMap(({ log, sshLog }) => [log, sshLog].map((file) => [file, textOf(file)])),
  );

const textOf = (file: string): string => (existsSync(file) ? readFileSync(file, "utf8") : "");
const count = (log: string): number => log.match(/^Accepted publickey/gm)?.length ?? 0;

async function membershipOf({ name, host }: LabNode): Promise<[string, string, boolean]> {
  const { Swarm } = await request<Info>(host, "/info");
  return [name, Swarm.LocalNodeState, Swarm.ControlAvailable ?? false];
}

async function runningOn(engine: Engine): Promise<Running[]> {
  const [tasks, nodes] = await Promise.all([
    engine.tasks.list({ "desired-state": ["running"] }),
    engine.nodes.list(),
  ]);
  const hostname = (task: Task) =>
    nodes.find(({ ID }) => ID === task.NodeID)?.Description.Hostname ?? "";
  return tasks
    .filter(({ Status }) => Status.State === "running")
    .map((task) => ({
      id: task.ID,
      node: hostname(task),
      image: task.Spec.ContainerSpec?.Image ?? "",
      container: task.Status.ContainerStatus?.ContainerID ?? "",
      createdAt: task.CreatedAt ?? "",
      runsSince: task.Status.Timestamp ?? "",
    }))
    .sort((a, b) => a.id.localeCompare(b.id));
}

/** Reads the engines' logs on, from where it stood; what is asked from inside (`engine`) counts, too. */
function askedSince(lab: Lab): () => Record<string, string[]> {
  const ends = new Map<string, number>();
  return () =>
    Object.fromEntries(
      lab.nodes.flatMap(({ name, log }) => {
        const text = readFileSync(log, "utf8");
        const lines = text.slice(ends.get(name) ?? 0).match(/(?<=msg="Calling )[A-Z]+ [^" ]+/g);
        ends.set(name, text.length);
        return lines === null ? [] : [[name, lines]];
      }),
    );
}
