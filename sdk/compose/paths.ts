// Phase: the paths that a file names, made absolute: relative ones start from the file's own folder, `~` is the home
// of whoever deploys.

import { homedir } from "node:os";
import { isAbsolute, resolve } from "node:path";
import type { MountInputs } from "../../provider/model/service";
import type { Part } from "./file-model";
import { mapValues } from "./maps";

/** A path of a file as an absolute one. A path on a Windows node stays. */
export function resolvePath(folder: string, home: string, path: string): string {
  if (path.startsWith("~")) return resolve(home + path.slice(1));
  return isAbsolute(path) || isWindows(path) ? path : resolve(folder, path);
}

const isWindows = (path: string): boolean => /^([A-Za-z]:[\\/]|\\\\)/.test(path);

/** The home folder that `~` stands for. */
export const homeOf = (environment: Record<string, string | undefined> | undefined): string =>
  environment?.HOME ?? homedir();

/** The part with the sources of its bind mounts absolute. */
export function resolveBinds(part: Part, home: string): Part {
  const bind = (mount: MountInputs): MountInputs =>
    mount.type === "bind" && mount.source
      ? { ...mount, source: resolvePath(part.folder, home, mount.source) }
      : mount;
  const services = mapValues(part.model.services, (service) =>
    service.volumes ? { ...service, volumes: service.volumes.map(bind) } : service,
  );
  return { ...part, model: { ...part.model, services } };
}
