// Phase: one file's model to its part of the stack: every short form written out, and what is settled only after the
// merge laid aside.

import * as canonical from "../../provider/model/canonical";
import { compact } from "../../provider/model/compact";
import type { Problem } from "../../provider/model/common";
import type { ServiceArgs, ServiceInputs } from "../../provider/model/service";
import { mapValues, omit } from "./maps";
import { plainExternal } from "./external";
import type { ContentSource, FileModel, FileService, Later, Part } from "./file-model";

/** What a file says, in the canonical form. */
export function toPart(
  source: Pick<Part, "file" | "folder" | "places" | "dropped">,
  file: FileModel,
  problems: Problem[],
): Part {
  const services = file.services ?? {};
  const secrets = plainExternal("secrets", file.secrets, problems);
  const configs = plainExternal("configs", file.configs, problems);
  return {
    ...source,
    model: {
      services: mapValues(services, (value, key) => service(value, ["services", key], problems)),
      networks: mapValues(plainExternal("networks", file.networks, problems), (value, key) =>
        canonical.canonicalNetwork(value, ["networks", key], problems),
      ),
      volumes: mapValues(plainExternal("volumes", file.volumes, problems), (value, key) =>
        canonical.canonicalVolume(value, ["volumes", key], problems),
      ),
      secrets: mapValues(secrets, (value, key) =>
        canonical.canonicalSecret(withoutSource(value), ["secrets", key], problems),
      ),
      configs: mapValues(configs, (value, key) =>
        canonical.canonicalConfig(withoutSource(value), ["configs", key], problems),
      ),
    },
    later: mapValues(services, later),
    sources: { secrets: mapValues(secrets, sourceOf), configs: mapValues(configs, sourceOf) },
  };
}

function service(args: FileService, at: string[], problems: Problem[]): ServiceInputs {
  const { scale } = args;
  const rest = omit(args, "envFile", "profiles", "restart", "scale", "extends") as ServiceArgs;
  const deploy = scale === undefined ? rest.deploy : { replicas: scale, ...rest.deploy };
  const inputs = canonical.canonicalService({ ...rest, deploy }, at, problems);
  // what is added and dropped cancels out only when all files have spoken
  return compact({ ...inputs, capAdd: rest.capAdd, capDrop: rest.capDrop });
}

const later = ({ envFile, extends: base, profiles, restart }: FileService): Later => ({
  envFiles: [envFile ?? []].flat(),
  ...compact({
    extends: typeof base === "string" ? { service: base } : base,
    profiles,
    restart: restart === "" ? undefined : restart,
  }),
});

const sourceOf = ({ file, environment, content }: ContentSource): ContentSource => ({
  file,
  environment,
  content,
});

const withoutSource = <T extends ContentSource>(value: T): Omit<T, keyof ContentSource> =>
  omit(value, "file", "environment", "content");
