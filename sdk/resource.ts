// What all resource classes share: the connection, the hidden inputs, and the complete bag of keys without
// which Pulumi gives a property no Output.

import * as pulumi from "@pulumi/pulumi";
import type { ConnectionArgs, ConvergeOptions } from "../provider/model/common";
import type * as model from "../provider/model/registry";
import { isLater, type LazyArgs } from "./lazy";
import type { SwarmCluster } from "./swarm-cluster";

/** Options that every resource takes. */
export interface CommonArgs {
  /**
   * The swarm to work on: brings the connection of its cluster resource, and waits until it is made.
   * Excludes `connection`. A change moves nothing: a resource stays in its swarm, and another one is refused.
   * @default none: `connection` decides (ours)
   */
  cluster?: SwarmCluster;
  /**
   * The engine to talk to, a manager of the swarm. A change moves nothing: it is another way to the same swarm,
   * and another swarm is refused.
   * @default Pulumi config `swarm:host` or `swarm:context`, else the environment (ours)
   */
  connection?: pulumi.Input<LazyArgs<ConnectionArgs>>;
  /**
   * true takes over an existing object of that name instead of failing. A change does nothing to what is
   * taken over already.
   * @default false (ours)
   */
  adopt?: pulumi.Input<boolean>;
}

/** What a resource that runs tasks takes besides. */
export interface ConvergeArgs {
  /**
   * How long `up` waits until the tasks run and stay up; false ends it as soon as the engine has taken the
   * spec, but for the conditions of `dependsOn`. A change restarts nothing.
   * @default { timeout: "10m" } (ours)
   */
  converge?: pulumi.Input<false | LazyArgs<ConvergeOptions>>;
}

/** What a resource that runs images takes besides. */
export type RegistryArgs = LazyArgs<model.RegistryArgs>;

interface Registration {
  type: string;
  handlers: pulumi.dynamic.ResourceProvider;
  name: string;
  /** Every key that the class has, inputs and outputs; an output's value is undefined. */
  keys: pulumi.Inputs;
  secretOutputs?: string[];
}

/** Where an object is that a program uses without owning it. */
export type Place = Pick<CommonArgs, "cluster" | "connection">;

const MODULE = "swarm";

const tokenOf = (type: string): string => `pulumi-nodejs:dynamic/${MODULE}:${type}`;

/** Whether something is a resource of that type, made by this copy of the package or by another. */
export const isOfType = (thing: unknown, type: string): boolean =>
  pulumi.Resource.isInstance(thing) &&
  (thing as { __pulumiType?: string }).__pulumiType === tokenOf(type);

/**
 * What all resources have.
 *
 * @throws INVALID_INPUT, NAME_TAKEN, NOT_A_MANAGER, WRONG_CLUSTER, ENGINE_UNREACHABLE, OUT_OF_SEQUENCE, ENGINE_REFUSED
 */
export abstract class SwarmResource extends pulumi.dynamic.Resource {
  /** Id of the swarm that it lives in. */
  declare readonly clusterId: pulumi.Output<string>;

  constructor(
    { type, handlers, name, keys, secretOutputs = [] }: Registration,
    { cluster, connection, adopt }: CommonArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const where = { connection: connectionOf(cluster, connection), __cluster: cluster?.clusterId };
    const common = {
      clusterId: undefined,
      ...where,
      adopt,
      __urn: pulumi.createUrn(name, tokenOf(type), opts?.parent),
      __preview: pulumi.runtime.isDryRun(),
      __after: mayChangeNodes(opts?.dependsOn) || undefined,
      __ignore: opts?.ignoreChanges?.length ? opts.ignoreChanges : undefined,
    };
    const secret = pulumi.mergeOptions(opts, { additionalSecretOutputs: secretOutputs });
    const declared = { ...common, ...keys };
    if (opts?.id === undefined) super(handlers, name, declared, secret, MODULE, type);
    else {
      const found = { ...secret, id: whenReachable(opts.id, where) };
      super(handlers, name, asked(declared, where), found, MODULE, type);
    }
    if (NODES_STAY.includes(type)) nodesStay.add(this);
  }
}

/** Types of ours that bring no node and label none, and what was made of them. */
const NODES_STAY = ["Service", "Stack", "Network", "Volume", "Secret", "Config"];
const nodesStay = new WeakSet<object>();

/** Whether it waits for something that may bring nodes or label them, such as a command that joins one. */
const mayChangeNodes = (dependsOn: pulumi.CustomResourceOptions["dependsOn"]): boolean =>
  [dependsOn ?? []].flat().some((one: object) => !nodesStay.has(one));

/** All that is sent of an object that is not owned: where it is. The rest is for the engine to tell. */
const asked = (keys: pulumi.Inputs, where: pulumi.Inputs): pulumi.Inputs => ({
  ...Object.fromEntries(Object.keys(keys).map((key) => [key, undefined])),
  ...where,
  __urn: keys.__urn,
  __get: true,
});

/** A preview asks no engine whose connection or swarm it does not know yet: Pulumi reads no unknown id. */
const whenReachable = (id: pulumi.Input<pulumi.ID>, where: pulumi.Inputs): pulumi.Output<string> =>
  pulumi.all([id, where.connection, where.__cluster]).apply(([known]) => known);

/** The cluster's connection, else the one given, else what the stack's config says. */
export function connectionOf(
  cluster: SwarmCluster | undefined,
  connection: CommonArgs["connection"],
): pulumi.Input<unknown> {
  if (cluster && connection)
    throw new pulumi.RunError("`cluster` brings its own connection; leave out `connection`.");
  if (cluster) return cluster.declaredConnection;
  return connection ? withSecretKey(connection) : fromConfig();
}

/**
 * A connection whose keys are secret, whoever wrote it. Each field for itself, so that one which is secret or not
 * known yet hides none of the others.
 */
export const withSecretKey = (connection: pulumi.Input<LazyArgs<ConnectionArgs>>) =>
  isLater(connection) ? pulumi.output(connection).apply(sealed) : sealed(connection);

const sealed = ({ key, sshKey, ...rest }: LazyArgs<ConnectionArgs>) => ({
  ...rest,
  ...(key === undefined ? {} : { key: pulumi.secret(key) }),
  ...(sshKey === undefined ? {} : { sshKey: pulumi.secret(sshKey) }),
});

/** What the stack's config says. A key is secret, however it was set. */
function fromConfig(): LazyArgs<ConnectionArgs> | undefined {
  const config = new pulumi.Config("swarm");
  const [host, context] = [config.get("host"), config.get("context")];
  if (host === undefined) return context === undefined ? undefined : { context };
  const given = {
    sshKey: config.getSecret("sshKey"),
    sshKnownHosts: config.get("sshKnownHosts"),
    sshJump: config.get("sshJump"),
  };
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return { host, ...(Object.fromEntries(said) as LazyArgs<ConnectionArgs>) };
}
