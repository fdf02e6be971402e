// The pages as Markdown: one for each resource, each shared type, the functions, and the index.

import { commentOf, oneLine } from "./comments";
import { INDEX, plainName, spelled } from "./links";
import { blocks, code, prose, table } from "./markdown";
import { commentOfType, type Section } from "./pages";
import { FUNCTIONS, type Callable, type Reference, type Resource } from "./reference";
import { sectionText } from "./sections";
import type { Mentioned } from "./words";

const GENERATED =
  "<!-- Made by `npm run reference` from the comments of the sources; edit those. -->";

/** The text of each page by the name of its file. */
export function pagesOf(reference: Reference): Map<string, string> {
  const { resources, shared } = reference;
  return new Map([
    ...resources.map((one): [string, string] => [one.inputs.page, resourcePage(reference, one)]),
    ...shared.map((one): [string, string] => [one.page, sharedPage(reference, one)]),
    [FUNCTIONS, functionsPage(reference)],
    [INDEX, indexPage(reference)],
  ]);
}

function resourcePage(reference: Reference, { name, comment, inputs, ...rest }: Resource): string {
  const { page } = inputs;
  const methods = rest.functions.map((one) => functionText(reference, page, one));
  return blocks(
    GENERATED,
    `# ${name}`,
    comment.whole,
    sections(reference, page, "Inputs"),
    sections(reference, page, "Outputs"),
    ...(methods.length > 0 ? ["## Functions", ...methods] : []),
    "## Errors",
    `${rest.errors.map(code).join(", ")}: [what they mean, and what to do](../errors.md#by-code).`,
  );
}

const sharedPage = (reference: Reference, { page, name, type }: Section): string =>
  blocks(
    GENERATED,
    `# ${name}`,
    prose(commentOfType(type).text),
    sections(reference, page, "Inputs"),
  );

function functionsPage(reference: Reference): string {
  const { functions } = reference;
  return blocks(
    GENERATED,
    "# Functions",
    ...functions.map((one) => functionText(reference, FUNCTIONS, one)),
    "## Types",
    sections(reference, FUNCTIONS, "Types"),
  );
}

/** The sections of one part of a page. */
const sections = ({ homes }: Reference, page: string, part: Section["part"]): string =>
  homes.sections
    .filter((one) => one.page === page && one.part === part)
    .map((one) => sectionText(homes, one))
    .filter((text) => text !== "")
    .join("\n\n");

function functionText({ homes }: Reference, page: string, callable: Callable): string {
  const { name, comment, parameters, returns } = callable;
  return blocks(
    `${page === FUNCTIONS ? "##" : "###"} ${name}`,
    code(`${name}(${parameters.map((one) => one.name).join(", ")})`),
    comment.whole,
    table(
      [
        { head: "Parameter", cell: (one) => (one.name === "" ? "gives" : code(one.name)) },
        { head: "Type", cell: (one) => spelled(homes, page, one.words) },
      ],
      [...parameters, { name: "", words: returns }],
    ),
  ).trim();
}

function indexPage({ homes, resources, shared, functions }: Reference): string {
  const rows = [
    ...resources.map(({ name, inputs, comment }) => ({ name, page: inputs.page, comment })),
    ...shared.map(({ name, page, type }) => ({
      name,
      page,
      comment: commentOfType(type),
    })),
  ];
  return blocks(
    GENERATED,
    INTRODUCTION,
    table(
      [
        { head: "page", cell: ({ name, page }) => `[${name}](${page})` },
        { head: "is", cell: ({ comment }) => prose(firstSentence(comment.text)) },
      ],
      [
        ...rows,
        {
          name: "Functions",
          page: FUNCTIONS,
          comment: { text: `${functions.map(({ name }) => code(name)).join(", ")}.` },
        },
      ],
    ),
    HOW_TO_READ,
    ...plainTypes(homes.sections).map(plainText),
  );
}

const firstSentence = (text: string): string =>
  oneLine(text.split(/\n\n/)[0] ?? "").replace(/(?<=\.)\s.*$/, "");

/** Names of plain types, in the order in which the pages come to them. */
function plainTypes(all: Section[]): Mentioned[] {
  const mentions = all.flatMap(({ inputs }) => inputs.flatMap(({ words }) => words.mentions));
  const plain = mentions.filter(({ kind }) => kind === "plain");
  return [...new Map(plain.map((one) => [one.type, one])).values()];
}

const plainText = ({ name, declaration }: Mentioned): string =>
  `### ${plainName(name)}\n\n${prose(oneLine(commentOf(declaration ? [declaration] : []).text))}`;

const INTRODUCTION = `# Reference

Each resource with all its inputs and outputs. The keys of a service, network, volume, secret and config are those of
Compose in camelCase, with Compose's meanings and short forms.`;

const HOW_TO_READ = `## How to read it

- **Type**: any value may also be an \`Output\` of another resource. A _map_ that is a link has keys of its own, told there;
  a _map of …_ has keys that you choose. \`a.b\` is the key \`b\` of \`a\`; \`a[].b\` that of each item of a list; \`a.*.b\` that
  of each value of a map.
- **Default**: what holds where you say nothing, and whose it is. _engine_: nothing is sent, and the engine decides; it
  may decide otherwise in another version. _Compose_: what Compose and \`docker stack deploy\` write. _docker_: what the
  docker CLI writes. _Linux_: the kernel of the node. _ours_: this package's.
- **A change**: what \`pulumi up\` does to a running resource whose input you change. _Restarts the tasks_: one after
  the other as \`deploy.updateConfig\` says. _In place_: no task restarts. _Replaces_: a new object is made, and the old
  one removed. \`pulumi preview\` says it for the change at hand, with the number of tasks.
- **Outputs**: besides those that a page names, every resource has Pulumi's \`urn\` and \`id\`: the engine's id of the object,
  for a volume and a stack its name.
- Below the meaning of an input stands, in small print, where it comes from: its key in [Compose](https://docs.docker.com/reference/compose-file/),
  its field in the [Engine API](https://docs.docker.com/reference/api/engine/).

## Types`;
