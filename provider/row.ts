// What a resource's one row says while it waits for any number of services. Pure.

/** The last word of one service. */
export interface Said {
  line: string;
  isSettled: boolean;
}

/** As many stand side by side; a row is read at a glance, and each of its texts is sent, printed and kept. */
const SIDE_BY_SIDE = 6;

/** All of a few; of many those that are still awaited, the first of them by name. */
export function rowOf(said: Said[], total: number): string {
  if (total <= SIDE_BY_SIDE) return said.map(({ line }) => line).join("; ");
  const awaited = said.filter(({ isSettled }) => !isSettled).map(({ line }) => line);
  const more = awaited.length - SIDE_BY_SIDE;
  const settled = said.length - awaited.length;
  return [
    `${settled} of ${total} services settled`,
    ...awaited.slice(0, SIDE_BY_SIDE),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join("; ");
}
