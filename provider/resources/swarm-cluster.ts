// The swarm: made on an engine that is in none, or the one that the engine is in already.

import type { Problem } from "../model/common";
import { inFull, LISTENS_ON } from "../model/addresses";
import { canonicalCluster } from "../model/canonical";
import type { ClusterArgs, ClusterInputs } from "../model/cluster";
import { compact } from "../model/compact";
import { clusterRules } from "../model/rules";
import { shapeProblems } from "../model/schema";
import { KINDS } from "../objects";
import type { SeenSwarm, SwarmDeclaration } from "../objects/swarm";
import { ownerLabels, ownership, withoutOwner, type Owner } from "../owner";
import { settingsAsInputs, swarmSettings } from "../spec/swarm";
import { knownItems } from "../model/unknown";
import * as state from "../state";
import { knownBefore, splitCommon, without } from "./common";
import { foretellEnd, mayLeave } from "./swarm-end";
import { asksForRescue, rescueOf } from "./swarm-rescue";
import type { CommonInputs, Observed, ResourceType } from "./resource";

export type SwarmClusterInputs = CommonInputs & ClusterInputs;

const OUTPUTS = [
  "clusterId", "joinTokens", "unlockKey", "adopted", "managerAddresses", "engineVersion", state.OUTPUTS.managers,
]; // prettier-ignore

export const swarmCluster: ResourceType<SwarmClusterInputs> = {
  type: "SwarmCluster",
  needsSwarm: false,
  canonical(args, problems: Problem[]) {
    const { common, own } = splitCommon(without(args, ...OUTPUTS), problems);
    problems.push(...shapeProblems("cluster", own));
    return { ...common, ...canonicalCluster(own as ClusterArgs, problems) };
  },
  meaning: (inputs) => ({
    ...{ ...inputs, ...inFull(inputs) },
    externalCas: knownItems(inputs.externalCas, (ca) => ({ protocol: "cfssl", ...ca })),
  }),
  rules: clusterRules,
  declare: (inputs, owner) => [
    { kind: "swarm", key: "swarm", name: "default", spec: declaration(inputs, owner) },
  ],
  observe: (engine) => KINDS.swarm.list(engine),
  // A swarm holds one cluster and an engine is in one swarm: what is there is what was meant.
  adopts: () => true,
  replaces: () => [],
  deleteBeforeReplace: () => false,
  rescue: { isAsked: asksForRescue, prepare: rescueOf },
  id: (_inputs, { objects }) => objects[0]?.id ?? "",
  outputs: (_inputs, observed) => outputs(observed),
  drift(inputs, { live }) {
    const swarm = live[0]?.spec as SeenSwarm | undefined;
    if (swarm === undefined) return undefined;
    const spec = { ...swarm.Spec, Labels: withoutOwner(swarm.Spec.Labels) };
    return { ...inputs, ...settingsAsInputs(spec, inputs) };
  },
  foretell: foretellEnd,
  mayRemove: mayLeave,
};

function declaration(inputs: SwarmClusterInputs, owner: Owner): SwarmDeclaration {
  const { workerToken, managerToken, unlockKey, ca } = inputs.rotate ?? {};
  return {
    ListenAddr: inputs.listenAddr ?? LISTENS_ON,
    AdvertiseAddr: inputs.advertiseAddr,
    DataPathAddr: inputs.dataPathAddr,
    DataPathPort: inputs.dataPathPort,
    DefaultAddrPool: inputs.defaultAddrPool,
    SubnetSize: inputs.subnetSize,
    Spec: swarmSettings(inputs),
    Triggers: compact({
      rotateWorkerToken: workerToken,
      rotateManagerToken: managerToken,
      rotateManagerUnlockKey: unlockKey,
      rotateCa: ca,
    }),
    OwnerLabels: ownerLabels(owner, "swarm"),
  };
}

function outputs({ live, owner, olds }: Observed): state.Props {
  const swarm = live[0]?.spec as SeenSwarm | undefined;
  // The engine may not answer after a failure: a key that is forgotten cannot be had again.
  if (swarm === undefined) return knownBefore(olds, OUTPUTS);
  const { Worker: worker, Manager: manager } = swarm.JoinTokens;
  return {
    clusterId: swarm.ID,
    joinTokens: { worker, manager },
    ...(swarm.UnlockKey && { unlockKey: swarm.UnlockKey }),
    managerAddresses: swarm.Managers,
    [state.OUTPUTS.managers]: swarm.ManagerIds,
    engineVersion: swarm.EngineVersion,
    // The labels were written when we made it, so they also tell after a killed run.
    adopted: olds?.adopted ?? ownership(swarm.Spec.Labels ?? {}, owner) !== "ours",
  };
}
