// An Engine in memory, for what a real one cannot be made to do on demand: an answer that is lost, another hand
// at work between read and write, tasks that fail just then. Its tasks do nothing by themselves; the test moves
// them. What it has in common with a real engine, the contract holds (test/provider/engine/contract.ts).

import { EventEmitter, on } from "node:events";
import type { Engine, Filters } from "../../provider/engine/engine";
import type * as api from "../../provider/engine/types";
import { familiarImage } from "../../provider/model/image";
import { createNodes, theNode } from "./nodes";
import { createData, createNetworks, createVolumes, PREDEFINED } from "./objects";
import { createServices } from "./services";
import { refuse } from "./store";

export interface FakeEngine extends Engine {
  /** Every call so far: "services.create". */
  calls: string[];
  /** What registries tell, by image: "nginx:1.27" → "sha256:…". Those of other images cannot be asked. */
  digests: Record<string, string>;
  /** The images that it has itself, by the names that they have there. */
  held: string[];
  /** Runs before a call reaches the engine; what it throws, the call throws, and nothing was done. */
  before: (call: string) => void | Promise<void>;
  /** Runs when the engine has done it; what it throws, the call throws: an answer that got lost. */
  after: (call: string) => void | Promise<void>;
  /** Moves the tasks of a service that are meant to run into a state. */
  move(service: string, state: api.TaskState, status?: Partial<api.Task["Status"]>): void;
  /** Writes so many bytes into a volume; -1 where it cannot be measured. */
  fill(volume: string, bytes: number): void;
  /** Lets containers mount a volume. */
  use(volume: string, by: api.Container[]): void;
  /** Another node joins. */
  bring(node: api.Node): void;
  /** What the engine itself does during an update: the same spec, the next version. */
  bump(service: string): void;
}

type Calls = Record<string, (...args: never[]) => Promise<unknown>>;

export function fakeEngine(): FakeEngine {
  let index = 0;
  const nextIndex = () => (index += 1);
  const bus = new EventEmitter();
  const isPredefined = (key: string) => PREDEFINED.some(({ Id }) => Id === key);
  const services = createServices(
    nextIndex,
    (kind, key) =>
      stores[kind].find(key) !== undefined || (kind === "network" && isPredefined(key)),
  );
  const networks = createNetworks(nextIndex, services.usersOf);
  const secrets = createData<api.SecretSpec>("secret", nextIndex, services.usersOf);
  const configs = createData<api.ConfigSpec>("config", nextIndex, services.usersOf);
  const stores = { network: networks.store, secret: secrets.store, config: configs.store };
  const swarm = createSwarm(nextIndex);
  const volumes = createVolumes();
  const nodes = createNodes(nextIndex);

  /** Every call is counted, hooked, and works on copies, as over a wire. */
  const door = <T extends Calls>(group: string, calls: T, outside = false): T => {
    const guarded = Object.entries(calls).map(([name, act]) => {
      const call = `${group}.${name}`;
      const guard = async (...args: never[]) => {
        engine.calls.push(call);
        await engine.before(call);
        if (!outside && !swarm.isIn())
          refuse(group, name, 503, "This node is not a swarm manager.");
        const done = structuredClone(await act(...structuredClone(args)));
        bus.emit("event", eventOf(call, done, args));
        await engine.after(call);
        return done;
      };
      return [name, guard];
    });
    return Object.fromEntries(guarded) as T;
  };

  const { info, ...swarmCalls } = swarm.calls;
  const engine: FakeEngine = {
    ...{
      calls: [],
      digests: {},
      held: [],
      before: () => undefined,
      after: () => undefined,
      address: "fake://",
    },
    ...{ move: services.move, bump: services.bump, fill: volumes.fill, use: volumes.use },
    ...{ bring: nodes.bring },
    apiVersion: async () => "1.41",
    ...door("engine", { info, distribution: (image: string) => askRegistry(engine, image) }, true),
    swarm: door("swarm", swarmCalls, true),
    nodes: door("nodes", nodes.calls),
    services: door("services", services.calls),
    images: door("images", { inspect: (name: string) => findHeld(engine, name) }, true),
    tasks: door("tasks", services.tasks),
    networks: door("networks", networks.calls),
    volumes: door("volumes", volumes.calls, true),
    secrets: door("secrets", secrets.calls),
    configs: door("configs", configs.calls),
    events: (filters, signal) => listen(bus, filters, signal),
    requests: () => engine.calls.length,
  };
  return engine;
}

