// For each kind of object: what our rules say of its args, the spec that they make, and how the engine is sent
// it. What the engine took is removed again.

import type { Engine } from "../../provider/engine/engine";
import type { ServiceSpec } from "../../provider/engine/types";
import type { Problem } from "../../provider/model/common";
import { canonicalConfig, canonicalSecret } from "../../provider/model/canonical";
import type {
  ConfigArgs,
  ConfigInputs,
  SecretArgs,
  SecretInputs,
} from "../../provider/model/objects";
import { configRules, secretRules } from "../../provider/model/rules";
import { shapeProblems } from "../../provider/model/schema";
import { KINDS } from "../../provider/objects";
import type { Live } from "../../provider/objects/object";
import { resolveService } from "../../provider/objects/service";
import { refsOf } from "../../provider/plan/plan";
import { without } from "../../provider/resources/common";
import { network } from "../../provider/resources/network";
import type { CommonInputs, ResourceType } from "../../provider/resources/resource";
import { service } from "../../provider/resources/service";
import { swarmCluster } from "../../provider/resources/swarm-cluster";
import { volume } from "../../provider/resources/volume";
import type { Props } from "../../provider/state";
import { configSpec } from "../../provider/spec/config";
import { secretSpec } from "../../provider/spec/secret";

export interface Read {
  problems: Problem[];
  spec: object;
}

const OWNER = { project: "rules", stack: "dev", type: "swarm:Rule", name: "rule" };
const NAME = "rule";
const IMAGE = "busybox:latest";

export type RuleKind = "service" | "network" | "volume" | "swarm" | "secret" | "config";

/** What our rules say of the args, and the spec that they make whatever the rules say. */
export const READ: Record<RuleKind, (args: object) => Read> = {
  service: (args) => read(service, { image: IMAGE, ...args, deploy: idle(args) }),
  network: (args) => read(network, args),
  volume: (args) => read(volume, args),
  swarm: (args) => read(swarmCluster, args),
  secret(args) {
    const { problems, inputs } = modelled<SecretArgs, SecretInputs>(
      "secret",
      canonicalSecret,
      args,
    );
    if (problems.length === 0) problems.push(...secretRules(inputs, []));
    return { problems, spec: secretSpec(inputs, { name: inputs.name ?? NAME, labels: {} }) };
  },
  config(args) {
    const { problems, inputs } = modelled<ConfigArgs, ConfigInputs>(
      "config",
      canonicalConfig,
      args,
    );
    if (problems.length === 0) problems.push(...configRules(inputs, []));
    return { problems, spec: configSpec(inputs, { name: inputs.name ?? NAME, labels: {} }) };
  },
};

/** No task: the engine's answer is wanted, not what becomes of it. */
function idle(args: object): object {
  const { deploy = {} } = args as { deploy?: { mode?: string } };
  return deploy.mode === undefined ? { replicas: 0, ...deploy } : deploy;
}

function read<Inputs extends CommonInputs>(type: ResourceType<Inputs>, args: object): Read {
  const problems: Problem[] = [];
  const inputs = type.canonical({ name: NAME, ...args }, problems);
  if (problems.length === 0) problems.push(...type.rules(inputs));
  const [desired] = type.declare(inputs, OWNER);
  return { problems, spec: desired?.spec ?? {} };
}

function modelled<Args, Inputs>(
  kind: "secret" | "config",
  canonical: (args: Args, at: string[], problems: Problem[]) => Inputs,
  args: object,
): { problems: Problem[]; inputs: Inputs } {
  const problems = shapeProblems(kind, without(args as Props, "name"));
  return { problems, inputs: canonical({ name: NAME, ...args } as Args, [], problems) };
}

/** Sends the spec to the engine, and removes what it took; gives the engine's refusal, if there is one. */
export async function refusal(
  engine: Engine,
  kind: RuleKind,
  spec: object,
  live: Live[],
): Promise<string | undefined> {
  const sent = kind === "service" ? resolveService(spec as ServiceSpec, refsOf(live)) : spec;
  try {
    await REMOVE[kind](engine, await KINDS[kind].create(engine, sent));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const REMOVE: Record<RuleKind, (engine: Engine, id: string) => Promise<void>> = {
  service: (engine, id) => engine.services.remove(id),
  network: (engine, id) => engine.networks.remove(id),
  volume: (engine, id) => engine.volumes.remove(id),
  secret: (engine, id) => engine.secrets.remove(id),
  config: (engine, id) => engine.configs.remove(id),
  swarm: (engine) => engine.swarm.leave(true),
};
