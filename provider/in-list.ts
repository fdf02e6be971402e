// Names in a sentence. Pure.

/** "a", "a and b", "a, b and c"; of more than `most`, as in "a, b and 7 more". */
export function inList(names: string[], most = Infinity): string {
  const rest = names.length - most;
  const shown = rest > 1 ? [...names.slice(0, most), `${rest} more`] : names;
  if (shown.length < 2) return shown.join("");
  return `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
