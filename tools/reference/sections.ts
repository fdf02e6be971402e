// A section of a page: a heading, and a table of inputs or outputs.

import type { Input } from "./inputs";
import { headingOf, placeOf, spelled } from "./links";
import { blocks, code, prose, table, withValue, type Column } from "./markdown";
import { changeOf, commentOfType, type Homes, type Section } from "./pages";

/** A section with a heading, and what it says. */
export function sectionText(homes: Homes, section: Section): string {
  const { like, inputs } = section;
  if (like && inputs.length === 0 && like.without.length === 0) return "";
  const said = section.paths[0] === "" ? "" : prose(commentOfType(section.type).text);
  const columns = columnsOf(homes, section);
  return blocks(
    `${section.paths[0] === "" ? "##" : "###"} ${headingOf(section)}`,
    said,
    like ? likeText(section, like) : "",
    table(columns, inputs),
  ).trim();
}

function likeText(section: Section, { home, without }: NonNullable<Section["like"]>): string {
  const place = home.paths[0] === "" ? home.name : headingOf(home);
  const but = without.length > 0 ? `, but for ${without.map(code).join(", ")}` : "";
  const and = section.inputs.length > 0 ? "; and:" : ".";
  return `The same keys as in [${place}](${placeOf(home, section.page)})${but}${and}`;
}

const columnsOf = (homes: Homes, section: Section): Column<Input>[] => {
  if (section.part === "Inputs") return [...inputColumns(homes, section), changeColumn(section)];
  // What a function is given.
  if (/(Args|Options)$/.test(section.name)) return inputColumns(homes, section);
  return outputColumns(homes, section);
};

function inputColumns(homes: Homes, section: Section): Column<Input>[] {
  const { page } = section;
  return [
    { head: "Input", cell: (one) => `${code(one.name)}${one.required ? "<br>required" : ""}` },
    { head: "Type", cell: ({ words }) => spelled(homes, page, words) },
    { head: "Meaning", cell: ({ comment }) => said(comment) },
    { head: "Default", cell: ({ comment }) => prose(withValue(comment.default ?? "")) },
  ];
}

const changeColumn = (section: Section): Column<Input> => ({
  head: "A change",
  cell: (one) => prose(changeOf(section, one) ?? ""),
});

const outputColumns = (homes: Homes, { page, part }: Section): Column<Input>[] => [
  { head: part === "Outputs" ? "Output" : "Key", cell: ({ name }) => code(name) },
  { head: "Type", cell: ({ words }) => spelled(homes, page, words) },
  { head: "Meaning", cell: ({ comment }) => said(comment) },
];

const said = ({ text, source }: Input["comment"]): string =>
  [prose(text), source && `<sub>${prose(source)}</sub>`].filter(Boolean).join("<br>");
