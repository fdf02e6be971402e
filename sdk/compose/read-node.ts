// YAML nodes to our tree: aliases and merge keys written out, scalars as Go reads them, with limits against files that
// mean harm. Knows no key of Compose.

import { isAlias, isMap, isScalar, isSeq } from "yaml";
import type { Alias, LineCounter, Node as YamlNode, YAMLMap } from "yaml";
import { type Findings, throwProblem } from "./findings";
import { readScalar } from "./read-scalar";
import { placeIn } from "./shallow-lines";
import type { Entry, Mark, MergeTag, Node } from "./tree";

const maxDepth = 100;
/** Aliases written out: far above what people write, far below what fills the memory. */
const maxNodes = 200_000;

export interface Reading {
  file: string;
  text: string;
  lines: LineCounter;
  found: Findings;
  anchors: Map<string, Anchored>;
  /** Values read so far, those behind aliases counted each time. */
  count: number;
}
interface Anchored {
  node: Node;
  count: number;
  height: number;
}

/** Reads a node and all below it; `path` are the keys that lead to it. */
export function readNode(reading: Reading, node: YamlNode, path: string[]): Node {
  const before = reading.count;
  reading.count += 1;
  if (isAlias(node)) return readAlias(reading, node, path);
  checkLimits(reading, node, path, 0);
  noteTag(reading, node, path);
  const head = { ...markOf(reading, node), ...mergeTag(node) };
  const read = readContent(reading, node, path);
  const whole = { ...head, ...read };
  if (!isAlias(node) && node.anchor !== undefined)
    reading.anchors.set(node.anchor, {
      node: whole,
      count: reading.count - before,
      height: heightOf(whole),
    });
  return whole;
}

function readContent(reading: Reading, node: YamlNode, path: string[]) {
  if (isMap(node)) return { kind: "map" as const, entries: readEntries(reading, node, path) };
  if (isSeq(node)) return { kind: "list" as const, items: readItems(reading, node, path) };
  return { kind: "scalar" as const, ...scalarOf(reading, node, path) };
}

function checkLimits(reading: Reading, node: YamlNode, path: string[], height: number): void {
  if (reading.count > maxNodes)
    fail(reading, node, path, `aliases write this file out to more than ${maxNodes} values.`);
  if (path.length + height > maxDepth)
    fail(reading, node, path, `nested deeper than ${maxDepth} levels.`);
}

function heightOf(node: Node): number {
  if (node.kind === "scalar") return 0;
  const below = node.kind === "list" ? node.items : [...node.entries.values()].map((e) => e.value);
  return 1 + below.reduce((height, child) => Math.max(height, heightOf(child)), 0);
}

/** Stops: what follows could not be read anyway. */
export function fail(reading: Reading, node: YamlNode, path: string[], reason: string): never {
  const place = { file: reading.file, ...markOf(reading, node), key: path.join(".") };
  throwProblem(place, reason);
}

const markOf = ({ text, lines }: Reading, node: YamlNode): Mark =>
  placeIn(text, lines, node.range?.[0] ?? 0);

/** Other tags than YAML's and Compose's own say nothing, as in docker. */
function noteTag(reading: Reading, node: YamlNode, path: string[]): void {
  const { tag } = node;
  if (tag === undefined || !/^!./.test(tag) || mergeTag(node).tag) return;
  const place = { file: reading.file, ...markOf(reading, node), key: path.join(".") };
  reading.found.warnings.push({ place, reason: `the tag ${tag} is not known, and dropped.` });
}

function mergeTag({ tag }: YamlNode): { tag?: MergeTag } {
  return tag === "!reset" || tag === "!override" ? { tag: tag.slice(1) as MergeTag } : {};
}

function scalarOf(reading: Reading, node: YamlNode, path: string[]) {
  const read = isScalar(node) ? readScalar(node, reading.text) : undefined;
  return read ?? fail(reading, node, path, "neither a number nor text that fits its tag.");
}

function readItems(reading: Reading, node: YamlNode, path: string[]): Node[] {
  const items = isSeq(node) ? node.items : [];
  return items.map((item, i) => readNode(reading, item as YamlNode, [...path, String(i)]));
}

function readAlias(reading: Reading, alias: Alias, path: string[]): Node {
  // an anchor counts from its end on, so an alias inside its own anchor finds nothing
  const target = reading.anchors.get(alias.source);
  if (!target) fail(reading, alias, path, `no anchor &${alias.source} ends before this alias.`);
  reading.count += target.count;
  checkLimits(reading, alias, path, target.height);
  return target.node;
}

function readEntries(reading: Reading, map: YAMLMap, path: string[]): Map<string, Entry> {
  const own = new Map<string, Entry>();
  const merged: Node[] = [];
  const seen = new Set<string>();
  for (const pair of map.items) {
    const keyNode = pair.key as YamlNode;
    const value = pair.value as YamlNode | null;
    const key = keyOf(reading, keyNode, path);
    if (seen.has(key ?? "<<")) noteTwice(reading, keyNode, key ?? "<<");
    seen.add(key ?? "<<");
    if (key === undefined) merged.push(readNode(reading, value ?? keyNode, path));
    else own.set(key, readEntry(reading, keyNode, value, [...path, key]));
  }
  // an entry of the map itself wins over merged ones, and of these the earlier
  for (const entries of merged.flatMap((node) => mergeSources(reading, map, node, path)))
    for (const [key, entry] of entries) if (!own.has(key)) own.set(key, entry);
  return own;
}

/** Told as what the parser itself refuses, and read on, for the next one is to be told as well. */
function noteTwice(reading: Reading, node: YamlNode, key: string): void {
  const advice =
    key === "<<" ? "Write one for all: `<<: [*one, *two]`." : "Keep one, or put the two together.";
  const place = { file: reading.file, ...markOf(reading, node), key: "" };
  const reason = `not valid YAML. The key ${key} stands here for the second time. ${advice}`;
  reading.found.problems.push({ place, reason });
}

function readEntry(reading: Reading, key: YamlNode, value: YamlNode | null, path: string[]): Entry {
  const mark = markOf(reading, key);
  if (value) return { ...mark, value: readNode(reading, value, path) };
  return { ...mark, value: { kind: "scalar", ...mark, value: null, printed: "" } };
}

/** The text of a key; undefined for the merge key. */
function keyOf(reading: Reading, node: YamlNode, path: string[]): string | undefined {
  if (isScalar(node) && node.type === "PLAIN" && node.source === "<<") return undefined;
  const key = readNode(reading, node, path);
  if (key.kind !== "scalar") fail(reading, node, path, "a key must be text, not a list or a map.");
  const { value, printed } = key;
  if (typeof value !== "string" || key.isTime)
    fail(reading, node, path, `the key ${printed || "null"} is not text; write it in quotes.`);
  // such a key would reach what every object inherits
  if (value in Object.prototype) fail(reading, node, path, `the key "${value}" is not allowed.`);
  return value;
}

/** What a merge key brings in: a map, or several. */
function mergeSources(reading: Reading, map: YAMLMap, node: Node, path: string[]) {
  const sources = node.kind === "list" ? node.items : [node];
  return sources.map((source) =>
    source.kind === "map"
      ? source.entries
      : fail(reading, map, path, "`<<` takes a map, or a list of maps."),
  );
}
