// Canonical texts to the numbers of the engine's API. What is not known yet stays so.

import { durationNs, parseCpus, parseSize } from "../model/units";
import { known } from "../model/unknown";

/** Nanoseconds of a canonical duration. */
export const nanoseconds = (text: string | undefined): number | undefined =>
  known(text, durationNs);

/** Bytes of a canonical size. */
export const bytes = (text: string | undefined): number | undefined => known(text, parseSize);

/** Billionths of a CPU. */
export const nanoCpus = (text: string | undefined): number | undefined =>
  known(text, (cpus) => {
    const nano = parseCpus(cpus);
    return nano === undefined ? undefined : Number(nano);
  });

/** Go's omitempty: a zero or an empty text is not sent. */
export const unlessZero = <T>(value: T | undefined): T | undefined => value || undefined;

/** The fewest digits of a number that the engine keeps in 32 bits. */
export function shortFloat(value: number): number {
  const kept = Math.fround(value);
  for (let digits = 1; digits < 9; digits += 1) {
    const short = Number(kept.toPrecision(digits));
    if (Math.fround(short) === kept) return short;
  }
  return Number(kept.toPrecision(9));
}
