// The tables of a run, as heads and rows of text; how they are drawn is drawing.ts's business. Pure.

import { budgets, isMet, timeLimit, timesOf, type Budget } from "./budgets";
import {
  CONTENDERS,
  OPERATIONS,
  type ContenderName,
  type LargeSample,
  type Operation,
  type Results,
} from "./operations";
import { ratio, type Figures } from "./stats";

export interface Table {
  title: string;
  head: string[];
  rows: string[][];
}

const OPERATION_WORDS: Record<Operation, string> = {
  create: "create",
  unchanged: "nothing changed",
  "update all": "update of all",
  "update one": "one changed",
  refresh: "refresh",
  remove: "remove",
};
const CONTENDER_WORDS: Record<ContenderName, string> = {
  ours: "pulumi-swarm",
  docker: "docker stack",
  floor: "engine's floor",
  noop: "program of one empty resource",
  empty: "empty program",
};
const NONE = "–";
const NOT_MEASURED = "not measured";

export interface About {
  services: number;
}

/** Those of which there is something to show. */
export function tables(results: Results, about: About): Table[] {
  const all = [timeTable(results, about), largeTable(results), budgetTable(budgets(results))];
  return all.filter(({ rows }) => rows.length > 0);
}

function timeTable(results: Results, { services }: About): Table {
  const shown = CONTENDERS.filter((name) => name === "docker" || hasSamples(results, name));
  const row = (operation: Operation): string[] => {
    const time = (name: ContenderName) => timesOf(results, name, operation);
    const limit = timeLimit(results, operation);
    return [
      OPERATION_WORDS[operation],
      ...shown.map((name) => (hasSamples(results, name) ? seconds(time(name)) : NOT_MEASURED)),
      times(ratio(time("ours"), time("floor"))),
      times(ratio(time("docker"), time("ours"))),
      limit === undefined ? NONE : `${fixed(limit / 1000)} s`,
    ];
  };
  return {
    title: `${services} services of one task each: seconds, the best / the median`,
    head: [
      "",
      ...shown.map((name) => CONTENDER_WORDS[name]),
      "ours to the floor",
      "docker to ours",
      "budget",
    ],
    rows: results.samples.length === 0 ? [] : OPERATIONS.map(row),
  };
}

const hasSamples = ({ samples }: Results, name: ContenderName): boolean =>
  samples.some(({ contender }) => contender === name);

function largeTable({ large }: Results): Table {
  const row = (one: LargeSample): string[] => [
    String(one.services),
    OPERATION_WORDS[one.operation],
    `${fixed(one.ms / 1000)} s`,
    one.floorMs === undefined ? NONE : `${fixed(one.floorMs / 1000)} s`,
    String(one.requests),
    String(one.requests - one.perService),
    megabytes(one.peakBytes),
    megabytes(one.idlePeakBytes),
    one.operation === "remove" ? NONE : `${(one.stateBytes / one.services / 1e3).toFixed(2)} KB`,
  ];
  return {
    title: "Stacks of services without tasks",
    head: [
      "services",
      "",
      "time",
      "engine's floor",
      "requests",
      "of them not one a service",
      "peak memory",
      "of a provider that does nothing",
      "state a service",
    ],
    rows: large.map(row),
  };
}

function budgetTable(all: Budget[]): Table {
  return {
    title: "Budgets",
    head: ["", "budget", "measured", ""],
    rows: all.map((one) => [
      one.what,
      one.limit === undefined ? NONE : amount(one.limit, one.unit),
      amount(one.measured, one.unit),
      one.limit === undefined ? NONE : isMet(one) ? "met" : "**not met**",
    ]),
  };
}

function amount(value: number, unit: Budget["unit"]): string {
  if (unit === "requests") return String(value);
  if (unit === "requests per service") return `${Number(value.toFixed(3))} a service`;
  const digits = unit === "KB" ? 2 : unit === "s" ? 1 : 0;
  return `${value.toFixed(digits)} ${unit}`;
}

const seconds = (time: Figures | undefined): string => {
  if (time === undefined) return NONE;
  const [min, median] = [fixed(time.min / 1000), fixed(time.median / 1000)];
  return time.count === 1 ? median : `${min} / ${median}`;
};

const megabytes = (bytes: number | undefined): string =>
  bytes === undefined ? NONE : `${Math.round(bytes / 1e6)} MB`;

const times = (value: number | undefined): string =>
  value === undefined ? NONE : `${fixed(value)} ×`;

const fixed = (value: number): string => value.toFixed(1);
