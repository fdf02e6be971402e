// Plain YAML scalars as Go's yaml reads them and as Go prints them, so that `017`, `1e3` or `yes` mean here what they
// mean to docker. Knows scalars only.

import type { Scalar } from "./tree";
import { goTime } from "./go-time";

export interface Plain {
  value: Scalar;
  printed: string;
  /** A point in time, which Go gives a type of its own. */
  isTime?: true;
}

const named = new Map<string, Scalar>([
  ...["", "~", "null", "Null", "NULL"].map((name): [string, Scalar] => [name, null]),
  ...["true", "True", "TRUE"].map((name): [string, Scalar] => [name, true]),
  ...["false", "False", "FALSE"].map((name): [string, Scalar] => [name, false]),
  ...[".inf", ".Inf", ".INF"].flatMap((name): [string, Scalar][] => [
    [name, Infinity],
    [`+${name}`, Infinity],
    [`-${name}`, -Infinity],
  ]),
  ...[".nan", ".NaN", ".NAN"].map((name): [string, Scalar] => [name, NaN]),
]);

const integer = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const largestUint64 = 2n ** 64n - 1n;
const smallestInt64 = -(2n ** 63n);

/** What an unquoted scalar is. */
export function readPlain(source: string): Plain {
  const known = named.get(source);
  if (known !== undefined) return { value: known, printed: known === null ? "" : String(known) };
  if (!/^[-+.0-9]/.test(source)) return { value: source, printed: source };
  const time = goTime(source);
  if (time !== undefined) return { value: time, printed: time, isTime: true };
  // a leading dot is the one form in which underscores do not count as digit separators
  const digits = source.startsWith(".") ? source : source.replaceAll("_", "");
  return readInteger(digits) ?? readFloat(digits) ?? { value: source, printed: source };
}

function readInteger(digits: string): Plain | undefined {
  const [, sign, body] = integer.exec(digits) ?? [];
  if (body === undefined) return undefined;
  const octal = /^0[0-7]+$/.test(body) ? `0o${body.slice(1)}` : body;
  const value = sign === "-" ? -BigInt(octal) : BigInt(octal);
  if (value > largestUint64 || value < smallestInt64) return undefined;
  return { value: Number(value), printed: value.toString() };
}

function readFloat(digits: string): Plain | undefined {
  if (!float.test(digits)) return undefined;
  const value = Number(digits);
  return Number.isFinite(value) ? { value, printed: printFloat(value) } : undefined;
}

/** Go's %v: the fewest digits that give the number back, scientific below 1e-4 and from 1e6 on. */
export function printFloat(value: number): string {
  if (Object.is(value, -0)) return "-0";
  const [digits = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  if (value === 0 || (power >= -4 && power < 6)) return String(value);
  const sign = power < 0 ? "-" : "+";
  return `${digits}e${sign}${String(Math.abs(power)).padStart(2, "0")}`;
}
