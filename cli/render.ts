// `pulumi-swarm render`: Compose files to the bodies that an engine would be sent, without asking one. Writes no engine.

import { existsSync } from "node:fs";
import { SwarmError } from "../provider/errors";
import type { ConfigSpec } from "../provider/engine/types";
import { byBytes } from "../provider/model/compact";
import { stackSpecs } from "../provider/spec/stack";
import { checkStack, readCompose } from "../sdk/compose";

export interface RenderOptions {
  file?: string[];
  envFile?: string[];
  profile?: string[];
  redact?: boolean;
}
export interface Rendered {
  /** `{ networks, secrets, configs, services }`, each a list ordered by name. */
  bodies: Record<string, { Name?: string }[]>;
  warnings: string[];
}

const defaultFiles = ["docker-stack.yml", "compose.yaml", "compose.yml", "docker-compose.yml"];
const redacted = "<redacted>";

/** What would be sent for a stack. */
export function render(stack: string, options: RenderOptions): Rendered {
  const namespace = namespaceOf(stack);
  const composed = readCompose(options.file ?? [defaultFile()], {
    envFiles: options.envFile,
    profiles: options.profile,
    environment: process.env,
  });
  const warnings = [...composed.warnings, ...checkStack(composed, namespace)];
  const specs = stackSpecs(composed.model, namespace);
  const secrets = Object.values(specs.secrets);
  return {
    bodies: {
      networks: byName(specs.networks),
      secrets: byName(options.redact ? secrets.map(withoutData) : secrets),
      configs: byName(specs.configs),
      services: byName(specs.services),
    },
    warnings,
  };
}

const byName = <T extends { Name?: string }>(specs: Record<string, T> | T[]): T[] =>
  Object.values(specs).sort((a, b) => byBytes(a.Name ?? "", b.Name ?? ""));

const withoutData = <T extends ConfigSpec>(secret: T): T =>
  secret.Data === undefined ? secret : { ...secret, Data: redacted };

/** docker asks no more of a stack's name: blanks and quotes alone are none. */
function namespaceOf(stack: string): string {
  if (stack.replace(/^[\s"']+|[\s"']+$/g, "") !== "") return stack;
  throw new SwarmError("INVALID_INPUT", `stack name: "${stack}" is empty. Give the stack a name.`);
}

function defaultFile(): string {
  const found = defaultFiles.find((file) => existsSync(file));
  if (found) return found;
  const names = defaultFiles.join(", ");
  throw new SwarmError(
    "COMPOSE_SYNTAX",
    `no Compose file: none of ${names} is here. Name one with -c.`,
  );
}
