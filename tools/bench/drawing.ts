// How tables are drawn: for a terminal, and as the block of Markdown that goes into docs/performance.md.

import CliTable from "cli-table3";
import { format, resolveConfig } from "prettier";
import type { Table } from "./tables";

export function forTerminal({ title, head, rows }: Table): string {
  const drawn = new CliTable({ head: head.map(plain), style: { head: [], border: [] } });
  drawn.push(...rows.map((row) => row.map(plain)));
  return `${title}\n${drawn.toString()}`;
}

const plain = (text: string): string => text.replaceAll("**", "");

/** Formatted as the linter wants the documents, so that it goes in as it is. */
export async function asMarkdown(tables: Table[], note: string, file: string): Promise<string> {
  const text = [note, ...tables.map(markdownTable)].join("\n\n");
  return format(text, { ...(await resolveConfig(file)), parser: "markdown" });
}

function markdownTable({ title, head, rows }: Table): string {
  const line = (cells: string[]): string => `| ${cells.join(" | ")} |`;
  return [`### ${title}`, "", line(head), line(head.map(() => "---")), ...rows.map(line)].join(
    "\n",
  );
}