async function askRegistry({ digests }: FakeEngine, image: string): Promise<api.Distribution> {
  const digest = digests[image] ?? refuse(`image ${image}`, "look up", 500, "no such host");
  return { Descriptor: { digest }, Platforms: [{ architecture: "amd64", os: "linux" }] };
}

async function findHeld({ held }: FakeEngine, name: string): Promise<api.Image | undefined> {
  const at = held.indexOf(familiarImage(name));
  return at < 0 ? undefined : { Id: `sha256:${String(at).padStart(64, "0")}` };
}

function createSwarm(nextIndex: () => number) {
  let current: api.Swarm | undefined;
  const made = { unlockKey: 1 };
  const spec = { Name: "default", Labels: {}, Orchestration: {}, Raft: {}, Dispatcher: {} };
  const rest = { CAConfig: {}, TaskDefaults: {}, EncryptionConfig: { AutoLockManagers: false } };
  return {
    isIn: () => current !== undefined,
    calls: {
      info: async (): Promise<api.Info> => ({
        ServerVersion: "20.10.24",
        Name: "fake",
        Swarm: {
          LocalNodeState: current ? "active" : "inactive",
          ...{ NodeID: current ? theNode.ID : "", NodeAddr: current ? "127.0.0.1" : "" },
          ...{ ControlAvailable: current !== undefined, Error: "" },
          ...(current && { Cluster: { ID: current.ID } }),
        },
      }),
      inspect: async () => current,
      init: async (body: api.SwarmInit) => {
        if (current) refuse("the swarm", "init", 503, "This node is already part of a swarm.");
        const Index = nextIndex();
        const JoinTokens = { Worker: "SWMTKN-worker", Manager: "SWMTKN-manager" };
        const Spec = { ...spec, ...rest, ...body.Spec };
        const CreatedAt = new Date(0).toISOString();
        current = { ID: `cluster${Index}`, Version: { Index }, CreatedAt, Spec, JoinTokens };
        return theNode.ID;
      },
      unlockKey: async () =>
        current?.Spec.EncryptionConfig.AutoLockManagers ? `SWMKEY-1-${made.unlockKey}` : "",
      unlock: async () => refuse("the swarm", "unlock", 409, "swarm is not locked"),
      update: async (version: number, Spec: api.SwarmSpec, rotation: api.SwarmRotation = {}) => {
        if (!current)
          return refuse("the swarm", "update", 503, "This node is not a swarm manager.");
        if (current.Version.Index !== version) {
          refuse("the swarm", "update", 500, "update out of sequence");
        }
        if (rotation.rotateManagerUnlockKey) made.unlockKey++;
        const JoinTokens = {
          Worker: rotation.rotateWorkerToken
            ? `SWMTKN-worker-${nextIndex()}`
            : current.JoinTokens.Worker,
          Manager: rotation.rotateManagerToken
            ? `SWMTKN-manager-${nextIndex()}`
            : current.JoinTokens.Manager,
        };
        current = { ...current, Version: { Index: nextIndex() }, Spec, JoinTokens };
      },
      join: async () => refuse("the swarm", "join", 503, "This node is already part of a swarm."),
      leave: async (force: boolean) => {
        if (!force) {
          const words = "Removing the last manager erases all current state of the swarm.";
          refuse("the swarm", "leave", 503, words);
        }
        current = undefined;
      },
    },
  };
}

function eventOf(call: string, done: unknown, args: readonly unknown[]): api.EngineEvent {
  const [group = "", Action = ""] = call.split(".");
  const [first] = args as [{ Name?: string } | string | undefined];
  const name = typeof first === "object" ? first.Name : undefined;
  const ID = typeof done === "string" ? done : String(first);
  const Attributes: Record<string, string> = name === undefined ? {} : { name };
  return { Type: group.replace(/s$/, ""), Action, Actor: { ID, Attributes }, time: 0 };
}

async function* listen(bus: EventEmitter, filters: Filters, signal: AbortSignal) {
  try {
    for await (const [event] of on(bus, "event", { signal })) {
      const { Type, Action } = event as api.EngineEvent;
      const told = ["create", "update", "remove"].includes(Action);
      if (told && (filters.type?.includes(Type) ?? true)) yield event as api.EngineEvent;
    }
  } catch {
    // Aborted, as every stream of events is in the end.
  }
}
