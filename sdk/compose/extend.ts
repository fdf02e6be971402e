// Phase: `extends`: a service laid over another one, of this file or of another.

import type { ServiceInputs } from "../../provider/model/service";
import { withoutPaths } from "./drop-paths";
import type { Later, Part } from "./file-model";
import type { Findings, Place } from "./findings";
import { mapValues } from "./maps";
import { mergeService } from "./merge-service";
import { locate } from "./places";

interface Whole {
  service: ServiceInputs;
  later: Later;
}
interface Work {
  /** Reads the file that a part names; undefined, and noted, where there is none. */
  readOther: (part: Part, file: string, namedAt: Place) => Part | undefined;
  found: Findings;
}
/** What is complete already, by part and key. */
type Done = Map<Part, Map<string, Whole>>;

/** Far above what people write; each step is a call within the other. */
const longestChain = 100;

/** The part with every service complete. */
export function applyExtends(part: Part, work: Work): Part {
  const done: Done = new Map();
  const whole = mapValues(part.model.services, (_, key) =>
    complete(part, key, [], { ...work, done }),
  );
  return {
    ...part,
    model: { ...part.model, services: mapValues(whole, ({ service }) => service) },
    later: mapValues(whole, ({ later }) => later),
  };
}

type Doing = Work & { done: Done };

/** A service over all that it extends; `chain` are the services that led to it. */
function complete(part: Part, key: string, chain: string[], work: Doing): Whole {
  const ofPart = work.done.get(part) ?? new Map<string, Whole>();
  const whole = ofPart.get(key) ?? overBase(part, key, chain, work);
  work.done.set(part, ofPart.set(key, whole));
  return whole;
}

function overBase(part: Part, key: string, chain: string[], work: Doing): Whole {
  const service = part.model.services[key] ?? {};
  const later = part.later[key] ?? { envFiles: [] };
  const base = later.extends && extended(part, key, chain, work);
  if (!base) return { service, later };
  const at = ["services", key];
  const dropped = part.dropped.filter((path) => at.every((name, i) => path[i] === name));
  const left = withoutPaths(
    base,
    dropped.map((path) => ["service", ...path.slice(2)]),
  );
  return { service: mergeService(left.service, service), later: { ...left.later, ...later } };
}

/** What a service extends; undefined, and noted, where there is none. */
function extended(part: Part, key: string, chain: string[], work: Doing): Whole | undefined {
  const { service, file } = part.later[key]?.extends ?? { service: "" };
  const id = `${part.file} ${key}`;
  const place = locate(part, ["services", key, "extends"]);
  const from = file === undefined ? part : work.readOther(part, file, place);
  if (from === undefined) return undefined;
  const problem = chainProblem(chain, id) ?? missing(from, service);
  if (problem === undefined) return complete(from, service, [...chain, id], work);
  work.found.problems.push({ place, reason: problem });
  return undefined;
}

function chainProblem(chain: string[], id: string): string | undefined {
  if (chain.includes(id)) return "the service extends itself.";
  return chain.length < longestChain
    ? undefined
    : `the service extends others over more than ${longestChain} steps.`;
}

const missing = (from: Part, service: string): string | undefined =>
  Object.hasOwn(from.model.services, service)
    ? undefined
    : `there is no service "${service}" in ${from.file}.`;
