// What a service names must be declared in its stack.

import { isPath } from "../canonical/mounts";
import { own } from "../compact";
import { refuse, within } from "../place";
import type { Place } from "../place";
import type { ServiceInputs } from "../service";
import type { StackInputs } from "../stack";
import { isUnknown, knownEntries } from "../unknown";
import { didYouMean } from "./check";
import { isOfOneEngine } from "./network";

/** A volume whose name no key can be is a path that lacks its "./". */
const wayOut = (section: keyof StackInputs, key: string): string => {
  if (section === "services") return "Declare it.";
  if (section === "volumes" && isPath(key)) return 'It is a path: use type "bind".';
  if (section === "volumes" && key.includes("/"))
    return `A path of the node begins with "./" in a Compose file ("./${key}"), and with "/" elsewhere.`;
  return `Declare it under ${section}, as external if it exists already.`;
};

interface Use {
  section: keyof StackInputs;
  key: string | undefined;
  at: (string | number)[];
}

/** Refuses every network, volume, secret, config and service that is named but not declared. */
export function undefinedParts(inputs: StackInputs, place: Place): void {
  for (const [service, part] of knownEntries(inputs.services)) {
    for (const { section, key, at } of uses(part)) {
      if (key === undefined || isUnknown(key) || isUnknown(inputs[section])) continue;
      if (Object.hasOwn(inputs[section], key)) continue;
      const kind = section.slice(0, -1);
      refuse(
        within(place, "services", service, ...at),
        `there is no ${kind} "${key}" in this stack.${didYouMean(key, Object.keys(inputs[section]))} ` +
          wayOut(section, key),
      );
    }
    networkKindRule(inputs, part, within(place, "services", service, "networks"));
  }
}

function uses(service: ServiceInputs): Use[] {
  const networks = keysOf(service.networks).filter((key) => key !== "default");
  return [
    ...networks.map((key): Use => ({ section: "networks", key, at: ["networks", key] })),
    ...itemsOf(service.volumes).flatMap((mount, index): Use[] => {
      const isGroup = mount.type === "cluster" && mount.source?.startsWith("group:");
      if (!["volume", "cluster"].includes(mount.type) || isGroup || !mount.source) return [];
      return [{ section: "volumes", key: mount.source, at: ["volumes", index, "source"] }];
    }),
    ...(["secrets", "configs"] as const).flatMap((section) =>
      itemsOf(service[section]).map(({ source }, index): Use => ({
        section,
        key: source,
        at: [section, index],
      })),
    ),
    { section: "configs", key: service.credentialSpec?.config, at: ["credentialSpec", "config"] },
    ...requiredOf(service).map((key): Use => ({
      section: "services",
      key,
      at: ["dependsOn", key],
    })),
  ];
}

const requiredOf = ({ dependsOn }: ServiceInputs): string[] =>
  keysOf(dependsOn).filter((key) => dependsOn?.[key]?.required !== false);

const keysOf = (map: object | undefined): string[] =>
  map === undefined || isUnknown(map) ? [] : Object.keys(map);

const itemsOf = <T>(list: T[] | undefined): T[] =>
  list === undefined || isUnknown(list) ? [] : list.filter((item) => !isUnknown(item));

function networkKindRule(inputs: StackInputs, service: ServiceInputs, place: Place): void {
  // a service that names no network joins the default one
  const joined = service.networks === undefined ? ["default"] : keysOf(service.networks);
  for (const key of joined) {
    const network = own(inputs.networks, key);
    const isMesh =
      network?.ingress === true || (network?.external && (network.name ?? key) === "ingress");
    if (isMesh)
      refuse(
        within(place, key),
        "is the routing mesh's network. Publish ports to use it; no service joins it.",
      );
    else if (network && !network.external && isOfOneEngine(network))
      refuse(
        within(place, key),
        `is a ${network.driver ?? "config-only"} network of one engine, which no service can join. ` +
          'Use an overlay, or set scope: "swarm" on the network.',
      );
  }
}
