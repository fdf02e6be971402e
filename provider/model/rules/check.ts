// The small words that rules are made of. A rule says nothing of what is absent or not known yet.

import { closest, distance } from "fastest-levenshtein";
import { refuse } from "../place";
import type { Place } from "../place";
import { known } from "../unknown";

/** Gives what is wrong with a value, as a sentence, or undefined when nothing is. */
export type Reason<T> = (value: T) => string | undefined;

/** Refuses a value that is there, known, and wrong. */
export function check<T>(place: Place, value: T | null | undefined, reason: Reason<T>): void {
  known(value, (it) => {
    const wrong = reason(it);
    if (wrong !== undefined) refuse(place, wrong);
    return undefined;
  });
}

/** Demands one of a few words. */
export const oneOf =
  (...allowed: string[]): Reason<string> =>
  (value) =>
    allowed.includes(value)
      ? undefined
      : `"${value}" is not possible.${didYouMean(value, allowed)} Use ${orList(allowed)}.`;

/** Demands a whole number within bounds, both included. */
export const wholeNumber =
  (least: number, most = Infinity): Reason<number> =>
  (value) => {
    if (Number.isInteger(value) && value >= least && value <= most) return undefined;
    const bound = most === Infinity ? `${least} or more` : `from ${least} to ${most}`;
    return `${value} is not possible. Write a whole number, ${bound}.`;
  };

/** ` Did you mean "x"?` when a word is close to one that is known, else nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const [asked, lower] = [word.toLowerCase(), known.map((one) => one.toLowerCase())];
  const near = closest(asked, lower);
  const isLike = asked === near || asked.length > 3 || sharesMost(asked, near);
  const isNear = distance(asked, near) <= 2 && isLike;
  return isNear ? ` Did you mean "${known[lower.indexOf(near)]}"?` : "";
}

/** "wbe" may be "web"; "env" is not "dns". */
const sharesMost = (short: string, other: string): boolean =>
  [...other].filter((letter) => short.includes(letter)).length >= 2;

function orList(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  return quoted.length < 2
    ? quoted.join("")
    : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
}
