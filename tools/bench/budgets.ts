// The budgets of the project, and whether a run kept them. Every figure comes from the same run; a budget whose
// figures were not measured says nothing. Pure.

import type { ContenderName, LargeSample, Operation, Results } from "./operations";
import { figures, growth, type Figures } from "./stats";

/** Added to floor and program where new tasks must stay up before they count as running. */
const STABILITY_MS = 5_000;
/** What a measurement may be over, for times that are sums of measurements. */
const SLACK = 1.1;
const REFRESH_REQUESTS = 8;
const PEAK_BYTES = 150e6;
const STATE_BYTES = 3_000;
const LOADED_BYTES = 40e6;
const LOADED_MS = 150;
/** A wait looks a few times more at a stack that takes longer; that must not show per service. */
const REST_PER_SERVICE = 0.01;

/** One budget beside what was measured. */
export interface Budget {
  what: string;
  /** Absent for a figure that only stands there to compare with. */
  limit?: number;
  measured: number;
  unit: "s" | "ms" | "MB" | "KB" | "requests" | "requests per service";
}

export const isMet = ({ limit, measured }: Budget): boolean =>
  limit === undefined || measured <= limit;

export const timesOf = (
  { samples }: Results,
  contender: ContenderName,
  operation: Operation,
): Figures | undefined =>
  figures(
    samples
      .filter((one) => one.contender === contender && one.operation === operation)
      .map(({ ms }) => ms),
  );

/** What an operation may take, in milliseconds: by the floor and the empty program of the same run. */
export function timeLimit(results: Results, operation: Operation): number | undefined {
  const program = timesOf(results, "noop", operation)?.median;
  if (program === undefined) return undefined;
  if (operation === "unchanged") return program * SLACK;
  const floor = timesOf(results, "floor", operation)?.median;
  if (floor === undefined || operation === "remove") return undefined;
  return (floor + program + (operation === "create" ? STABILITY_MS : 0)) * SLACK;
}

export function budgets(results: Results): Budget[] {
  return [...times(results), ...ofSizes(results), ...growths(results), ...ofProcess(results)];
}

function times(results: Results): Budget[] {
  const rules: [Operation, string][] = [
    ["create", "create: floor + program + 5 s of stability, + 10 %"],
    ["update all", "update of all: floor + program, + 10 %"],
    ["update one", "update of one: floor + program, + 10 %"],
    ["unchanged", "nothing changed: the program's time, + 10 %"],
  ];
  return rules.flatMap(([operation, what]) => {
    const [limit, measured] = [
      timeLimit(results, operation),
      timesOf(results, "ours", operation)?.median,
    ];
    if (limit === undefined || measured === undefined) return [];
    return [{ what, limit: limit / 1000, measured: measured / 1000, unit: "s" }];
  });
}

function ofSizes({ large }: Results): Budget[] {
  const sizes = [...new Set(large.map(({ services }) => services))];
  return sizes.flatMap((services) => {
    const title = `${services} services`;
    const at = (operation: Operation) =>
      large.find((one) => one.services === services && one.operation === operation);
    const idle = peakOf(large, services, "idlePeakBytes");
    return [
      requestsOf(`${title}, nothing changed`, 0, at("unchanged")),
      requestsOf(`${title}, refresh`, REFRESH_REQUESTS, at("refresh")),
      sizeOf(
        `${title}, state per service`,
        STATE_BYTES,
        (at("create")?.stateBytes ?? 0) / services,
      ),
      memoryOf(
        `${title}, peak memory of the provider process`,
        peakOf(large, services, "peakBytes"),
        PEAK_BYTES,
      ),
      memoryOf(`the same of a provider that does nothing with the same inputs`, idle),
    ].flat();
  });
}

const requestsOf = (what: string, limit: number, sample: LargeSample | undefined): Budget[] =>
  sample === undefined ? [] : [{ what, limit, measured: sample.requests, unit: "requests" }];

const sizeOf = (what: string, limit: number, bytes: number): Budget[] =>
  bytes === 0 ? [] : [{ what, limit: limit / 1e3, measured: bytes / 1e3, unit: "KB" }];

const memoryOf = (what: string, bytes: number, limit?: number): Budget[] =>
  bytes === 0 ? [] : [{ what, limit: limit && limit / 1e6, measured: bytes / 1e6, unit: "MB" }];

/** Over all operations; 0 where none was seen. */
const peakOf = (
  large: LargeSample[],
  services: number,
  key: "peakBytes" | "idlePeakBytes",
): number =>
  Math.max(0, ...large.filter((one) => one.services === services).map((one) => one[key] ?? 0));

function growths({ large }: Results): Budget[] {
  const created = large.filter(({ operation }) => operation === "create");
  const [small, big] = [created[0], created.at(-1)];
  if (small === undefined || big === undefined || small === big) return [];
  const per = (count: (one: LargeSample) => number): number =>
    growth(
      { size: small.services, count: count(small) },
      { size: big.services, count: count(big) },
    );
  const unit = "requests per service";
  return [
    {
      what: "create, requests that make a service",
      limit: 1,
      measured: per((one) => one.perService),
      unit,
    },
    {
      what: "create, growth of all other requests",
      limit: REST_PER_SERVICE,
      measured: per((one) => one.requests - one.perService),
      unit,
    },
  ];
}

function ofProcess(results: Results): Budget[] {
  const [own, other] = [peakDuringCreate(results, "ours"), peakDuringCreate(results, "noop")];
  const load = figures(results.loadsMs)?.median;
  const found: Budget[] = [];
  if (other !== undefined)
    found.push({ what: `${IDLE}: peak memory`, measured: other / 1e6, unit: "MB" });
  if (own !== undefined && other !== undefined)
    found.push({
      what: "our peak memory over that",
      limit: LOADED_BYTES / 1e6,
      measured: (own - other) / 1e6,
      unit: "MB",
    });
  if (load !== undefined)
    found.push({ what: "time to load our code", limit: LOADED_MS, measured: load, unit: "ms" });
  return found;
}

const IDLE = "a dynamic provider that does nothing";

const peakDuringCreate = ({ samples }: Results, contender: ContenderName): number | undefined =>
  figures(
    samples.flatMap((one) =>
      one.contender === contender && one.operation === "create" ? (one.peakBytes ?? []) : [],
    ),
  )?.median;
