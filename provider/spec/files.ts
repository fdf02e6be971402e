// Secrets and configs given to a service. By name: the ids are not known before they exist.

import type { ConfigReference, FileTarget, SecretReference } from "../engine/types";
import type { FileReferenceInputs, ServiceInputs } from "../model/service";
import { byKeys } from "../model/compact";
import { hasUnknown, known, knownItems } from "../model/unknown";
import type { ServiceScope } from "./scope";

const READABLE_BY_ALL = 0o444;

/** References to secrets with empty ids, ordered by name. */
export const secretReferences = (
  inputs: ServiceInputs,
  scope: ServiceScope,
): SecretReference[] | undefined =>
  known(
    knownItems(inputs.secrets, (secret) => ({
      File: fileTarget(secret),
      SecretID: "",
      SecretName: known(secret.source, scope.secretName) ?? "",
    })),
    (references) => ordered(references, ({ SecretName, File }) => [SecretName, File.Name]),
  );

/** References to configs with empty ids, ordered by name; a credential spec adds one without a file. */
export function configReferences(
  inputs: ServiceInputs,
  scope: ServiceScope,
): ConfigReference[] | undefined {
  const files = knownItems(inputs.configs, (config): ConfigReference => ({
    File: fileTarget(config),
    ConfigID: "",
    ConfigName: known(config.source, scope.configName) ?? "",
  }));
  const runtime = known(inputs.credentialSpec?.config, (key): ConfigReference[] => [
    { Runtime: {}, ConfigID: "", ConfigName: scope.configName(key) },
  ]);
  if (!runtime) return known(files, sorted);
  return known(files ?? [], (all) => sorted([...all, ...runtime]));
}

const sorted = (references: ConfigReference[]): ConfigReference[] =>
  ordered(references, ({ ConfigName, File }) => [ConfigName, File ? 0 : 1, File?.Name ?? ""]);

/** Ordered, as the order has no meaning but a change of it restarts tasks; not before all are known. */
const ordered = <T>(references: T[], keys: (reference: T) => (string | number)[]): T[] =>
  hasUnknown(references) ? references : references.sort(byKeys(keys));

const fileTarget = (reference: FileReferenceInputs): FileTarget => ({
  Name: reference.target ?? reference.source,
  UID: reference.uid ?? "0",
  GID: reference.gid ?? "0",
  Mode: reference.mode ?? READABLE_BY_ALL,
});
