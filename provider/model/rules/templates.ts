// Templates that the swarm expands when a task starts: `{{.Node.Hostname}}` in names, environment and mounts.

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

/** Finds a field that no template can have; the text itself is not quoted, as it may hold a password. */
export const template: Reason<string> = (text) => {
  for (const [, action = ""] of text.matchAll(/\{\{(.*?)\}\}/gs)) {
    // Inside range and with, a leading dot means something else.
    if (/\b(range|with|define|template|block)\b/.test(action)) return undefined;
    const bare = action.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, '""');
    for (const [field] of bare.matchAll(/(?<![\w)\]."$])\.[A-Za-z_][\w.]*/g)) {
      if (!FIELDS.includes(field) && !field.startsWith(".Service.Labels.")) {
        return (
          `{{${field}}} is no field of a task.${didYouMean(field, FIELDS)} ` +
          "Use .Service.ID, .Service.Name, .Service.Labels, .Node.ID, .Node.Hostname, " +
          ".Node.Platform.OS, .Node.Platform.Architecture, .Task.ID, .Task.Name or .Task.Slot."
        );
      }
    }
  }
  return undefined;
};
