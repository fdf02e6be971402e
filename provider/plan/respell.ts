// What is sent on an update: the declared meaning in the live spelling. The engine compares specs deeply
// and replaces tasks when `EndpointSpec` goes from absent to `{Mode: "vip"}`, or when variables change
// places; so every part that means the same is sent back exactly as the engine gave it. Pure.

import { isDeepStrictEqual } from "node:util";
import { isUserMap, normal, type NormalForm } from "./normal";

export function respell(desired: unknown, live: unknown, form: NormalForm, path = ""): unknown {
  if (form.ignored.includes(path)) return live ?? desired;
  // Two absences are one meaning, too: what a live spec leaves out stays out.
  if (isDeepStrictEqual(normal(desired, form, path), normal(live, form, path))) return live;
  if (!isMap(desired) || !isMap(live) || isUserMap(path)) return desired;
  const keys = [...new Set([...Object.keys(live), ...Object.keys(desired)])];
  const entries = keys
    .map((key) => {
      const at = path === "" ? key : `${path}.${key}`;
      return [key, respell(desired[key], live[key], form, at)] as const;
    })
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
