// Pieces of Markdown: tables, headings, links, text that must not be read as markup. Knows nothing of resources.

export interface Column<Row> {
  head: string;
  cell: (row: Row) => string;
}

/** A table; one line a row, not padded, so that a changed row changes no other line. */
export function table<Row>(columns: Column<Row>[], rows: Row[]): string {
  if (rows.length === 0) return "";
  const line = (cells: string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(({ head }) => head)),
    line(columns.map(() => "---")),
    ...rows.map((row) => line(columns.map(({ cell }) => inCell(cell(row))))),
  ].join("\n");
}

const inCell = (text: string): string => text.replace(/\s*\n\s*/g, " ").replace(/\|/g, "\\|");

/** Text of a comment: what stands in backticks is left, the rest must not become markup. */
export const prose = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[*<]/g, "\\$&")))
    .join("");

/** A value at the beginning of the text, as code: `"10s"` (engine). */
export const withValue = (text: string): string =>
  text.replace(/^("[^"]*"|true|false|-?\d\w*|\[[^\]]*\]|\{[^}]*\})(?=[,:;]| \(|$)/, "`$1`");

/** The anchor that GitHub gives to a heading. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replace(/ /g, "-");

export const code = (text: string): string => `\`${text}\``;

export const blocks = (...parts: string[]): string =>
  `${parts.filter((part) => part !== "").join("\n\n")}\n`;
