// What a row expects of a step, and what was seen of it, in one shape to compare. Pure.

import { withoutOwner } from "../../../provider/owner";
import type { Row, Step } from "../scenarios/row";
import type { Round, Seen } from "./rounds";

interface AtStep {
  plan: string | undefined;
  restarted: number;
  isReplaced: boolean;
  is: unknown;
}

export const expectedOf = ({ plan, restarted = 0, isReplaced = false, is }: Step): AtStep => ({
  ...{ plan, restarted, isReplaced, is },
});

export function seenOf(
  { name, at }: Row,
  round: Round | undefined,
  networks: Record<string, string>,
): AtStep | undefined {
  const after = round?.after[name];
  if (round === undefined || after === undefined) return undefined;
  const before = round.before[name];
  const isReplaced = before !== undefined && before.service.ID !== after.service.ID;
  const places = [at].flat().map((path) => specAt(after, path, networks));
  return {
    plan: planOf(round.words[name]),
    restarted: isReplaced ? 0 : restarted(before?.tasks ?? [], after.tasks),
    isReplaced,
    is: typeof at === "string" ? places[0] : places,
  };
}

/** "~ env  environment  1 task restarts" as "environment: 1 task restarts". */
function planOf(lines: string[] | undefined): string | undefined {
  const parts = lines?.map((line) => line.split(/ {2,}/).slice(1).join(": "));
  return parts?.join("; ");
}

/** Tasks that others took the place of; a smaller service has fewer, which is no restart. */
function restarted(before: string[], after: string[]): number {
  const gone = before.filter((id) => !after.includes(id)).length;
  return gone - Math.max(0, before.length - after.length);
}

/** The engine's spec at this place, without our labels and with networks by name. */
function specAt({ service }: Seen, path: string, networks: Record<string, string>): unknown {
  const Labels = withoutOwner(service.Spec.Labels);
  const value = path
    .split(".")
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], {
      ...service.Spec,
      Labels,
    });
  if (path !== "TaskTemplate.Networks" || !Array.isArray(value)) return value;
  return value.map(({ Target, ...rest }: { Target: string }) => ({
    Target: networks[Target],
    ...rest,
  }));
}
