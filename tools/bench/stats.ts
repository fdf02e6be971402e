// Figures of several measurements. Pure.

export interface Figures {
  min: number;
  median: number;
  count: number;
}

/** undefined where nothing was measured. */
export function figures(values: number[]): Figures | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const [min] = sorted;
  if (min === undefined) return undefined;
  const at = (index: number): number => sorted[index] ?? min;
  const middle = (sorted.length - 1) / 2;
  const median = (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2;
  return { min, median, count: sorted.length };
}

/** How many times as long as the floor; undefined where one of them was not measured, or the floor is nothing. */
export function ratio(of: Figures | undefined, to: Figures | undefined): number | undefined {
  return of === undefined || to === undefined || to.median === 0
    ? undefined
    : of.median / to.median;
}

/** How much a count grows from one size to another, per unit of size. */
export function growth(
  small: { size: number; count: number },
  large: { size: number; count: number },
): number {
  return (large.count - small.count) / (large.size - small.size);
}
