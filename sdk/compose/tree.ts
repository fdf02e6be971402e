// A parsed Compose file: scalars, lists and maps that know where they are written. Types and the one walk over them.

/** Line and column, from 1. */
export interface Mark {
  line: number;
  column: number;
}

/** Compose's own tags, which say how an entry is merged. */
export type MergeTag = "reset" | "override";

export type Scalar = string | number | boolean | null;

export interface ScalarNode extends Mark {
  kind: "scalar";
  value: Scalar;
  /** The text that Go prints for the value, for where Compose takes numbers as text. */
  printed: string;
  /** An unquoted date. */
  isTime?: true;
  /** What stood here before variables were filled in, if that changed it. */
  expression?: string;
  tag?: MergeTag;
}
export interface ListNode extends Mark {
  kind: "list";
  items: Node[];
  tag?: MergeTag;
}
export interface Entry extends Mark {
  value: Node;
}
export interface MapNode extends Mark {
  kind: "map";
  entries: Map<string, Entry>;
  tag?: MergeTag;
}
export type Node = ScalarNode | ListNode | MapNode;

/** The same tree with other scalars; `path` are the keys that lead to each. */
export function mapScalars(
  node: Node,
  path: string[],
  change: (scalar: ScalarNode, path: string[], at: Mark) => ScalarNode,
  at: Mark = node,
): Node {
  if (node.kind === "scalar") return change(node, path, at);
  if (node.kind === "list") {
    const items = node.items.map((item, i) => mapScalars(item, [...path, String(i)], change));
    return { ...node, items };
  }
  const entries = [...node.entries].map(([key, entry]): [string, Entry] => [
    key,
    { ...entry, value: mapScalars(entry.value, [...path, key], change, entry) },
  ]);
  return { ...node, entries: new Map(entries) };
}
