// A plan in the words that a preview shows: one line for each change. Pure, and free of values that may be
// secret: of variables and labels only the names are shown.

import type { ServiceSpec } from "../engine/types";
import type { NodeDeclaration } from "../objects/node";
import type { Live } from "../objects/object";
import { inList } from "../in-list";
import { describeOwner } from "../owner";
import { orderOf } from "./order";
import { standsBeside, type Step } from "./plan";
import { inTheWayOf } from "./ports";
import { hasUnknown } from "../model/unknown";
import { effectOf, taskCount } from "./restarts";
import { heldUntil } from "./waits";
import { whatChanges } from "./what-changes";

interface Line {
  sign: "+" | "~" | "-" | "=";
  subject: string;
  what: string;
  effect: string;
}

/**
 * `nodes` is how many nodes can run tasks; it counts the tasks of global services. `around` is what is there in the
 * namespace, `moves` what steps of nodes move, by the nodes' ids.
 */
export function planInWords(
  steps: Step[],
  nodes: number,
  around: Live[] = [],
  moves = new Map<string, string>(),
): string {
  const early = new Map(
    orderOf(steps.filter(isOfService)).early.map(({ giver, ports }) => [giver as Step, ports]),
  );
  const leaving = new Map(inTheWayOf(steps).map(({ live, ports }) => [live.id, ports]));
  const planned = steps.flatMap((step) =>
    describe(step, nodes).map((one) => ({
      ...one,
      effect: joined(
        one.effect,
        step.action === "remove" ? first(leaving.get(step.live.id)) : heldUntil(step),
        without(early.get(step)),
        moved(step, moves),
      ),
    })),
  );
  const lines = [...planned, ...surroundings(steps, around)];
  const width = (column: "subject" | "what") =>
    Math.min(60, Math.max(0, ...lines.map((line) => line[column].length)));
  const [subjects, whats] = [width("subject"), width("what")];
  return lines
    .map(({ sign, subject, what, effect }) =>
      `${sign} ${subject.padEnd(subjects)}  ${what.padEnd(whats)}  ${effect}`.trimEnd(),
    )
    .join("\n");
}

/** What is in the namespace and no step is about: somebody else's, which stays. */
function surroundings(steps: Step[], around: Live[]): Line[] {
  const planned = new Set(steps.flatMap((step) => ("live" in step ? [step.live.id] : [])));
  return around
    .filter(({ id, ghost }) => !planned.has(id) && !ghost)
    .map(({ kind, name, labels }) =>
      line("=", { kind, key: name }, "not declared", `left alone: ${describeOwner(labels)}`),
    );
}

function describe(step: Step, nodes: number): Line[] {
  switch (step.action) {
    case "keep":
      return step.heldBack === undefined
        ? []
        : [line("~", step.desired, "registry credentials", step.heldBack)];
    case "create":
      return [line("+", step.desired, "new", startEffect(step.desired.spec, nodes))];
    case "update":
      return [line("~", step.desired, whatChanges(step), updateEffect(step, nodes))];
    case "replace":
      return [line("~", step.desired, whatChanges(step), replaceEffect(step))];
    case "remove":
      return [line("-", { ...step.live, key: step.key }, "removed", stopEffect(step, nodes))];
  }
}

const line = (
  sign: Line["sign"],
  { kind, key }: { kind: string; key: string },
  what: string,
  effect: string,
): Line => ({
  sign,
  subject: kind === "service" || kind === "swarm" ? key : `${kind} ${key}`,
  what,
  effect,
});

const joined = (...parts: string[]): string => parts.filter((part) => part !== "").join(", ");

const moved = (step: Step, moves: Map<string, string>): string =>
  ("live" in step && step.live.kind === "node" && moves.get(step.live.id)) || "";

type ServiceStep = Exclude<Step, { action: "remove" }>;

const isOfService = (step: Step): step is ServiceStep =>
  step.action !== "remove" && step.desired.kind === "service";

/** What goes before another service can have its ports. */
const first = (ports: string[] = []): string =>
  ports.length === 0 ? "" : `first, to make room on ${inList(ports)}`;

/** What a service has to do without until others have its ports. */
const without = (ports: string[] = []): string =>
  ports.length === 0 ? "" : `first without ${inList(ports)}, so tasks may restart twice`;

const isService = (spec: object): spec is ServiceSpec => "TaskTemplate" in spec;
const tasks = (count: number): string => (count === 1 ? "1 task" : `${count} tasks`);
const does = (count: number, verb: string): string => `${count} ${verb}${count === 1 ? "s" : ""}`;

function startEffect(spec: object, nodes: number): string {
  if ("Join" in spec) return joinEffect(spec as NodeDeclaration);
  return isService(spec) && !hasUnknown(spec.Mode)
    ? `${tasks(taskCount(spec, nodes))} start${taskCount(spec, nodes) === 1 ? "s" : ""}`
    : "";
}

const joinEffect = ({ Member, Spec }: NodeDeclaration): string =>
  Member === undefined ? "has to be a member by then" : `joins as ${Spec.Role ?? "worker"}`;

function stopEffect({ live }: Extract<Step, { action: "remove" }>, nodes: number): string {
  if (!isService(live.spec)) return "";
  const count = taskCount(live.spec, nodes);
  return `${tasks(count)} stop${count === 1 ? "s" : ""}`;
}

function updateEffect(step: Extract<Step, { action: "update" }>, nodes: number): string {
  const { spec } = step.desired;
  const { spec: live } = step.live;
  if (!isService(spec) || !isService(live)) return "";
  const to = hasUnknown(spec.Mode) ? { ...spec, Mode: live.Mode } : spec;
  const effect = effectOf(step.changes, live, to, nodes);
  if (effect.runsAgain) return effect.maybe ? "the job may run again" : "the job runs again";
  const atMost = effect.maybe ? "up to " : "";
  const parts = [
    effect.restart > 0 ? `${atMost}${restarting(effect.restart, spec)}` : "no task restarts",
    effect.start > 0 ? does(effect.start, "start") : "",
    effect.stop > 0 ? does(effect.stop, "stop") : "",
    effect.mayMove ? "tasks whose node no longer fits move" : "",
  ];
  return joined(...parts);
}

function restarting(count: number, { UpdateConfig }: ServiceSpec): string {
  if (hasUnknown(UpdateConfig)) return `${tasks(count)} restart${count === 1 ? "s" : ""}`;
  const atOnce = UpdateConfig?.Parallelism ?? 1;
  const pace = atOnce === 0 || atOnce >= count ? "all at once" : `${atOnce} at a time`;
  const order = UpdateConfig?.Order || "stop-first";
  const paced = count === 1 ? "" : `, ${pace}`;
  return `${tasks(count)} restart${count === 1 ? "s" : ""}${paced}, ${order}`;
}

function replaceEffect(step: Extract<Step, { action: "replace" }>): string {
  if (step.desired.kind === "network" && !standsBeside(step))
    return "removed and made again; nothing may be attached to it meanwhile";
  if (step.desired.kind === "node") return "leaves the swarm first";
  if (step.desired.kind === "service") return "removed and made again: all its tasks stop first";
  return `new version ${step.name}; old one removed after the rollout`;
}
