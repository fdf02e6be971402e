// The door of this room: questions about what is there, answered in the model's words. Reads only.

import type { Engine } from "../engine/engine";
import type { Swarm } from "../engine/types";
import { SwarmError } from "../errors";
import type { ConnectionArgs } from "../model/common";
import { openSession, type OpenSession } from "../session";
import { find, type NameOrId } from "./find";
import * as kinds from "./kinds";
import type * as answers from "./answers";
import { logsOf } from "./logs";
import { networkNames, nodesLike, servicesLike, tasksLike } from "./many";
import * as words from "./object-words";
import type {
  LogsQuestion,
  NodesQuestion,
  RegistryImageQuestion,
  ServicesQuestion,
  TasksQuestion,
} from "./questions";
import { registryImage } from "./registry-image";
import { serviceAnswer } from "./service-words";

/** Which engine to ask, and the swarm that it must belong to. */
export interface Where {
  connection?: ConnectionArgs;
  clusterId?: string;
}

/** What each question takes, and its answer. */
interface Questions {
  service: [NameOrId, answers.GetServiceResult];
  services: [ServicesQuestion, answers.GetServiceResult[]];
  tasks: [TasksQuestion, answers.GetTaskResult[]];
  logs: [LogsQuestion, answers.GetLogsResult[]];
  registryImage: [RegistryImageQuestion, answers.GetRegistryImageResult];
  network: [NameOrId, answers.GetNetworkResult];
  volume: [NameOrId, answers.GetVolumeResult];
  secret: [NameOrId, answers.GetSecretResult];
  config: [NameOrId, answers.GetConfigResult];
  node: [NameOrId, answers.GetNodeResult];
  nodes: [NodesQuestion, answers.GetNodeResult[]];
  swarm: [object, answers.GetSwarmResult];
  joinTokens: [object, { worker: string; manager: string }];
}
export type Question = keyof Questions;
export type Asked<Q extends Question> = Questions[Q][0];
export type Answer<Q extends Question> = Questions[Q][1];

type Answering = { [Q in Question]: (engine: Engine, asked: Asked<Q>) => Promise<Answer<Q>> };

/** One object by name or id. */
const one =
  <T, A>(kind: kinds.Findable<T>, answer: (found: T) => A) =>
  async (engine: Engine, asked: NameOrId): Promise<A> =>
    answer(await find(engine, kind, asked));

const ANSWERING: Answering = {
  async service(engine, asked) {
    const found = await find(engine, kinds.service, asked);
    return serviceAnswer(found, await networkNames(engine, [found]));
  },
  services: servicesLike,
  tasks: tasksLike,
  logs: logsOf,
  registryImage,
  network: one(kinds.network, words.networkAnswer),
  volume: one(kinds.volume, words.volumeAnswer),
  secret: one(kinds.secret, words.secretAnswer),
  config: one(kinds.config, words.configAnswer),
  node: one(kinds.node, words.nodeAnswer),
  nodes: nodesLike,
  async swarm(engine) {
    return words.swarmAnswer(
      await theSwarm(engine),
      await engine.info(),
      await engine.apiVersion(),
    );
  },
  async joinTokens(engine) {
    const { Worker, Manager } = (await theSwarm(engine)).JoinTokens;
    return { worker: Worker, manager: Manager };
  },
};

/** What any engine tells, of a swarm or not. */
const OF_ANY_ENGINE: Question[] = ["volume", "registryImage"];

/** Asks the engine of the connection, which must be a manager for most questions. */
export async function lookUp<Q extends Question>(
  question: Q,
  asked: Asked<Q>,
  { connection, clusterId }: Where,
  open: OpenSession = openSession,
): Promise<Answer<Q>> {
  const needsSwarm = !OF_ANY_ENGINE.includes(question);
  const { engine } = await open({ connection, needsSwarm, recordedClusterId: clusterId });
  const answer: Answering[Q] = ANSWERING[question];
  return answer(engine, asked);
}

async function theSwarm(engine: Engine): Promise<Swarm> {
  const swarm = await engine.swarm.inspect();
  if (swarm !== undefined) return swarm;
  throw new SwarmError("NOT_A_MANAGER", `${engine.address} is in no swarm any more.`);
}
