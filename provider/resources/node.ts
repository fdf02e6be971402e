// A node of the swarm: an engine that joins over a connection of its own, or a member that is there already.

import type { Labels, Node } from "../engine/types";
import { CONVERGE_TIMEOUT_MS } from "../limits";
import { inFull, LISTENS_ON } from "../model/addresses";
import { compact } from "../model/compact";
import type { ConnectionArgs, Problem } from "../model/common";
import type { NodeArgs } from "../model/node";
import { nodeRules } from "../model/rules";
import { shapeProblems } from "../model/schema";
import { durationMs } from "../model/units";
import { isUnknown, unknownAs } from "../model/unknown";
import type { NodeDeclaration, SeenNode } from "../objects/node";
import { setNode } from "../objects/node-change";
import type { Live } from "../objects/object";
import { isOwnerLabel, JOINED, keyOf, ownerLabels, ownership, type Owner } from "../owner";
import { reporter } from "../progress";
import * as state from "../state";
import { observe, recordedNode, unlock } from "./node-seen";
import { convergeRules, differing, knownBefore, splitCommon, without } from "./common";
import type { CommonInputs, Observed, ResourceType } from "./resource";

export type NodeInputs = CommonInputs &
  Omit<NodeArgs, "name"> & {
    /** The way to the node's own engine; `connection` is the way to the swarm. */
    nodeConnection?: ConnectionArgs;
  };

const OUTPUTS = ["clusterId", "nodeId", "hostname", "addr", "state", "engineVersion", "joined"];
const JOINS_WITH = ["advertiseAddr", "listenAddr", "dataPathAddr"];

export const node: ResourceType<NodeInputs> = {
  type: "Node",
  needsSwarm: true,
  canonical(args, problems: Problem[]) {
    const { common, own } = splitCommon(without(args, ...OUTPUTS), problems);
    problems.push(...shapeProblems("node", own));
    return compact({ ...common, ...(own as Omit<NodeInputs, "name">) });
  },
  meaning: ({ availability = "active", labels = {}, ...inputs }) => ({
    ...{ ...inputs, ...inFull(inputs), availability, labels },
  }),
  rules: (inputs) => [...nodeRules(inputs), ...convergeRules(inputs.converge)],
  declare: (inputs, owner) => [
    { kind: "node", key: inputs.name, name: inputs.name, spec: declaration(inputs, owner) },
  ],
  observe: (engine, inputs, recorded) => observe(engine, inputs, recorded[0]?.id),
  async observeKnown(engine, inputs, outs) {
    const id = state.recorded(outs)[0]?.id;
    const live = await observe(engine, inputs, id);
    const there = seen(live, id);
    if (there?.Spec.Role !== "manager" || there.Status.State === "ready") return live;
    const { warn } = reporter(state.hidden(outs).__urn);
    return (await unlock(engine, there, warn)) ? observe(engine, inputs, id) : live;
  },
  observeToRemove: (engine, inputs, recorded) => recordedNode(engine, inputs, recorded[0]?.id),
  // A node is in one swarm: what is there is what was meant, unless another resource has it.
  adopts: ({ adopt }, { labels }) => adopt === true || keyOf(labels) === undefined,
  replaces: (olds, news) => [
    ...differing(olds, news, news.nodeConnection ? [] : ["name"]),
    ...differing(inFull(olds), inFull(news), JOINS_WITH),
  ],
  // It would still be the old one that the new one finds.
  deleteBeforeReplace: () => true,
  id: (_inputs, { objects }) => objects[0]?.id ?? "",
  outputs: (_inputs, observed) => outputs(observed),
  drift(inputs, { live, objects }) {
    const there = seen(live, objects[0]?.id);
    return there && { ...inputs, ...asInputs(there, inputs) };
  },
  async mayRemove(engine, outs, reporter) {
    const inputs = node.canonical(state.visible(outs), []);
    const [recorded] = state.recorded(outs);
    if (outs.joined === true || inputs.forceDestroy === true || !recorded) return true;
    await setNode(engine, recorded.id, (spec) => {
      const { Labels = {} } = spec;
      const isOthers = ownership(Labels, state.owner(outs)) === "another's";
      return isOthers ? spec : { ...spec, Labels: withoutDeclared(Labels, inputs.labels) };
    });
    await reporter.info(
      "The node was a member before: it stays in the swarm, without the labels that were declared here.",
    );
    return false;
  },
};

function declaration(inputs: NodeInputs, owner: Owner): NodeDeclaration {
  const { role, availability = "active", labels = {}, converge } = inputs;
  // Which node is meant is not known yet.
  if (isUnknown(inputs.name)) return unknownAs<NodeDeclaration>();
  const timeoutMs = converge === false ? 0 : durationMs(converge?.timeout);
  return {
    Name: inputs.name,
    Spec: {
      Role: role,
      Availability: availability,
      Labels: { ...labels, ...ownerLabels(owner, inputs.name) },
    },
    Member: inputs.nodeConnection,
    Join: compact({
      ListenAddr: inputs.listenAddr ?? LISTENS_ON,
      AdvertiseAddr: inputs.advertiseAddr,
      DataPathAddr: inputs.dataPathAddr,
    }),
    WaitMs: timeoutMs ?? CONVERGE_TIMEOUT_MS,
  };
}

const seen = (live: Live[], id: string | undefined): SeenNode | undefined =>
  live.find((one) => one.id === id)?.spec as SeenNode | undefined;

/** What is not declared is not shown. */
function asInputs({ Spec }: Node, inputs: NodeInputs): Partial<NodeInputs> {
  const there = Spec.Labels ?? {};
  const declared = Object.keys(inputs.labels ?? {}).filter((key) => key in there);
  return {
    ...(inputs.role && { role: Spec.Role }),
    ...((inputs.availability || Spec.Availability !== "active") && {
      availability: Spec.Availability,
    }),
    ...(inputs.labels && {
      labels: Object.fromEntries(declared.map((key) => [key, there[key] ?? ""])),
    }),
  };
}

const withoutDeclared = (labels: Labels, declared: Labels = {}): Labels =>
  Object.fromEntries(
    Object.entries(labels).filter(([key]) => !(key in declared) && !isOwnerLabel(key)),
  );

function outputs({ live, objects, olds }: Observed): state.Props {
  const there = seen(live, objects[0]?.id);
  if (there === undefined) return knownBefore(olds, OUTPUTS);
  const { ID, Description, Status, Spec } = there;
  return {
    nodeId: ID,
    hostname: Description.Hostname,
    addr: Status.Addr ?? "",
    state: Status.State,
    engineVersion: Description.Engine.EngineVersion,
    joined: Spec.Labels?.[JOINED] === "true",
  };
}
