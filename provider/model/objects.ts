// Networks, secrets and configs as Compose's top-level keys write them, in camelCase, and their
// canonical forms. The single resources take the same args without `external`. Types only.

import type { ListOrMap } from "./common";

export type { IpamArgs, IpamPoolArgs, NetworkArgs, NetworkInputs } from "./network";

/** A config; exactly one of `data` and `dataBase64`, unless it is external. */
export interface ConfigArgs {
  /**
   * The name in the swarm: letters, digits, "-", "_" and ".", 64 characters at most. A change replaces it.
   * @default the key with the stack's name before it, or the logical name with a suffix (Compose, ours)
   * @see Compose `secrets.*.name`, `configs.*.name`; Engine API `SecretSpec.Name`
   */
  name?: string;
  /**
   * Content as text, 1 to 511,999 bytes in a secret and 1,023,999 in a config. A change replaces it, and restarts
   * the tasks that use it.
   * @default none: `dataBase64` holds it, or a driver (ours)
   * @see Compose `configs.*.content`; Engine API `SecretSpec.Data`
   */
  data?: string;
  /**
   * The same as any bytes, in standard base64. A change replaces it, and restarts the tasks that use it.
   * @default none: `data` holds it, or a driver (ours)
   * @see Engine API `SecretSpec.Data`
   */
  dataBase64?: string;
  /**
   * Labels. A change takes effect in place.
   * @default none (engine)
   * @see Compose `secrets.*.labels`, `configs.*.labels`; Engine API `SecretSpec.Labels`
   */
  labels?: ListOrMap;
  /**
   * "golang" expands templates in the content, on the node. A change replaces it.
   * @default none (engine)
   * @see Compose `secrets.*.template_driver`; Engine API `SecretSpec.Templating`
   */
  templateDriver?: string;
  /**
   * true: it exists already and is not ours; of the rest, only `name` counts. A change restarts the tasks that
   * use it.
   * @default false (Compose)
   * @see Compose `secrets.*.external`, `configs.*.external`
   */
  external?: boolean;
}

/** A secret; content as in a config, or a driver that holds it. */
export interface SecretArgs extends ConfigArgs {
  /**
   * Secret driver (a plug-in) that holds the content; excludes `data`. A change replaces the secret.
   * @default none: the swarm holds it (engine)
   * @see Compose `secrets.*.driver`; Engine API `SecretSpec.Driver.Name`
   */
  driver?: string;
  /**
   * Options of the driver. A change replaces the secret.
   * @default none (engine)
   * @see Compose `secrets.*.driver_opts`; Engine API `SecretSpec.Driver.Options`
   */
  driverOpts?: Record<string, string | number | null>;
}

/** The canonical form of a config. */
export interface ConfigInputs extends Omit<ConfigArgs, "labels"> {
  labels?: Record<string, string>;
}
/** The canonical form of a secret. */
export interface SecretInputs extends Omit<SecretArgs, "driverOpts" | "labels"> {
  driverOpts?: Record<string, string>;
  labels?: Record<string, string>;
}
