// Secrets and configs of their own. Of both only the labels can change: new content makes a successor under the
// next name (pw, pw-2, …), services move over, and then the old one goes.

import type { ConfigSpec } from "../engine/types";
import { canonicalConfig, canonicalSecret } from "../model/canonical";
import type { Problem } from "../model/common";
import { compact } from "../model/compact";
import type { ConfigInputs, SecretInputs } from "../model/objects";
import { configRules, secretRules } from "../model/rules";
import { shapeProblems } from "../model/schema";
import { hasUnknown } from "../model/unknown";
import { withoutOwner } from "../owner";
import { configSpec, contentBase64 } from "../spec/config";
import { secretSpec } from "../spec/secret";
import type { ObjectScope } from "../spec/scope";
import { differing, named, single, splitCommon, without } from "./common";
import type { CommonInputs, ResourceType } from "./resource";

export type DataInputs<Inputs extends ConfigInputs> = CommonInputs &
  Omit<Inputs, "name" | "external">;

interface DataKind<Inputs> {
  type: string;
  kind: "secret" | "config";
  canonical: (args: Inputs, at: string[], problems: Problem[]) => Inputs;
  rules: (inputs: Inputs, at: string[]) => Problem[];
  spec: (inputs: Inputs, scope: ObjectScope) => ConfigSpec;
}

export const secret = dataType<SecretInputs>({
  type: "Secret",
  kind: "secret",
  canonical: canonicalSecret,
  rules: secretRules,
  spec: secretSpec,
});

export const config = dataType<ConfigInputs>({
  type: "Config",
  kind: "config",
  canonical: canonicalConfig,
  rules: configRules,
  spec: configSpec,
});

function dataType<Inputs extends ConfigInputs>({
  type,
  kind,
  canonical,
  rules,
  spec,
}: DataKind<Inputs>): ResourceType<DataInputs<Inputs>> {
  return {
    type,
    needsSwarm: true,
    versions: kind,
    canonical(args, problems) {
      const { common, own } = splitCommon(without(args, "clusterId"), problems);
      problems.push(...shapeProblems(kind, own));
      return { ...common, ...canonical(own as unknown as Inputs, [], problems), name: common.name };
    },
    rules: (inputs) => rules(inputs as unknown as Inputs, []),
    declare: (inputs, owner) =>
      single(kind, spec(inputs as unknown as Inputs, { name: inputs.name, labels: {} }), owner),
    observe: (engine, { name }) => named(engine, kind, [name]),
    adopts: ({ adopt }) => adopt === true,
    replaces: (olds, news) => [
      ...differing(olds, news, ["name", "templateDriver", "driver", "driverOpts"]),
      ...(sameContent(olds, news) ? [] : ["data"]),
    ],
    deleteBeforeReplace: () => false,
    id: (_inputs, { objects }) => objects[0]?.id ?? "",
    outputs: () => ({}),
    drift(inputs, { live: [there] }) {
      if (there === undefined) return undefined;
      const labels = withoutOwner(there.labels);
      return compact({ ...inputs, labels: Object.keys(labels).length > 0 ? labels : undefined });
    },
  };
}

/** Text and base64 of the same bytes are the same; what is not known yet may turn out so. */
const sameContent = (olds: ConfigInputs, news: ConfigInputs): boolean =>
  hasUnknown([news.data, news.dataBase64]) || contentBase64(olds) === contentBase64(news);
