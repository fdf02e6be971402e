// How the parts of `npm test` add up, and its closing line. Pure.

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };

export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** What mocha counts, of which only these matter. */
export interface MochaStats {
  passes: number;
  failures: number;
  pending: number;
}

/** Counts of one run of mocha; one that ended badly without a failing test is a failure itself. */
export function countsOf(stats: MochaStats | undefined, exitedWell: boolean): Counts {
  if (stats === undefined) return { ...NONE, failed: 1 };
  const failed = stats.failures === 0 && !exitedWell ? 1 : stats.failures;
  return { passed: stats.passes, failed, skipped: stats.pending };
}

export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** In CI a skipped test is one that nobody ran, and fails the whole. */
export function isSuccess({ passed, failed, skipped }: Counts, isCi: boolean): boolean {
  return passed > 0 && failed === 0 && !(isCi && skipped > 0);
}
