// Services of all kinds on the nodes of a swarm, where their tasks are, and what a preview says that moves.

import type { Engine } from "../../../provider/engine/engine";
import type { ServiceSpec, Task } from "../../../provider/engine/types";

type Template = Partial<ServiceSpec["TaskTemplate"]>;

/** Runs for an hour, and stops at once. */
export const service = (
  Name: string,
  more: Partial<ServiceSpec> = {},
  template: Template = {},
): ServiceSpec => ({
  Name,
  Mode: { Replicated: { Replicas: 1 } },
  ...more,
  TaskTemplate: {
    ...{ Placement: {}, ...template },
    ContainerSpec: {
      ...{
        Image: "busybox:latest",
        Command: ["sh", "-c", "trap 'exit 0' TERM; sleep 3600 & wait"],
      },
      ...{ StopGracePeriod: 1e9, ...template.ContainerSpec },
    },
  },
});
export const replicas = (Replicas: number) => ({ Mode: { Replicated: { Replicas } } });
const onSsd = { Placement: { Constraints: ["node.labels.disk==ssd"] } };
const data = { Type: "volume", Source: "data", Target: "/data" };

export const SERVICES = [
  service("web", replicas(3)),
  service("api"),
  service("db", replicas(2), {
    ...onSsd,
    ContainerSpec: { Image: "busybox:latest", Mounts: [data] },
  }),
  service("once", {}, { RestartPolicy: { Condition: "none" } }),
  service("agent", { Mode: { Global: {} } }),
  service("batch", { Mode: { ReplicatedJob: { MaxConcurrent: 1, TotalCompletions: 1 } } }),
];

/** All that is meant to run: "web.1 on w1" by the id of its task. */
export async function runningOn(engine: Engine): Promise<Record<string, string>> {
  const [tasks, services, nodes] = await Promise.all([
    engine.tasks.list({ "desired-state": ["running", "complete"] }),
    engine.services.list(),
    engine.nodes.list(),
  ]);
  const nameOf = ({ ServiceID, Slot, NodeID }: Task): string => {
    const title = services.find(({ ID }) => ID === ServiceID)?.Spec.Name ?? "";
    const place = nodes.find(({ ID }) => ID === NodeID)?.Description.Hostname ?? "no node";
    return `${title}${Slot === undefined ? "" : `.${Slot}`} on ${place}`;
  };
  return Object.fromEntries(tasks.map((task) => [task.ID, nameOf(task)]));
}

/** What became of the tasks that were there before, and what is new. */
export function changesOf(before: Record<string, string>, after: Record<string, string>) {
  const only = (one: Record<string, string>, other: Record<string, string>): string[] =>
    Object.keys(one)
      .filter((id) => !(id in other))
      .map((id) => one[id] ?? "")
      .sort();
  return { left: only(before, after), came: only(after, before) };
}
/** For tasks that may land on any manager. */
export const withoutPlace = (names: string[]): string[] =>
  names.map((name) => name.replace(/ on m\d$/, " on a manager"));

/** The lines under the heading of the node. */
export const said = (text: string): string[] =>
  text
    .split("\n")
    .filter((line) => /^ {4}(~ node|- node|warning: Node|!)/.test(line))
    .map((line) => line.trim());
