// A Compose file in the model's keys, with those keys beyond the model that are worked off before it. Types only.

import type { ConfigArgs, NetworkArgs, SecretArgs, VolumeArgs } from "../../provider/model/objects";
import type { DependsOnArgs, ServiceArgs } from "../../provider/model/service";
import type { StackInputs } from "../../provider/model/stack";
import type { Places } from "./to-model";

export type External = boolean | { name?: string };

export interface EnvFile {
  path: string;
  /** false: the file may be missing. */
  required?: boolean;
}
export interface FileService extends Omit<ServiceArgs, "dependsOn"> {
  envFile?: string | (string | EnvFile)[];
  profiles?: string[];
  /** Compose's older word for `deploy.replicas`. */
  scale?: number;
  dependsOn?: string[] | Record<string, DependsOnArgs & { required?: boolean; restart?: boolean }>;
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
  services?: Record<string, FileService>;
  networks?: Record<string, WithExternal<NetworkArgs> | null>;
  volumes?: Record<string, WithExternal<VolumeArgs> | null>;
  secrets?: Record<string, WithExternal<SecretArgs> & ContentSource>;
  configs?: Record<string, WithExternal<ConfigArgs> & ContentSource>;
}

/** What of a service is settled only when all files are merged. */
export interface Later {
  envFiles: (string | EnvFile)[];
  profiles?: string[];
  restart?: string;
}

/** One file, worked off: its part of the stack. */
export interface Part {
  /** As the program or the command line named it. */
  file: string;
  /** What relative paths in it start from. */
  folder: string;
  places: Places;
  model: StackInputs;
  later: Record<string, Later>;
  sources: { secrets: Record<string, ContentSource>; configs: Record<string, ContentSource> };
}
