// Spans of time, sizes and CPUs: from text to exact numbers and back. The only place that knows units.
// The grammars are docker's: Go's time.ParseDuration, go-units' RAMInBytes, and big.Rat for CPUs.

const NS = 1n;
const US = 1_000n * NS;
const MS = 1_000n * US;
const SECOND = 1_000n * MS;
const MINUTE = 60n * SECOND;
const HOUR = 60n * MINUTE;
const UNIT_NS: Record<string, bigint> = {
  ns: NS,
  us: US,
  "\u00b5s": US,
  "\u03bcs": US,
  ms: MS,
  s: SECOND,
  m: MINUTE,
  h: HOUR,
};
/** Go keeps a duration in 64 bits. */
const LONGEST_NS = 2n ** 63n - 1n;

/** The nanoseconds of a duration such as "1m30s"; undefined when it is none. */
export function parseDuration(text: string): bigint | undefined {
  const [, sign, body] = /^([+-]?)(.+)$/.exec(text) ?? [];
  if (body === undefined) return undefined;
  if (body === "0") return 0n;
  if (!/^((\d+\.?\d*|\.\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h))+$/.test(body)) return undefined;

  let totalNs = 0n;
  for (const [, whole = "", fraction = "", unit = ""] of body.matchAll(/(\d*)\.?(\d*)([^\d.]+)/g)) {
    const unitNs = UNIT_NS[unit] ?? NS;
    totalNs += BigInt(whole || "0") * unitNs;
    totalNs += (BigInt(fraction || "0") * unitNs) / 10n ** BigInt(fraction.length);
  }
  if (totalNs > LONGEST_NS) return undefined;
  return sign === "-" ? -totalNs : totalNs;
}

/** A duration in Go's form: "1m30s", "500ms", "0s". */
export function formatDuration(ns: bigint): string {
  if (ns < 0n) return `-${formatDuration(-ns)}`;
  if (ns === 0n) return "0s";
  if (ns < US) return `${ns}ns`;
  if (ns < MS) return `${decimal(ns, US)}\u00b5s`;
  if (ns < SECOND) return `${decimal(ns, MS)}ms`;
  const hours = ns / HOUR;
  const minutes = (ns % HOUR) / MINUTE;
  const seconds = `${decimal(ns % MINUTE, SECOND)}s`;
  if (hours > 0n) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0n ? `${minutes}m${seconds}` : seconds;
}

/** The nanoseconds of a duration, as the engine's API carries them; undefined when it is none. */
export function durationNs(text: string): number | undefined {
  const ns = parseDuration(text);
  return ns === undefined ? undefined : Number(ns);
}

/** The whole milliseconds of one, as a wait takes them. */
export function durationMs(text: string | undefined): number | undefined {
  const ns = text === undefined ? undefined : parseDuration(text);
  return ns === undefined ? undefined : Number(ns / MS);
}

const SIZE_UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

/** The bytes of a size such as "1.5gb", "512MiB" or 1024 (units of 1024); undefined when it is none. */
export function parseSize(size: string | number): number | undefined {
  if (typeof size === "number") return Number.isSafeInteger(size) && size >= 0 ? size : undefined;
  const parts = /^([+]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?) ?(?:b|([kmgtp])(?:b|ib)?)?$/i.exec(size);
  const [, number, unit] = parts ?? [];
  if (number === undefined) return undefined;
  const power = unit === undefined ? 0 : "bkmgtp".indexOf(unit.toLowerCase());
  return Math.trunc(Number(number) * 1024 ** power);
}

/** A size in the largest binary unit that divides it exactly: "50MiB", "1000B". */
export function formatSize(bytes: number): string {
  let [amount, power] = [bytes, 0];
  while (amount > 0 && amount % 1024 === 0 && power < SIZE_UNITS.length - 1) {
    amount /= 1024;
    power += 1;
  }
  return `${amount}${SIZE_UNITS[power]}`;
}

const NANO = 10n ** 9n;

/** The exact billionths of a CPU in "0.5", "1/4" or 2; undefined when it is no number or finer than that. */
export function parseCpus(cpus: string | number): bigint | undefined {
  const [numerator, denominator] = fraction(String(cpus)) ?? [0n, 0n];
  if (denominator === 0n || (numerator * NANO) % denominator !== 0n) return undefined;
  return (numerator * NANO) / denominator;
}

/** CPUs as decimal text: "0.25". */
export function formatCpus(nanoCpus: bigint): string {
  return nanoCpus < 0n ? `-${formatCpus(-nanoCpus)}` : decimal(nanoCpus, NANO);
}

function fraction(text: string): [bigint, bigint] | undefined {
  const ratio = /^([+-]?\d+)\/(\d+)$/.exec(text);
  if (ratio?.[1] && ratio[2]) return [BigInt(ratio[1]), BigInt(ratio[2])];

  const [, sign, whole = "", tail = "", exponent = "0"] =
    /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i.exec(text) ?? [];
  if (whole + tail === "") return undefined;
  const scale = Number(exponent) - tail.length;
  const digits = BigInt(whole + tail) * (sign === "-" ? -1n : 1n);
  return scale >= 0 ? [digits * 10n ** BigInt(scale), 1n] : [digits, 10n ** BigInt(-scale)];
}

function decimal(value: bigint, unit: bigint): string {
  const digits = unit.toString().length - 1;
  const rest = (value % unit).toString().padStart(digits, "0").replace(/0+$/, "");
  return rest === "" ? `${value / unit}` : `${value / unit}.${rest}`;
}
