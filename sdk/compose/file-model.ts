// A Compose file in the model's keys, with those keys beyond the model that are worked off before it. Types only.

import type { ConfigArgs, NetworkArgs, SecretArgs } from "../../provider/model/objects";
import type { ServiceArgs } from "../../provider/model/service";
import type { StackInputs } from "../../provider/model/stack";
import type { VolumeArgs } from "../../provider/model/volume";
import type { Located } from "./places";

export type External = boolean | { name?: string };

export interface EnvFile {
  path: string;
  /** false: the file may be missing. */
  required?: boolean;
}
/** Another service whose definition is taken as a base. */
export interface Extends {
  service: string;
  /** Default: this file. */
  file?: string;
}
/** Other files whose definitions belong to the stack as well. */
export interface Include {
  path: string | string[];
  /** What relative paths in them start from. Default: their own folder. */
  projectDirectory?: string;
  /** Variables for them, where nothing else sets these. */
  envFile?: string | string[];
}
export interface FileService extends ServiceArgs {
  envFile?: string | (string | EnvFile)[];
  extends?: string | Extends;
  profiles?: string[];
  /** Compose's older word for `deploy.replicas`. */
  scale?: number;
}

/** Where the content of a secret or config is taken from. */
export interface ContentSource {
  file?: string;
  environment?: string;
  content?: string;
}
type WithExternal<T> = Omit<T, "external"> & { external?: External };

export interface FileModel {
  version?: string;
  name?: string;
  include?: (string | Include)[];
  services?: Record<string, FileService>;
  networks?: Record<string, WithExternal<NetworkArgs> | null>;
  volumes?: Record<string, WithExternal<VolumeArgs> | null>;
  secrets?: Record<string, WithExternal<SecretArgs> & ContentSource>;
  configs?: Record<string, WithExternal<ConfigArgs> & ContentSource>;
}

/** What of a service is settled only when all files are merged. */
export interface Later {
  envFiles: (string | EnvFile)[];
  extends?: Extends;
  profiles?: string[];
  restart?: string;
}

/** One file, worked off: its part of the stack. */
export interface Part extends Located {
  /** What relative paths in it start from. */
  folder: string;
  /** Where `!reset` and `!override` stand. */
  dropped: string[][];
  model: StackInputs;
  later: Record<string, Later>;
  sources: { secrets: Record<string, ContentSource>; configs: Record<string, ContentSource> };
}
