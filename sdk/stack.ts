// A whole stack as one resource: Compose files, typed code, or both.

import * as pulumi from "@pulumi/pulumi";
import type { StackModel } from "../provider/model/stack";
import { checkStack, readCompose, type ComposeOptions } from "./compose";
import * as handlers from "./handlers";
import type { Lazy } from "./lazy";
import { mergeTyped } from "./merge";
import { SwarmResource, type CommonArgs, type ConvergeArgs, type RegistryArgs } from "./resource";
import { sealedLogins, sealedStack } from "./sealed";

type Typed = { [Key in keyof StackModel]: Lazy<StackModel[Key]> };

export type StackArgs = Typed &
  ComposeOptions &
  CommonArgs &
  ConvergeArgs &
  RegistryArgs & {
    /**
     * The stack's name, which stands before the names of its objects, as in `docker stack deploy … NAME`.
     * A change replaces the stack.
     * @default the logical name (ours)
     * @see `docker stack deploy`
     */
    name?: string;
    /**
     * Compose files, merged left to right; relative to the program's folder. Only what a change of them means
     * for their services, networks, secrets and configs counts. A change of the list alone restarts nothing.
     * @default none: the typed keys say it all (ours)
     * @see `docker stack deploy --compose-file`
     */
    files?: string | string[];
    /**
     * What a rollout that fails leaves behind. "keep": what was sent, for a look at it; the next `up` goes on from
     * there. "rollback": services get back the specs they had before this run, and what the run made is removed;
     * the next `up` tries it again. A job that the run updated is left as it is; one that it made is removed. A
     * change restarts nothing.
     * @default "keep" (ours)
     */
    onFailure?: pulumi.Input<"keep" | "rollback">;
  };

/** A service of a stack, as it was deployed. */
export interface DeployedService {
  /** The engine's id. */
  id: string;
  /** The name in the swarm, with the stack's before it. */
  name: string;
  /** With its digest where one is known. */
  image: string;
  /** undefined for global services. */
  replicas?: number;
  /** On the nodes, those that the engine chose itself included. */
  publishedPorts: number[];
}
/** A network, secret or config of a stack, as it was deployed. */
export interface DeployedObject {
  /** The engine's id. */
  id: string;
  /** The name in the swarm, with the stack's before it; that of the newest version. */
  name: string;
}
/** All that a stack made, by the keys of its sections; what is external is not among it. */
export interface Deployed {
  /** Its services. */
  services: Record<string, DeployedService>;
  /** Its networks. */
  networks: Record<string, DeployedObject>;
  /** Its secrets; never what they hold. */
  secrets: Record<string, DeployedObject>;
  /** Its configs. */
  configs: Record<string, DeployedObject>;
}

/**
 * A stack: everything that a Compose file (or several) declares, deployed as one.
 *
 * `pulumi preview` says which tasks will restart; `pulumi up` ends when all services run. A stack that
 * `docker stack deploy` made under this name is taken over.
 *
 * ```ts
 * const shop = new swarm.Stack("shop", {
 *     files: ["docker-stack.yml"],
 *     variables: { TAG: "v2" },
 *     services: { web: { deploy: { replicas: 5 } } },      // typed, merged last
 * });
 * export const webId = shop.services.apply((s) => s.web?.id);
 * ```
 *
 * @throws COMPOSE_SYNTAX, COMPOSE_UNSUPPORTED, NOT_FOUND, NOT_ALLOCATED, NOT_CONVERGED, ROLLED_BACK, IN_USE
 */
export class Stack extends SwarmResource {
  /** The stack's name, which stands before the names of its objects. */
  declare readonly name: pulumi.Output<string>;
  /** All that was deployed, in one output. */
  declare readonly deployed: pulumi.Output<Deployed>;
  /** The stack's services by key, as deployed. */
  readonly services: pulumi.Output<Deployed["services"]>;
  /** Its networks by key. */
  readonly networks: pulumi.Output<Deployed["networks"]>;
  /** Its secrets by key: id and name. */
  readonly secrets: pulumi.Output<Deployed["secrets"]>;
  /** Its configs by key: id and name. */
  readonly configs: pulumi.Output<Deployed["configs"]>;

  constructor(name: string, args: StackArgs, opts?: pulumi.CustomResourceOptions) {
    const { cluster, connection, adopt, converge, resolveImage, onFailure } = args;
    const { model, warnings } = loaded(name, args);
    const registryAuth = sealedLogins(args.registryAuth);
    const own = { converge, onFailure, registryAuth, resolveImage, name: args.name ?? name };
    const keys = { deployed: undefined, ...model, ...own };
    super(
      { type: "Stack", handlers: handlers.stack, name, keys },
      { cluster, connection, adopt },
      opts,
    );
    for (const text of warnings) void pulumi.log.warn(text, this);
    // The inputs of these names are the declaration; what a program wants to read is what was deployed.
    this.services = this.section("services");
    this.networks = this.section("networks");
    this.secrets = this.section("secrets");
    this.configs = this.section("configs");
  }

  /** Empty under mocks that tell nothing of what was deployed. */
  private section<Key extends keyof Deployed>(key: Key): pulumi.Output<Deployed[Key]> {
    const deployed = this.deployed as pulumi.Output<Partial<Deployed> | undefined>;
    return deployed.apply((all) => (all?.[key] ?? {}) as Deployed[Key]);
  }
}

/** The files' model with the typed part merged over it; a user's mistake ends in its sentence alone. */
function loaded(name: string, args: StackArgs): { model: object; warnings: string[] } {
  const { services, networks, volumes, secrets, configs } = args;
  const typed = { services, networks, volumes, secrets, configs };
  const files = [args.files ?? []].flat();
  if (files.length === 0) return { model: sealedStack(mergeTyped({}, typed)), warnings: [] };
  try {
    const composed = readCompose(files, { environment: process.env, ...args });
    // What the typed part may still declare cannot be missed before; `check` looks at the whole.
    const isTyped = (key: string): boolean =>
      pulumi.Output.isInstance(services) || Object.hasOwn(services ?? {}, key);
    if (!(networks ?? volumes ?? secrets ?? configs))
      checkStack(composed, args.name ?? name, { isElsewhere: isTyped, isWhole: !services });
    // Sealed before, too: what is laid over the files later must not open what they hold.
    const below = sealedStack({ ...composed.model });
    return { model: sealedStack(mergeTyped(below, typed)), warnings: composed.warnings };
  } catch (error) {
    throw new pulumi.RunError(error instanceof Error ? error.message : String(error));
  }
}
