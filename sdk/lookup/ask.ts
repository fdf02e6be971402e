// How a program asks: its args made plain, the engine found as resources find theirs. What talks to engines is
// never loaded with the package: a program without look-ups does without.

import * as pulumi from "@pulumi/pulumi";
import type * as lookup from "../../provider/lookup";
import type { Answer, Asked, Question, Where } from "../../provider/lookup";
import type { ConnectionArgs } from "../../provider/model/common";
import { hasLater, type LazyArgs } from "../lazy";
import { connectionOf } from "../resource";
import type { SwarmCluster } from "../swarm-cluster";

/** Which engine a look-up asks. */
export interface LookupArgs {
  /**
   * The engine to ask: a manager of the swarm.
   * @default config `swarm:host` or `swarm:context`, then `DOCKER_HOST` and the docker context (ours)
   */
  connection?: ConnectionArgs;
}

/** Which engine a look-up asks, where that may come later. */
export interface LookupOutputArgs {
  /**
   * The swarm to ask: brings the connection of its resource, and waits until it is made. Excludes `connection`.
   * @default none (ours)
   */
  cluster?: SwarmCluster;
  /**
   * The engine to ask: a manager of the swarm.
   * @default config `swarm:host` or `swarm:context`, then `DOCKER_HOST` and the docker context (ours)
   */
  connection?: pulumi.Input<LazyArgs<ConnectionArgs>>;
}

/** The args of an Output form. */
export type Later<Args extends LookupArgs> = LazyArgs<Omit<Args, "connection">> & LookupOutputArgs;

/** Exactly one of the two says which object is meant. */
export interface ByNameOrId {
  /**
   * Its name in the swarm, whole. Excludes `id`.
   * @default none (ours)
   */
  name?: string;
  /**
   * Its id, whole. Excludes `name`.
   * @default none (ours)
   */
  id?: string;
}

/** Asks at once; the args must be plain. */
export async function ask<Q extends Question>(
  question: Q,
  args: Asked<Q> & LookupArgs,
): Promise<Answer<Q>> {
  if ("cluster" in args || hasLater(args))
    throw mistake(
      `${formOf(question)}: an arg is an Output or a resource, whose value comes later. ` +
        `Use ${formOf(question)}Output, which takes them and gives an Output.`,
    );
  const { connection, ...asked } = args;
  const where = { connection: connection ?? (await ofConfig()) };
  return answer(question, asked as Asked<Q>, where);
}

/** Its key is an Output, for it is secret; and known, for it is config. */
const ofConfig = (): Promise<ConnectionArgs | undefined> =>
  new Promise((done) => {
    const given: pulumi.Output<unknown> = pulumi.output(
      connectionOf(undefined, undefined) as object,
    );
    given.apply((known) => done(known as ConnectionArgs | undefined));
  });

/** Asks when all args are known; until then, and so in a preview, the answer is unknown. */
export function askLater<Q extends Question>(
  question: Q,
  args: LazyArgs<Asked<Q>> & LookupOutputArgs,
): pulumi.Output<Answer<Q>> {
  const { cluster, connection, ...asked } = args;
  const where = {
    connection: connectionOf(cluster, connection),
    clusterId: cluster?.clusterId,
  };
  const all: pulumi.Output<unknown> = pulumi.output({ asked, where } as object);
  return all.apply((known) => {
    const plain = known as { asked: Asked<Q>; where: Where };
    return answer(question, plain.asked, plain.where);
  });
}

async function answer<Q extends Question>(
  question: Q,
  asked: Asked<Q>,
  where: Where,
): Promise<Answer<Q>> {
  try {
    return await room().lookUp(question, asked, where);
  } catch (error) {
    throw mistake(error instanceof Error ? error.message : String(error));
  }
}

/** Pulumi prints the message alone; Node, of a promise that nobody waits for, prints the stack. */
const mistake = (message: string): pulumi.RunError =>
  Object.assign(new pulumi.RunError(message), { stack: message });

/** Loaded with the first question. */
const room = (): typeof lookup =>
  // A real import() would name files that only a build has.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require("../../provider/lookup") as typeof lookup;

const formOf = (question: Question): string =>
  `get${question.charAt(0).toUpperCase()}${question.slice(1)}`;
