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
  /** Reads the file that a part names. */
  readOther: (part: Part, file: string, namedAt: Place) => Part;
  found: Findings;
}

/** The part with every service complete. */
export function applyExtends(part: Part, work: Work): Part {
  const whole = mapValues(part.model.services, (_, key) => complete(part, key, [], work));
  return {
    ...part,
    model: { ...part.model, services: mapValues(whole, ({ service }) => service) },
    later: mapValues(whole, ({ later }) => later),
  };
}

/** A service over all that it extends; `chain` are the services that led to it. */
function complete(part: Part, key: string, chain: string[], work: Work): Whole {
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
function extended(part: Part, key: string, chain: string[], work: Work): Whole | undefined {
  const { service, file } = part.later[key]?.extends ?? { service: "" };
  const id = `${part.file} ${key}`;
  const place = locate(part, ["services", key, "extends"]);
  const from = file === undefined ? part : work.readOther(part, file, place);
  if (!chain.includes(id) && Object.hasOwn(from.model.services, service))
    return complete(from, service, [...chain, id], work);
  const reason = chain.includes(id)
    ? "the service extends itself."
    : `there is no service "${service}" in ${from.file}.`;
  work.found.problems.push({ place, reason });
  return undefined;
}
