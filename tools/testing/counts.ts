// How the parts of `npm test` add up, and its closing line. Pure.

import type { Failure } from "./failures";

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  failures: readonly Failure[];
}

export const NONE: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };

export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

/** What mocha counts, of which only these matter. */
export interface MochaStats {
  passes: number;
  failures: number;
  pending: number;
  failed?: readonly Failure[];
}

/** Counts of one run of mocha; one that ended badly without a failing test is a failure itself. */
export function countsOf(stats: MochaStats | undefined, exitedWell: boolean): Counts {
  if (stats === undefined) return { ...NONE, failed: 1, failures: [lost("mocha wrote no counts")] };
  const { passes: passed, pending: skipped, failed: failures = [] } = stats;
  if (stats.failures > 0 || exitedWell)
    return { passed, failed: stats.failures, skipped, failures };
  return { passed, failed: 1, skipped, failures: [lost("mocha ended badly after good tests")] };
}

const lost = (words: string): Failure => ({ title: "a run of mocha", words });

export function closingLine({ passed, failed, skipped }: Omit<Counts, "failures">): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** In CI a skipped test is one that nobody ran, and fails the whole. */
export function isSuccess(
  { passed, failed, skipped }: Omit<Counts, "failures">,
  isCi: boolean,
): boolean {
  return passed > 0 && failed === 0 && !(isCi && skipped > 0);
}
