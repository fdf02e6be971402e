// A key of a file that the model does not have: an extension, dropped with a word, refused, or simply wrong.

import { didYouMean } from "../../provider/model/rules/check";
import type { Schema } from "../../provider/model/schema/parts";
import type { Findings, Place } from "./findings";
import { droppedKeys, refusedKeys } from "./keys";
import { snake } from "./places";

/** Says what there is to say of such a key; `pattern` is its place in the tables. */
export function strayKey(
  { problems, warnings }: Findings,
  place: Place,
  pattern: string[],
  schema: Schema | undefined,
): void {
  const key = pattern.at(-1) ?? "";
  if (key.startsWith("x-")) return;
  const dropped = droppedKeys.get(pattern.join("."));
  const refused = refusedKeys.get(pattern.join("."));
  const reason = `unknown key.${didYouMean(key, composeKeys(schema))}`;
  if (dropped) warnings.push({ place, reason: `not supported in a swarm, ignored. ${dropped}` });
  else if (refused)
    problems.push({ place, reason: `not supported in a swarm. ${refused}`, unsupported: true });
  else if (schema?.compose?.lenient)
    warnings.push({ place, reason: reason.replace("key.", "key, ignored.") });
  else problems.push({ place, reason });
}

const composeKeys = (schema: Schema | undefined): string[] =>
  Object.keys(schema?.properties ?? {}).map(snake);
