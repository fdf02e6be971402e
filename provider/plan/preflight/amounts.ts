// What a task reserves of a node, and what a node has of it. Pure.

import type { GenericResource, Node, ServiceSpec, Task, TaskSpec } from "../../engine/types";
import { isUnknown, knownOf } from "../../model/unknown";

/** One thing that each task reserves. */
export interface Reservation {
  /** "2 CPUs", "4 GiB of memory", "1 of gpu". */
  what: string;
  amount: number;
  /** How much of it the node has, when it is empty. */
  of: (node: Node) => number;
  /** How much of it a running task keeps. */
  kept: (task: Task) => number;
}

export function reservationsOf({ TaskTemplate }: ServiceSpec): Reservation[] {
  const reserved = reserves(TaskTemplate);
  const { NanoCPUs, MemoryBytes } = reserved;
  const generic = knownOf(reserved.GenericResources);
  const all = [
    quantity(NanoCPUs, (n) => `${n / 1e9} ${n === 1e9 ? "CPU" : "CPUs"}`, "NanoCPUs"),
    quantity(MemoryBytes, (n) => `${inWords(n)} of memory`, "MemoryBytes"),
    ...generic.map(
      ({ DiscreteResourceSpec: one }) => one && genericOf(one.Kind ?? "", one.Value ?? 0),
    ),
  ];
  return all.filter((one) => one !== undefined);
}

function quantity(
  amount: number | undefined,
  what: (amount: number) => string,
  key: "NanoCPUs" | "MemoryBytes",
): Reservation | undefined {
  if (!amount || isUnknown(amount)) return undefined;
  return {
    what: what(amount),
    amount,
    of: ({ Description }) => Description.Resources[key] ?? 0,
    kept: ({ Spec }) => reserves(Spec)[key] ?? 0,
  };
}

/** Named ones count as one each. */
const genericOf = (kind: string, amount: number): Reservation => ({
  what: `${amount} of ${kind}`,
  amount,
  of: ({ Description }) => counted(Description.Resources.GenericResources, kind),
  kept: ({ Spec }) => counted(reserves(Spec).GenericResources, kind),
});

const counted = (all: GenericResource[] | undefined, kind: string): number =>
  (all ?? []).reduce(
    (sum, { DiscreteResourceSpec: some, NamedResourceSpec: one }) =>
      sum + (some?.Kind === kind ? (some.Value ?? 0) : 0) + (one?.Kind === kind ? 1 : 0),
    0,
  );

type Reserves = NonNullable<NonNullable<TaskSpec["Resources"]>["Reservations"]>;

function reserves({ Resources }: TaskSpec): Reserves {
  const reserved = isUnknown(Resources) ? undefined : Resources?.Reservations;
  return !reserved || isUnknown(reserved) ? {} : reserved;
}

/** "512 MiB", "7.8 GiB": what nodes have is never a round number. */
export function inWords(bytes: number): string {
  const [unit, size] = bytes < 2 ** 30 ? ["MiB", bytes / 2 ** 20] : ["GiB", bytes / 2 ** 30];
  return `${Math.round(size * 10) / 10} ${unit}`;
}
