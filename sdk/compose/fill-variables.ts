// Phase: variables filled into every value of the tree (keys stay), and what was found on the way.

import type { Findings } from "./findings";
import { interpolate, type Lookup } from "./interpolate";
import { type MapNode, mapScalars, type Mark, type ScalarNode } from "./tree";

/** The tree with its variables filled in. */
export function fillVariables(
  file: string,
  root: MapNode,
  lookup: Lookup,
  found: Findings,
): MapNode {
  const fill = (scalar: ScalarNode, path: string[], at: Mark): ScalarNode => {
    if (typeof scalar.value !== "string" || !scalar.value.includes("$")) return scalar;
    const place = { file, line: at.line, column: at.column, key: path.join(".") };
    const filled = interpolate(scalar.value, lookup);
    if ("problem" in filled) {
      found.problems.push({ place, reason: filled.problem });
      return scalar;
    }
    const hint = filled.unset.length > 0 && hash.test(scalar.value) ? plain : "";
    const words = [
      ...filled.unset.map((name) => unsetWarning(name) + hint),
      ...filled.swallowed.map(swallowedWarning),
      ...filled.dropped.map(droppedWarning),
    ];
    // a stack may use one variable a hundred times
    found.warnings.push(...words.map((reason) => ({ place, reason, once: true })));
    const { text } = filled;
    return { ...scalar, value: text, printed: text, expression: scalar.value };
  };
  return mapScalars(root, [], fill) as MapNode;
}

export const unsetWarning = (name: string): string =>
  `the variable ${name} is not set and is read as empty.`;

/** Hashes of passwords hold such: "$apr1$…". */
const hash = /\$\w+\$/;
const plain = " Write $$ if a plain $ is meant.";

const swallowedWarning = (form: string): string =>
  `"${form}" is read as \${${form.slice(1)}}, as docker stack does. Write braces around the name.`;

const droppedWarning = (form: string): string =>
  `"${form}" is not a variable; its $ is dropped, as docker stack does. Write $$ for a plain $.`;
