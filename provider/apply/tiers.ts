// The order of services: each after those it depends on. Pure.

import type { Desired } from "../objects/object";

/** Groups that may be built at once; a circle (refused by the model's rules) ends up in one group. */
export function tiers<Step extends { desired: Desired }>(steps: Step[]): Step[][] {
  const waiting = new Set(steps);
  const groups: Step[][] = [];
  while (waiting.size > 0) {
    const open = new Set([...waiting].map(({ desired }) => desired.key));
    const free = [...waiting].filter(({ desired }) => !desired.after?.some((key) => open.has(key)));
    const group = free.length > 0 ? free : [...waiting];
    group.forEach((step) => waiting.delete(step));
    groups.push(group);
  }
  return groups;
}
