// Work side by side.

/** Lets everything that was begun end before a failure is passed on, so that the journal is true. */
export async function allDone<T>(work: Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(work);
  const failures = results.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  if (failures.length > 0) throw failures.length === 1 ? failures[0] : new AggregateError(failures);
  return results.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
}
