// Recordings: what the engine showed of some services over time, played to a wait.

import { setTimeout as never } from "node:timers/promises";
import type { Engine, Filters } from "../../../provider/engine/engine";
import type * as api from "../../../provider/engine/types";
import { openWait, type Goal, type Outcome } from "../../../provider/converge/wait";
import { fakeClock } from "./fake-clock";
import { at, node, START_MS } from "./recorded";

/** What one service shows from this second on. */
export interface Frame {
  at: number;
  tasks?: api.Task[];
  /** Tasks that are not up to date with the spec. */
  old?: api.Task[];
  status?: string;
  message?: string;
  spec?: api.ServiceSpec;
  gone?: boolean;
  iteration?: number;
}

export interface Recorded {
  spec: api.ServiceSpec;
  frames: Frame[];
  /** Ids of the tasks before the change; none is a new service. */
  baseline?: string[];
  /** Nothing was sent. */
  isUnchanged?: boolean;
  /** Somebody waits for its end. */
  mustEnd?: boolean;
}

export interface Scene {
  services: Record<string, Recorded>;
  nodes?: api.Node[] | ((second: number) => api.Node[]);
  networks?: Pick<api.Network, "Id" | "Name" | "Driver">[];
  logs?: string[];
  /** Images that the engine itself has, which is node n1. */
  held?: string[];
  /** Seconds at which the swarm sends an event. */
  events?: number[];
  /** Throws to make the engine fail at that second. */
  fault?: (second: number) => void;
  timeoutS?: number;
  monitorMs?: number;
  logLines?: number;
  redact?: (text: string) => string;
  /** What somebody waits for before the end of all is waited for: service, how far, and how it ended. */
  goals?: [key: string, goal: Goal][];
}

export interface Played {
  outcomes: Record<string, Outcome>;
  lines: string[];
  /** When the wait ended. */
  seconds: number;
  requests: string[];
  /** Of each goal the answer, and when it came. */
  reached: [reached: boolean, second: number][];
}

/** Plays a scene to the end of its wait. */
export async function play(scene: Scene): Promise<Played> {
  const clock = fakeClock(START_MS);
  const second = (): number => (clock.nowMs() - START_MS) / 1000;
  const lines: string[] = [];
  const requests: string[] = [];
  const sleepUntil = (at: number, signal: AbortSignal): Promise<void> =>
    clock.sleep(START_MS + at * 1000 - clock.nowMs(), signal);
  const engine = { ...sceneEngine(scene, second, requests), events: eventsOf(scene, sleepUntil) };
  const targets = Object.entries(scene.services).map(([key, recorded]) => ({
    key,
    id: `${key}-id`,
    spec: recorded.spec,
    baseline: new Set(recorded.baseline ?? []),
    isUnchanged: recorded.isUnchanged,
    mustEnd: recorded.mustEnd,
    changedAtMs: START_MS,
  }));
  const wait = openWait(engine, {
    timeoutMs: (scene.timeoutS ?? 600) * 1000,
    monitorMs: scene.monitorMs,
    logLines: scene.logLines,
    redact: scene.redact,
    progress: (line) => lines.push(line),
    clock,
  });
  targets.forEach(wait.add);
  const reached = await Promise.all(
    (scene.goals ?? []).map(async ([key, goal]): Promise<[boolean, number]> => [
      await wait.reaches(key, goal),
      Math.floor(second()),
    ]),
  );
  const outcomes = await wait.end();
  return { outcomes, lines, seconds: second(), requests, reached };
}

/** One service called "web". */
export async function playOne(
  recorded: Recorded,
  more: Omit<Scene, "services"> = {},
): Promise<Outcome & Omit<Played, "outcomes">> {
  const { outcomes, ...rest } = await play({ ...more, services: { web: recorded } });
  const outcome = outcomes["web"];
  if (outcome === undefined) throw new Error("the wait forgot the service");
  return { ...outcome, ...rest };
}

function sceneEngine(scene: Scene, second: () => number, requests: string[]): Engine {
  const asked = <T>(what: string, answer: () => T): Promise<T> =>
    Promise.resolve().then(() => {
      requests.push(what);
      scene.fault?.(second());
      return answer();
    });
  const frames = (ids: string[]): [string, Recorded, Frame][] =>
    Object.entries(scene.services).flatMap(([key, recorded]) => {
      const frame = recorded.frames.findLast((one) => one.at <= second());
      const isAsked = frame && !frame.gone && ids.includes(`${key}-id`);
      return isAsked ? [[`${key}-id`, recorded, frame] as [string, Recorded, Frame]] : [];
    });
  const engine = {
    services: {
      list: ({ id = [] }: Filters = {}) =>
        asked("services", () =>
          frames(id).map(([ID, recorded, frame]) => serviceOf(ID, recorded, frame)),
        ),
    },
    tasks: {
      list: (filters: Filters = {}) =>
        asked("tasks", () =>
          frames(filters["service"] ?? []).flatMap(([, , { tasks = [], old = [] }]) =>
            filters["_up-to-date"] ? tasks : [...tasks, ...old],
          ),
        ),
      logs: (id: string) => asked(`logs of ${id}`, () => scene.logs ?? []),
    },
    nodes: {
      list: () =>
        asked("nodes", () => {
          const { nodes = [node("n1")] } = scene;
          return typeof nodes === "function" ? nodes(second()) : nodes;
        }),
    },
    networks: { list: () => asked("networks", () => scene.networks ?? []) },
    images: {
      inspect: (name: string) =>
        asked(`image ${name}`, () => (scene.held?.includes(name) ? { Id: "i" } : undefined)),
    },
    info: () => asked("info", () => ({ Swarm: { NodeID: "n1" } })),
  };
  return engine as unknown as Engine;
}

function eventsOf(
  { events = [] }: Scene,
  sleepUntil: (at: number, signal: AbortSignal) => Promise<void>,
): Engine["events"] {
  return async function* (_filters, signal) {
    for (const at of events) {
      await sleepUntil(at, signal);
      yield { Type: "service", Action: "update", Actor: { ID: "x", Attributes: {} }, time: at };
    }
    await never(2 ** 31 - 1, undefined, { signal }).catch(() => undefined);
  };
}

function serviceOf(ID: string, recorded: Recorded, frame: Frame): api.Service {
  const spec = frame.spec ?? recorded.spec;
  return {
    ID,
    Version: { Index: 1 + recorded.frames.indexOf(frame) },
    UpdatedAt: at(0),
    Spec: spec,
    ...(frame.status ? { UpdateStatus: { State: frame.status, Message: frame.message } } : {}),
    ...(frame.iteration === undefined
      ? {}
      : { JobStatus: { JobIteration: { Index: frame.iteration } } }),
  };
}
