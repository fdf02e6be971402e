// What is declared of a node, laid over what it is: an update replaces a node's whole spec. Pure.

import type { Labels, Node, NodeSpec } from "../engine/types";
import { isUnknown, unknownAs } from "../model/unknown";
import { isOfAnotherProgram, JOINED } from "../owner";
import { changesBetween, type Change } from "../plan/changes";
import type { NodeDeclaration } from "./node";

export interface DeclaredNodeSpec {
  /** Absent: a member keeps its role. */
  Role?: NodeSpec["Role"];
  Availability: NodeSpec["Availability"];
  Labels?: Labels;
  /** Labels that only the last run declared. */
  Gone?: string[];
}

type Declared = Pick<NodeDeclaration, "Spec" | "Member">;

export function merged({ Spec }: Declared, live: NodeSpec): NodeSpec {
  const { Role = live.Role, Availability, Labels, Gone = [] } = Spec;
  if (isUnknown(Labels)) return { ...live, Role, Availability, Labels: unknownAs<Labels>() };
  const there = live.Labels ?? {};
  // Who takes a node over from another program did not let it join.
  const notOurs = Labels && isOfAnotherProgram(there, Labels) ? [JOINED] : [];
  const kept = Object.entries(there).filter(([key]) => ![...Gone, ...notOurs].includes(key));
  return { ...live, Role, Availability, Labels: { ...Object.fromEntries(kept), ...Labels } };
}

/** A run may be killed between a join and the labels, and the next one comes soon. */
const YOUNG_MS = 15 * 60_000;

/** The same for an engine that has just joined: drained, as we let it, and with no label yet. */
export function marked(next: NodeSpec, live: Node, { Member }: Declared): NodeSpec {
  const { Availability, Labels } = live.Spec;
  const isBlank = Availability === "drain" && Object.keys(Labels ?? {}).length === 0;
  const isYoung = Date.now() - Date.parse(live.CreatedAt ?? "") < YOUNG_MS;
  if (Member === undefined || !isBlank || !isYoung) return next;
  return { ...next, Labels: { ...next.Labels, [JOINED]: "true" } };
}

export const nodeChanges = (declared: Declared, live: NodeSpec): Change[] =>
  changesBetween(
    { Spec: { ...live, Labels: live.Labels ?? {} } },
    { Spec: merged(declared, live) },
  );

/** Labels that were declared, and are not any more. */
export function goneLabels({ Spec }: Declared, previous: Declared): string[] {
  if (isUnknown(Spec.Labels) || isUnknown(previous.Spec.Labels)) return [];
  return Object.keys(previous.Spec.Labels ?? {}).filter((key) => !(key in (Spec.Labels ?? {})));
}
