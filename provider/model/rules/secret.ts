// Rules of secrets and configs. No reason ever quotes their content.

import type { Problem } from "../common";
import type { ConfigInputs, SecretInputs } from "../objects";
import { refuse, within } from "../place";
import type { Place } from "../place";
import { isUnknown } from "../unknown";
import { check, oneOf } from "./check";
import { secretName } from "./names";
import { externalSaysNoMore } from "./network";

const MOST_SECRET_BYTES = 511_999;
const MOST_CONFIG_BYTES = 1_023_999;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Everything that is wrong with a secret by itself. */
export function secretRules(inputs: SecretInputs, at: string[]): Problem[] {
  const place: Place = { at, problems: [] };
  if (inputs.external !== true && inputs.driver) {
    if (content(inputs).length > 0) {
      refuse(within(place, "driver"), "excludes data, as the driver holds it. Keep one.");
    }
    commonRules(inputs, place);
  } else {
    contentRules(inputs, place, MOST_SECRET_BYTES);
  }
  return place.problems;
}

/** Everything that is wrong with a config by itself. */
export function configRules(inputs: ConfigInputs, at: string[]): Problem[] {
  const place: Place = { at, problems: [] };
  contentRules(inputs, place, MOST_CONFIG_BYTES);
  return place.problems;
}

const content = (inputs: ConfigInputs): ("data" | "dataBase64")[] =>
  (["data", "dataBase64"] as const).filter((key) => inputs[key] !== undefined);

function commonRules(inputs: ConfigInputs, place: Place): void {
  check(within(place, "name"), inputs.name, secretName);
  check(within(place, "templateDriver"), inputs.templateDriver, oneOf("golang"));
}

function contentRules(inputs: ConfigInputs, place: Place, mostBytes: number): void {
  if (inputs.external === true) {
    externalSaysNoMore(inputs, place);
    return;
  }
  commonRules(inputs, place);
  const [key, ...more] = content(inputs);
  if (key === undefined && isUnknown(inputs.external)) return;
  if (key === undefined)
    return refuse(place, "has no content. Give data or dataBase64, or mark it external.");
  if (more.length > 0) return refuse(place, "has both data and dataBase64. Keep one.");

  const text = inputs[key] ?? "";
  if (isUnknown(text)) return;
  if (key === "dataBase64" && !BASE64.test(text)) {
    return refuse(
      within(place, key),
      'is no standard base64: it uses "+" and "/", and is filled up with "=".',
    );
  }
  const bytes = Buffer.byteLength(text, key === "data" ? "utf8" : "base64");
  if (bytes < 1 || bytes > mostBytes) {
    refuse(
      within(place, key),
      `has ${bytes} bytes. The engine keeps from 1 to ${mostBytes} bytes.`,
    );
  }
}
