// One YAML scalar to a value: its tag, its quotes, and what Go makes of it. Knows scalars only.

import type { Scalar as YamlScalar } from "yaml";
import { type Plain, readPlain } from "./go-scalar";

const core = "tag:yaml.org,2002:";

/** What a scalar says; undefined where its tag asks for what it is not, or for what JSON cannot hold. */
export function readScalar(node: YamlScalar, file: string): Plain | undefined {
  const text = withoutAddedEnd(node, String(node.source ?? node.value ?? ""), file);
  const tag = node.tag?.startsWith(core) ? node.tag.slice(core.length) : undefined;
  const read = tag === undefined ? untagged(node, text) : tagged(tag, text);
  return typeof read?.value === "number" && !Number.isFinite(read.value) ? undefined : read;
}

/** A block of text that ends with the file ends with no line break, where the file has none. */
function withoutAddedEnd(node: YamlScalar, text: string, file: string): string {
  const isLast = node.type?.startsWith("BLOCK") && (node.range?.[1] ?? 0) >= file.length;
  const lastLine = file.slice(file.lastIndexOf("\n") + 1).trimStart();
  return isLast && lastLine !== "" && text.endsWith(`${lastLine}\n`) ? text.slice(0, -1) : text;
}

/** Other tags than YAML's own are dropped, as Go's yaml does. */
function untagged(node: YamlScalar, text: string): Plain {
  return node.type === "PLAIN" ? readPlain(text) : { value: text, printed: text };
}

function tagged(tag: string, text: string): Plain | undefined {
  if (tag === "str") return { value: text, printed: text };
  if (tag === "binary") return decoded(text);
  const read = readPlain(text);
  if (tag === "int" || tag === "float") return typeof read.value === "number" ? read : undefined;
  if (tag === "bool") return typeof read.value === "boolean" ? read : undefined;
  if (tag === "null") return read.value === null ? read : undefined;
  return read;
}

function decoded(base64: string): Plain {
  const value = Buffer.from(base64, "base64").toString("utf8");
  return { value, printed: value };
}
