// Parts of a container that have short forms of their own: capabilities, hosts, ulimits, health, file references.

import { isIP } from "node:net";
import { byBytes, byKeys, compact } from "../compact";
import { listAt, mapAt, refuse, within } from "../place";
import type { Place } from "../place";
import type {
  FileReferenceArgs,
  FileReferenceInputs,
  HealthcheckArgs,
  ServiceArgs,
  ServiceInputs,
  UlimitArgs,
} from "../service";
import { hasUnknown, known, knownItems } from "../unknown";
import { duration, fileMode, scalarText, texts } from "./values";

/** Capabilities as docker sends them: upper case with CAP_, each once, and added wins over dropped. */
export function canonicalCapabilities(
  place: Place,
  args: Pick<ServiceArgs, "capAdd" | "capDrop">,
): Pick<ServiceInputs, "capAdd" | "capDrop"> {
  const add = texts(within(place, "capAdd"), args.capAdd);
  const drop = texts(within(place, "capDrop"), args.capDrop);
  if (hasUnknown([add, drop])) {
    // What an unknown one adds or drops cannot be weighed against the others.
    return { capAdd: knownItems(add, capabilityName), capDrop: knownItems(drop, capabilityName) };
  }
  const added = capabilitySet(add);
  const dropped = capabilitySet(drop).filter((capability) => !added.includes(capability));
  return { capAdd: sendable(added), capDrop: sendable(dropped) };
}

function capabilitySet(names: readonly string[] = []): string[] {
  const set = new Set(names.map(capabilityName));
  return set.has("ALL") ? ["ALL"] : [...set].sort(byBytes);
}

function capabilityName(text: string): string {
  const name = text.trim().toUpperCase();
  return name === "ALL" || name === "RESET" || name.startsWith("CAP_") ? name : `CAP_${name}`;
}

function sendable(capabilities: string[]): string[] | undefined {
  const names = capabilities.filter((name) => name !== "RESET");
  return names.length > 0 ? names : undefined;
}

/** Extra hosts as the engine keeps them, "IP name"; from "name=IP", "name:IP" or a map. */
export function canonicalHosts(
  place: Place,
  hosts: ServiceArgs["extraHosts"] | null,
): string[] | undefined {
  return known(hosts, (given) => {
    if (Array.isArray(given))
      return listAt(place, given, (host, at) => hostEntry(at, String(host)));
    const map = mapAt(place, given, (address, at, name) =>
      address === null ? undefined : joinHost(at, name, String(address)),
    );
    return map && known(map, (entries) => knownItems(Object.values(entries), (entry) => entry));
  });
}

function hostEntry(place: Place, text: string): string | undefined {
  if (isCanonicalHost(text)) return text;
  const split = text.includes("=") ? text.indexOf("=") : text.indexOf(":");
  if (split >= 0) return joinHost(place, text.slice(0, split), text.slice(split + 1));
  return refuse(place, `"${text}" names no address. Write "name=address".`);
}

/** Whether it is an address and a name already, and not "name: address" with a blank too many. */
function isCanonicalHost(text: string): boolean {
  const [, address, name] = /^\s*([^\s=]*)\s+([^\s:=]*)\s*$/.exec(text) ?? [];
  if (address === undefined || isIP(address) > 0) return address !== undefined;
  return name === "" ? !address.includes(":") : !address.endsWith(":");
}

/** Blanks stay where docker leaves them, for another text would restart the tasks; the engine reads over them. */
const joinHost = (place: Place, name: string, address: string): string | undefined =>
  /\s/.test(address.trim()) || /\s/.test(name.trim())
    ? refuse(place, `"${name}" and "${address}" are no name and address. Write "name=address".`)
    : `${address.replace(/^\[(.+)\]$/, "$1")} ${name}`;

/** Each limit with its soft and hard value. */
export const canonicalUlimits = (
  place: Place,
  ulimits: ServiceArgs["ulimits"] | null,
): Record<string, UlimitArgs> | undefined =>
  mapAt(place, ulimits, (limit) =>
    typeof limit === "object" ? limit : { soft: limit, hard: limit },
  );

export function canonicalHealthcheck(
  place: Place,
  health: HealthcheckArgs | null | undefined,
): ServiceInputs["healthcheck"] {
  return known(health, (given) =>
    compact({
      test: known(given.test, (test) =>
        typeof test === "string" ? ["CMD-SHELL", test] : texts(within(place, "test"), test),
      ),
      interval: duration(within(place, "interval"), given.interval),
      timeout: duration(within(place, "timeout"), given.timeout),
      startPeriod: duration(within(place, "startPeriod"), given.startPeriod),
      startInterval: duration(within(place, "startInterval"), given.startInterval),
      retries: given.retries,
      disable: given.disable,
    }),
  );
}

/** What a service gets as files, ordered by source, as the order has no meaning. */
export function canonicalReferences(
  place: Place,
  references: readonly (string | FileReferenceArgs)[] | null | undefined,
): FileReferenceInputs[] | undefined {
  const list = listAt(place, references, (reference, at) =>
    typeof reference === "object" ? longReference(at, reference) : { source: reference },
  );
  return known(list, (all) =>
    hasUnknown(all)
      ? all
      : [...all].sort(byKeys((item) => [item.source ?? "", item.target ?? item.source ?? ""])),
  );
}

const longReference = (place: Place, reference: FileReferenceArgs): FileReferenceInputs =>
  compact({
    source: reference.source,
    target: reference.target || undefined,
    uid: known(reference.uid, (uid) => scalarText(uid, within(place, "uid")) || undefined),
    gid: known(reference.gid, (gid) => scalarText(gid, within(place, "gid")) || undefined),
    mode: known(reference.mode, (mode) => fileMode(within(place, "mode"), mode)),
  });
