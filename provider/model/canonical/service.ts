// A service: every field of the args in the canonical form, one line a field.

import type { Problem } from "../common";
import { compact, sortedMap } from "../compact";
import { mapAt, within } from "../place";
import type { Place } from "../place";
import type { ServiceArgs, ServiceInputs } from "../service";
import { hasUnknown, known, unknownAs } from "../unknown";
import {
  canonicalCapabilities,
  canonicalHealthcheck,
  canonicalHosts,
  canonicalReferences,
  canonicalUlimits,
} from "./container";
import { canonicalDeploy } from "./deploy";
import { canonicalMounts } from "./mounts";
import { canonicalAttachments } from "./networks";
import { canonicalPlatform } from "./platform";
import { canonicalPorts } from "./ports";
import { command, duration, nullableMap, size, textMap, texts } from "./values";

/** The canonical form of a service; what cannot be read is left out and noted among the problems. */
export function canonicalService(
  args: ServiceArgs,
  at: string[],
  problems: Problem[],
): ServiceInputs {
  const place: Place = { at, problems };
  const under = (key: keyof ServiceArgs): Place => within(place, key);
  return compact({
    ...canonicalContainer(args, place),
    networks: canonicalAttachments(under("networks"), args.networks),
    ports: canonicalPorts(under("ports"), args.ports),
    volumes: canonicalMounts(place, args),
    memswapLimit: memorySwap(under("memswapLimit"), args.memswapLimit),
    memSwappiness: args.memSwappiness,
    platform: known(args.platform || undefined, (text) =>
      canonicalPlatform(under("platform"), text),
    ),
    secrets: canonicalReferences(under("secrets"), args.secrets),
    configs: canonicalReferences(under("configs"), args.configs),
    dependsOn: dependsOn(under("dependsOn"), args.dependsOn),
    deploy: canonicalDeploy(place, args),
  });
}

/** Unlike other sizes, it may be -1. */
const memorySwap = (place: Place, given: ServiceArgs["memswapLimit"]): string | undefined =>
  known(given, (limit) => (String(limit) === "-1" ? "-1" : size(place, limit)));

function canonicalContainer(args: ServiceArgs, place: Place): ServiceInputs {
  const under = (key: keyof ServiceArgs): Place => within(place, key);
  return {
    image: args.image,
    command: command(under("command"), args.command),
    entrypoint: command(under("entrypoint"), args.entrypoint),
    environment: nullableMap(under("environment"), args.environment),
    labels: textMap(under("labels"), args.labels),
    workingDir: args.workingDir,
    user: args.user,
    groupAdd: texts(under("groupAdd"), args.groupAdd),
    hostname: args.hostname,
    stopSignal: args.stopSignal,
    stopGracePeriod: duration(under("stopGracePeriod"), args.stopGracePeriod),
    tty: args.tty,
    stdinOpen: args.stdinOpen,
    readOnly: args.readOnly,
    init: args.init,
    isolation: args.isolation,
    sysctls: textMap(under("sysctls"), args.sysctls),
    ...canonicalCapabilities(place, args),
    ulimits: canonicalUlimits(under("ulimits"), args.ulimits),
    extraHosts: canonicalHosts(under("extraHosts"), args.extraHosts),
    dns: texts(under("dns"), args.dns),
    dnsSearch: texts(under("dnsSearch"), args.dnsSearch),
    dnsOpt: texts(under("dnsOpt"), args.dnsOpt),
    healthcheck: canonicalHealthcheck(under("healthcheck"), args.healthcheck),
    logging: known(args.logging, ({ driver, options }) =>
      compact({ driver, options: textMap(within(place, "logging", "options"), options) }),
    ),
    credentialSpec: known(args.credentialSpec, compact),
    securityOpt: texts(under("securityOpt"), args.securityOpt),
    oomScoreAdj: args.oomScoreAdj,
  };
}

function dependsOn(
  place: Place,
  services: ServiceArgs["dependsOn"] | null,
): ServiceInputs["dependsOn"] {
  const started = "service_started";
  return known(services, (given) => {
    if (!Array.isArray(given)) {
      return mapAt(place, given, (it) => ({
        condition: it?.condition ?? started,
        ...((it?.required ?? true) !== true && { required: it?.required }),
      }));
    }
    if (hasUnknown(given)) return unknownAs<ServiceInputs["dependsOn"]>();
    return sortedMap(given.map((key) => [key, { condition: started }]));
  });
}
