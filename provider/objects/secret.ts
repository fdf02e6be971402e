// Secrets and configs: only their labels can change; new data is a new object. The engine never gives a
// secret's data back, so it is compared with what was declared before.

import type { ConfigSpec, Secret, SecretSpec } from "../engine/types";
import { changesBetween, isUnder, type Change } from "../plan/changes";
import { normal, type NormalForm } from "../plan/normal";
import { defineKind, type Live } from "./object";

const FORM: NormalForm = { defaults: {}, unordered: {}, kept: [], ignored: [] };

export const secret = defineKind<SecretSpec>({
  kind: "secret",
  async list(engine, names) {
    return (await engine.secrets.list(names && { name: names })).map((one) => live("secret", one));
  },
  create: (engine, spec) => engine.secrets.create(spec),
  update: (engine, old, spec) => engine.secrets.update(old.id, old.version, spec),
  remove: (engine, old) => engine.secrets.remove(old.id),
  changes: (spec, old, previous) =>
    dataChanges(spec, { ...old, Data: previous?.Data ?? spec.Data }),
  remedy,
});

export const config = defineKind<ConfigSpec>({
  kind: "config",
  async list(engine, names) {
    return (await engine.configs.list(names && { name: names })).map((one) => live("config", one));
  },
  create: (engine, spec) => engine.configs.create(spec),
  update: (engine, old, spec) => engine.configs.update(old.id, old.version, spec),
  remove: (engine, old) => engine.configs.remove(old.id),
  changes: (spec, old) => dataChanges(spec, old),
  remedy,
});

const live = (kind: "secret" | "config", object: Secret): Live => ({
  kind,
  id: object.ID,
  name: object.Spec.Name,
  version: object.Version.Index,
  spec: object.Spec,
  labels: object.Spec.Labels ?? {},
});

function dataChanges<Spec extends ConfigSpec>(spec: Spec, old: Spec): Change[] {
  const shown = (one: Spec) => normal({ ...one, Data: undefined }, FORM);
  const changes = changesBetween(shown(old), shown(spec));
  const sameData = (spec.Data ?? "") === (old.Data ?? "");
  return sameData ? changes : [...changes, { path: ["Data"], from: "(data)", to: "(new data)" }];
}

function remedy(changes: Change[]): "keep" | "update" | "replace" {
  if (changes.length === 0) return "keep";
  return changes.every((change) => isUnder(change, "Labels")) ? "update" : "replace";
}
