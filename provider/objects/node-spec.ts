// What is declared of a node, laid over what it is: an update replaces a node's whole spec. Pure.

import type { Labels, NodeSpec } from "../engine/types";
import { isUnknown, unknownAs } from "../model/unknown";
import { JOINED } from "../owner";
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

export function merged({ Spec, Member }: Declared, live: NodeSpec): NodeSpec {
  const { Role = live.Role, Availability, Labels, Gone = [] } = Spec;
  const kept = Object.entries(live.Labels ?? {}).filter(([key]) => !Gone.includes(key));
  const joined: Labels = Member !== undefined && hasJustJoined(live) ? { [JOINED]: "true" } : {};
  const all = isUnknown(Labels)
    ? unknownAs<Labels>()
    : { ...Object.fromEntries(kept), ...Labels, ...joined };
  return { ...live, Role, Availability, Labels: all };
}

/** We let engines join drained, and they get their labels in the step that activates them; a killed run left it so. */
const hasJustJoined = ({ Availability, Labels }: NodeSpec): boolean =>
  Availability === "drain" && Object.keys(Labels ?? {}).length === 0;

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
