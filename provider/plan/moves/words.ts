// What the change of a node moves, in the words of a preview: a few for the node's own line, and a warning with a line
// for each service that loses something by it. Pure.

import type { Moved, Moves } from "../moves";
import type { Fate } from "./leaving";

/** "3 tasks move: web 2, api 1; 1 task of a global service stops: agent". */
export function movesInWords({ services, starts, waiting }: Moves): string {
  const fates = (["moves", "again", "stops", "ends", "stays"] as const).flatMap((fate) =>
    told(services, fate),
  );
  const waits = Object.entries(waiting).map(([service, tasks]) => ({ service, tasks }));
  const gained = [
    ...(starts.length > 0
      ? [
          `${count(starts.length, "task", " of a global service", " of global services")} ${verb(starts.length, "start")}: ${starts.join(", ")}`,
        ]
      : []),
    ...(waits.length > 0
      ? [
          `${tasksOf(waits)} that ${verb(total(waits), "wait")} may start on it: ${byService(waits)}`,
        ]
      : []),
  ];
  return [...(fates.length > 0 ? fates : ["no task moves"]), ...gained].join("; ");
}

type Counted = Pick<Moved, "service" | "tasks">;

const WORDS: Record<Fate, (all: Counted[]) => string> = {
  moves: (all) => `${tasksOf(all)} ${verb(total(all), "move")}`,
  again: (all) =>
    `${tasksOf(all, " of a job", " of jobs")} ${verb(total(all), "start")} again elsewhere`,
  stops: (all) =>
    `${tasksOf(all, " of a global service", " of global services")} ${verb(total(all), "stop")}`,
  stays: (all) =>
    `${tasksOf(all, " of a job", " of jobs")} ${verb(total(all), "run")} on there until ${total(all) === 1 ? "it ends" : "they end"}`,
  ends: (all) => `${tasksOf(all)} ${verb(total(all), "stop")} for good, by restart condition none`,
};

function told(services: Moved[], fate: Fate): string[] {
  const all = services.filter((one) => one.fate === fate);
  return all.length > 0 ? [`${WORDS[fate](all)}: ${byService(all)}`] : [];
}

/** Longest list of services that is spelled out. */
const SHOWN = 8;

/** "web 2, api 1", the largest first; a number says nothing where there is only one task. */
function byService(all: Counted[]): string {
  if (total(all) === 1) return all.map(({ service }) => service).join("");
  const sorted = [...all].sort((a, b) => b.tasks - a.tasks);
  const rest = sorted.slice(SHOWN);
  const shown = sorted.slice(0, SHOWN).map(({ service, tasks }) => `${service} ${tasks}`);
  if (rest.length > 0) shown.push(`${total(rest)} of ${count(rest.length, "other service")}`);
  return shown.join(", ");
}

const total = (all: Counted[]): number => all.reduce((sum, { tasks }) => sum + tasks, 0);
const count = (number: number, noun: string, one = "", many = one): string =>
  `${number} ${noun}${number === 1 ? one : `s${many}`}`;
const tasksOf = (all: Counted[], one = "", many = one): string =>
  count(total(all), "task", one, many);
const verb = (number: number, word: string): string => (number === 1 ? `${word}s` : word);

/** What is lost by it, in one warning; nothing when all find a place and leave nothing behind. */
export function lossesInWords({ node, done, services }: Moves): string[] {
  const lines = services.flatMap((one) =>
    lossesOf(one, node).map((text) => [one.service, text] as const),
  );
  if (lines.length === 0) return [];
  const width = Math.max(...lines.map(([service]) => service.length));
  const advice = new Set(
    services.flatMap(({ placeless }) => (placeless ? [placeless.advice] : [])),
  );
  const told =
    advice.size > 0
      ? `not every task finds a place when it is ${done}, and then waits for one. ${[...advice].join(" ")}`
      : `data stays on it when it is ${done}.`;
  const said = `Node "${node}": ${told}`;
  return [
    [said, ...lines.map(([service, text]) => `! ${service.padEnd(width)}  ${text}`)].join("\n"),
  ];
}

function lossesOf({ tasks, placeless, data }: Moved, node: string): string[] {
  const lines: string[] = [];
  if (placeless) {
    const who =
      tasks === 1
        ? "its task finds"
        : `${placeless.count} of ${tasks} tasks ${verb(placeless.count, "find")}`;
    lines.push(`${who} no place: ${placeless.why}`);
  }
  if (data)
    lines.push(
      `${data.join(", ")}: each node has its own, and what is in that of ${node} stays there`,
    );
  return lines;
}
