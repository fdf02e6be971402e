// Phase: one file's model to its part of the stack: every short form written out, and what is settled only after the
// merge laid aside.

import * as canonical from "../../provider/model/canonical";
import { compact } from "../../provider/model/compact";
import type { Problem } from "../../provider/model/common";
import type { MountInputs, ServiceArgs, ServiceInputs } from "../../provider/model/service";
import { decimalModes } from "./decimal-modes";
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
  decimalModes(args, at, problems);
  const extraHosts = withoutBareNames(rest.extraHosts, at, problems);
  const inputs = canonical.canonicalService({ ...rest, extraHosts, deploy }, at, problems);
  const volumes = withoutCovered(inputs.volumes, rest.volumes?.length ?? 0, at, problems);
  // what is added and dropped cancels out only when all files have spoken
  return compact({ ...inputs, volumes, capAdd: rest.capAdd, capDrop: rest.capDrop });
}

/** A host with no address at all does nothing: docker drops it, and a variable that is not set leaves such. */
function withoutBareNames(
  hosts: ServiceArgs["extraHosts"],
  at: string[],
  problems: Problem[],
): ServiceArgs["extraHosts"] {
  if (!Array.isArray(hosts)) return hosts;
  return hosts.filter((host, i) => {
    if (typeof host !== "string" || /[:=\s]/.test(host)) return true;
    const path = [...at, "extraHosts", String(i)];
    const reason = `"${host}" names no address, and is dropped. Write "name=address".`;
    problems.push({ path, reason, warning: true });
    return false;
  });
}

/** `tmpfs` and `shm_size` give way to a volume at their place: docker stack knows neither, and such stacks run. */
function withoutCovered(
  mounts: MountInputs[] | undefined,
  ofVolumes: number,
  at: string[],
  problems: Problem[],
): MountInputs[] | undefined {
  const covered = new Set(mounts?.slice(0, ofVolumes).map(({ target }) => bare(target)));
  return mounts?.filter(({ target }, i) => {
    if (i < ofVolumes || !covered.has(bare(target))) return true;
    const reason = `the tmpfs at ${target} gives way to what \`volumes\` mounts there.`;
    problems.push({ path: at, reason, warning: true });
    return false;
  });
}

const bare = (target: string): string => target.replace(/(.)\/+$/, "$1");

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
