// What names the engine accepts, kind by kind. The bounds are the engine's own.

import type { Reason } from "./check";

const SERVICE_NAME = /^[a-zA-Z0-9](?:[-_]*[A-Za-z0-9]+)*$/;
const LONGEST_SERVICE_NAME = 63;
const SECRET_NAME = /^[a-zA-Z0-9]+(?:[a-zA-Z0-9-_.]*[a-zA-Z0-9])?$/;
const LONGEST_SECRET_NAME = 64;
const VOLUME_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
const PREDEFINED_NETWORKS = ["bridge", "host", "none", "default", "docker_gwbridge"];

const length = (name: string, longest: number): string =>
  `"${name}" has ${name.length} characters; at most ${longest} are possible. Shorten it.`;

/** Services and networks are named as parts of a DNS name. */
export const serviceName: Reason<string> = (name) => {
  if (name.length > LONGEST_SERVICE_NAME) return length(name, LONGEST_SERVICE_NAME);
  if (SERVICE_NAME.test(name)) return undefined;
  return `"${name}" is no name. Use letters, digits, "-" and "_", with a letter or digit first and last.`;
};

export const networkName: Reason<string> = (name) =>
  PREDEFINED_NETWORKS.includes(name)
    ? `"${name}" is a network that every engine has. Choose another name, or mark the network external.`
    : serviceName(name);

/** Secrets and configs. */
export const secretName: Reason<string> = (name) => {
  if (name.length > LONGEST_SECRET_NAME) return length(name, LONGEST_SECRET_NAME);
  if (SECRET_NAME.test(name)) return undefined;
  return `"${name}" is no name. Use letters, digits, "-", "_" and ".", with a letter or digit first and last.`;
};

export const volumeName: Reason<string> = (name) =>
  // A template is expanded on the node, so what the name will be is not known here.
  VOLUME_NAME.test(name) || name.includes("{{")
    ? undefined
    : `"${name}" is no volume name. Use two characters or more: letters, digits, "_", "." and "-", with a letter or digit first.`;
