// Rules of secrets and configs that are given to a service as files.

import { posix } from "node:path";
import { listAt, refuse, within } from "../place";
import type { Place } from "../place";
import type { FileReferenceInputs, ServiceInputs } from "../service";
import { isUnknown } from "../unknown";
import { check, wholeNumber } from "./check";
import type { Reason } from "./check";

const ROOTS = { secrets: "/run/secrets", configs: "/" } as const;
const MOST_MODE = 0o7777;

/** What is wrong with the files that a service is given. */
export function fileRules(inputs: ServiceInputs, place: Place): void {
  for (const kind of ["secrets", "configs"] as const) {
    const references = inputs[kind];
    listAt(within(place, kind), references, (reference, at) => {
      if (!reference.source) refuse(within(at, "source"), "is missing.");
      check(within(at, "uid"), reference.uid, numericId);
      check(within(at, "gid"), reference.gid, numericId);
      check(within(at, "mode"), reference.mode, wholeNumber(0, MOST_MODE));
    });
    if (references && !isUnknown(references))
      oneFileEach(references, ROOTS[kind], within(place, kind));
  }
}

const numericId: Reason<string> = (text) =>
  /^\d+$/.test(text) ? undefined : `"${text}" is no numeric id. The node knows no names here.`;

function oneFileEach(references: FileReferenceInputs[], root: string, place: Place): void {
  const owners = new Map<string, string>();
  for (const [index, { source, target = source }] of references.entries()) {
    if (target === undefined || isUnknown(target)) continue;
    const path = posix.resolve(root, target);
    const owner = owners.get(path);
    if (owner !== undefined) {
      refuse(
        within(place, index),
        `puts "${source}" at ${path}, where "${owner}" is already. Give one of them another target.`,
      );
    }
    owners.set(path, source);
  }
}
