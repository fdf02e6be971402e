// Templates that the swarm expands when a task starts: `{{.Node.Hostname}}` in names, environment and mounts.
// It reads them when a service is created. No text is quoted but the names of fields: it may hold a password.

import type { Reason } from "./check";
import { didYouMean } from "./check";

const FIELDS = [
  ".Service.ID",
  ".Service.Name",
  ".Service.Labels",
  ".Node.ID",
  ".Node.Hostname",
  ".Node.Platform",
  ".Node.Platform.OS",
  ".Node.Platform.Architecture",
  ".Task.ID",
  ".Task.Name",
  ".Task.Slot",
];
/** Go's own, and the one that swarmkit adds; and the words that are no functions. */
const FUNCTIONS = [
  "and call eq ge gt html index join js le len lt ne not or print printf println slice urlquery",
  "else end false if nil true",
].flatMap((line) => line.split(" "));

/** Finds a template that the swarm cannot read, or a field that no task has. */
export const template: Reason<string> = (text) => {
  const actions = actionsOf(text);
  if (actions === undefined) return 'has a template that is never closed: "{{" without "}}".';
  // Inside range and with, a leading dot means something else.
  if (actions.some((action) => /\b(range|with|define|template|block)\b/.test(action)))
    return undefined;
  for (const action of actions) {
    const wrong = wrongAction(action.replace(/\/\*.*?\*\//gs, '""'));
    if (wrong !== undefined) return wrong;
  }
  return undefined;
};

/** What stands between braces; undefined when a brace is never closed. Quotes hide what is in them. */
function actionsOf(text: string): string[] | undefined {
  const action = /\{\{((?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|[^"'`}]|\}(?!\}))*)\}\}/y;
  const actions: string[] = [];
  for (let at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", action.lastIndex)) {
    action.lastIndex = at;
    const found = action.exec(text);
    if (found === null) return undefined;
    actions.push(found[1] ?? "");
  }
  return actions;
}

function wrongAction(action: string): string | undefined {
  const bare = action.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, '""');
  if (/^[-\s]*$/.test(bare)) return "has an empty template: {{}}. Name a field in it.";
  for (const [field] of bare.matchAll(/(?<![\w)\]."$])\.[A-Za-z_][\w.]*/g)) {
    if (!FIELDS.includes(field) && !field.startsWith(".Service.Labels.")) return noField(field);
  }
  const names = [...bare.matchAll(/(?<![\w.$])[A-Za-z_]\w*/g)].map(([name]) => name);
  return names.every((name) => FUNCTIONS.includes(name))
    ? undefined
    : "has a template with a function that the swarm does not know. Use index, join, printf or print.";
}

const noField = (field: string): string =>
  `{{${field}}} is no field of a task.${didYouMean(field, FIELDS)} ` +
  "Use .Service.ID, .Service.Name, .Service.Labels, .Node.ID, .Node.Hostname, " +
  ".Node.Platform.OS, .Node.Platform.Architecture, .Task.ID, .Task.Name or .Task.Slot.";
