// What a resource type says of itself; lifecycle.ts does the rest, once for all.

import type { Engine } from "../engine/engine";
import type { NetworkSpec } from "../engine/types";
import type { ConnectionArgs, ConvergeOptions, Problem } from "../model/common";
import type { RegistryArgs } from "../model/registry";
import type { Desired, Kind, Live, Recorded } from "../objects/object";
import type { Owner } from "../owner";
import type { Reporter } from "../progress";
import type { OpenSession } from "../session";
import type { Props } from "../state";

/** Inputs that every resource may have. */
export interface CommonInputs extends RegistryArgs {
  name: string;
  connection?: ConnectionArgs;
  converge?: false | ConvergeOptions;
  /** Take over an existing object of that name instead of failing. */
  adopt?: boolean;
  /** What a refresh found changed and cannot show as another input; never set by a program. */
  drifted?: string[];
  /** With `resolveImage: "always"`: what the registry told last, by image; never set by a program. */
  digests?: Record<string, string>;
}

export interface Observed {
  objects: Recorded[];
  live: Live[];
  owner: Owner;
  clusterId?: string;
  /** The state before this run. */
  olds?: Props;
}

export interface ResourceType<Inputs extends CommonInputs> {
  type: string;
  /** Whether the engine must be a manager of the recorded swarm before anything is asked of it. */
  needsSwarm: boolean;
  /** Whether it lives on one engine: another engine of the same swarm is the wrong one. */
  onOneEngine?(inputs: Inputs): boolean;
  /** The canonical form of the args. Pure; pushes a problem for what it cannot read. */
  canonical(args: Props, problems: Problem[]): Inputs;
  /** The kind of which several versions may stand side by side, each under a name of its own. */
  versions?: Kind;
  /** What the inputs mean; two writings of the same have it in common. Default: the inputs themselves. */
  meaning?(inputs: Inputs): unknown;
  /** Rules that need no engine. */
  rules(inputs: Inputs): Problem[];
  /** The objects that the inputs declare. */
  declare(inputs: Inputs, owner: Owner): Desired[];
  /** The networks among them, to be held against those of other resources. */
  networks?(inputs: Inputs): NetworkSpec[];
  /** What there is of them, and of what they refer to. */
  observe(engine: Engine, inputs: Inputs, recorded: Recorded[]): Promise<Live[]>;
  /** The same with the state's help, for fewer requests; undefined where that does not do. */
  observeKnown?(engine: Engine, inputs: Inputs, outs: Props): Promise<Live[] | undefined>;
  /** What a removal looks at: what is recorded, whatever the inputs would find today. Default: as `observe`. */
  observeToRemove?(engine: Engine, inputs: Inputs, recorded: Recorded[]): Promise<Live[]>;
  /** Whether a rollout that fails puts back what it touched. */
  rollsBack?(inputs: Inputs): boolean;
  /** Whether an object that nobody recorded may be taken over. */
  adopts(inputs: Inputs, live: Live): boolean;
  /** Whether an object is in the namespace of the resource, whoever made it. */
  surrounds?(inputs: Inputs, live: Live): boolean;
  /** Inputs whose change needs a new resource. */
  replaces(olds: Inputs, news: Inputs): string[];
  /** Whether the old object has to go before the new one can be made. */
  deleteBeforeReplace(olds: Inputs, news: Inputs): boolean;
  /** What has to be done before the engine answers for its swarm; the state tells whether it may. */
  rescue?: {
    isAsked(before: Inputs | undefined, inputs: Inputs): boolean;
    prepare(engine: Engine, inputs: Inputs, outs: Props): Promise<Rescue | undefined>;
  };
  id(inputs: Inputs, observed: Pick<Observed, "objects">): string;
  /** Outputs besides the inputs. */
  outputs(inputs: Inputs, observed: Observed): Props | Promise<Props>;
  /** The inputs that would give what is there; undefined when the resource is gone. */
  drift(inputs: Inputs, observed: Observed): Inputs | undefined;
  /** What a preview says of a change that shows only when the resource goes. */
  foretell?(
    engine: Engine,
    inputs: Inputs,
    before: Inputs | undefined,
    owner: Owner,
  ): Promise<string[]>;
  /** Whether a delete may remove the objects; says why it keeps them, throws when it must not be done. */
  mayRemove?(engine: Engine, outs: Props, reporter: Reporter): Promise<boolean>;
}

/** Something that cannot be taken back, in words, and how it is done. */
export interface Rescue {
  words: string;
  warning: string;
  carryOut(): Promise<void>;
}

/** A resource type, and the way to its engine. */
export type Reached<Inputs extends CommonInputs> = ResourceType<Inputs> & { open: OpenSession };
