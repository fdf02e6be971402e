// Rules of a container: what the engine refuses, and what only the node would find wrong.

import { isIP } from "node:net";
import { isImageId, parseImage } from "../image";
import { listAt, mapAt, refuse, warn, within } from "../place";
import type { Place } from "../place";
import { readSecurityOption } from "../security-opt";
import type { ServiceInputs } from "../service";
import { durationNs } from "../units";
import { hasUnknown, isUnknown } from "../unknown";
import { check, didYouMean, oneOf, wholeNumber } from "./check";
import type { Reason } from "./check";
import { CAPABILITIES, ULIMITS, isSignal } from "./known-names";
import { template } from "./templates";

/** What is wrong with the container of a service. */
export function containerRules(inputs: ServiceInputs, place: Place): void {
  const at = (key: keyof ServiceInputs): Place => within(place, key);
  if (!inputs.image) {
    const what = inputs.image === "" ? "empty" : "missing";
    refuse(at("image"), `is ${what}. A service needs an image.`);
  }
  check(at("image"), inputs.image, image);
  environmentRules(inputs, at("environment"));
  check(at("hostname"), inputs.hostname, template);
  check(at("user"), inputs.user, user);
  listAt(at("groupAdd"), inputs.groupAdd, (group, where) => check(where, group, groupName));
  check(at("stopSignal"), inputs.stopSignal, stopSignal);
  check(at("stopGracePeriod"), inputs.stopGracePeriod, notNegative);
  check(at("isolation"), inputs.isolation, oneOf("default", "process", "hyperv"));
  mapAt(at("sysctls"), inputs.sysctls, (_, where, name) => check(where, name, sysctl));
  for (const key of ["capAdd", "capDrop"] as const) {
    listAt(at(key), inputs[key], (name, where) => check(where, name, capability));
  }
  mapAt(at("ulimits"), inputs.ulimits, (limit, where, name) => {
    check(where, name, oneOf(...ULIMITS));
    check(where, limit, softWithinHard);
  });
  listAt(at("extraHosts"), inputs.extraHosts, (host, where) => check(where, host, hostAddress));
  listAt(at("dns"), inputs.dns, (address, where) => check(where, address, ipAddress));
  listAt(at("securityOpt"), inputs.securityOpt, (option, where) => check(where, option, security));
  check(at("oomScoreAdj"), inputs.oomScoreAdj, wholeNumber(-1000, 1000));
  check(at("credentialSpec"), inputs.credentialSpec, oneCredentialSpec);
}

const image: Reason<string> = (text) => {
  if (text === "" || isImageId(text)) return undefined;
  const parsed = parseImage(text);
  return "error" in parsed ? `"${text}" is no image reference: ${parsed.error}.` : undefined;
};

function environmentRules({ environment }: ServiceInputs, place: Place): void {
  if (isUnknown(environment)) return;
  for (const [name, value] of Object.entries(environment ?? {})) {
    const where = within(place, name);
    if (name === "") refuse(where, 'has a variable without a name. Write "NAME=value".');
    check(where, value, template);
    // not told where it stands: what follows the colon may be a password
    if (value === null && nameAndColon.test(name)) warn(place, colonForEquals(name));
  }
}

/** "A: b", and not an address or what else has a colon in it. */
const nameAndColon = /^\s*[A-Za-z_]\w*\s*:(?!\/\/)/;

const colonForEquals = (name: string): string => {
  const meant = name.slice(0, name.indexOf(":")).trim();
  return `an item has a colon where "=" belongs, so the tasks get no variable "${meant}". Write "${meant}=…".`;
};

const user: Reason<string> = (text) =>
  /^[^:\s]+(:[^:\s]+)?$/.test(text) || text === ""
    ? undefined
    : `"${text}" is no user. Write a name or id, with the group after a colon if need be: "1000:1000".`;

const groupName: Reason<string> = (text) =>
  /^[^:\s]+$/.test(text) ? undefined : `"${text}" is no group. Write a name or an id.`;

const stopSignal: Reason<string> = (signal) =>
  signal === "" || isSignal(signal)
    ? undefined
    : `"${signal}" is no signal. Write a name such as "SIGTERM", or a number from 1 to 64.`;

/** A span of time that cannot be below zero. */
export const notNegative: Reason<string> = (text) =>
  (durationNs(text) ?? 0) < 0
    ? `${text} is below zero. Write a duration of "0s" or more.`
    : undefined;

const sysctl: Reason<string> = (name) =>
  /^[A-Za-z0-9_-]+([./][A-Za-z0-9_*-]+)*$/.test(name)
    ? undefined
    : `"${name}" is no kernel parameter. Write a name such as "net.core.somaxconn".`;

const capability: Reason<string> = (name) =>
  CAPABILITIES.includes(name)
    ? undefined
    : `"${name}" is no capability of Linux.${didYouMean(name, CAPABILITIES)} See capabilities(7) for the names.`;

const softWithinHard: Reason<{ soft: number; hard: number }> = ({ soft, hard }) => {
  // -1 stands for no limit at all.
  if (isUnknown(soft) || isUnknown(hard) || hard === -1) return undefined;
  if (soft !== -1 && soft <= hard) return undefined;
  return `has a soft limit of ${soft} above the hard limit of ${hard}. Lower the one or raise the other.`;
};

const hostAddress: Reason<string> = (entry) => {
  const [address = "", name] = entry.trim().split(/\s+/);
  if (name === undefined) return `"${entry}" lacks the name or the address. Write "name=10.0.0.5".`;
  if (isIP(address) !== 0 || address === "host-gateway") return undefined;
  return `"${address}" is no IP address. Write "name=10.0.0.5".`;
};

const ipAddress: Reason<string> = (text) =>
  isIP(text) === 0 ? `"${text}" is no IP address of a DNS server.` : undefined;

const security: Reason<string> = (option) => {
  const read = readSecurityOption(option);
  const shown = option.length > 60 ? `${option.slice(0, 60)}…` : option;
  return "error" in read ? `"${shown}" is not possible: ${read.error}.` : undefined;
};

const oneCredentialSpec: Reason<object> = (spec) => {
  const given = Object.values(spec).filter((value) => value !== "" && !isUnknown(value));
  if (given.length === 1 || (given.length === 0 && hasUnknown(spec))) return undefined;
  return `has ${given.length} sources. Give exactly one of config, file and registry.`;
};
