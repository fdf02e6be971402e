// A service in the canonical form: the fields of `ServiceArgs`, short forms written out. Types only.

import type { FileReferenceArgs, MountArgs } from "./attachments";
import type { ContainerArgs } from "./container";
import type { HealthcheckArgs, UlimitArgs } from "./container-parts";
import type { DeployArgs, LimitArgs, ReservationArgs } from "./deploy";

/** A port by itself; a range is one of these for each port. */
export interface PortInputs {
  target: number;
  /** Absent: the engine chooses one. */
  published?: number;
  protocol?: string;
  mode?: string;
}

export interface MountInputs extends Omit<MountArgs, "type" | "tmpfs"> {
  type: string;
  /** `size` has its largest exact binary unit: "64MiB". */
  tmpfs?: { size?: string; mode?: number; options?: string[] };
}

export interface FileReferenceInputs extends Omit<FileReferenceArgs, "uid" | "gid" | "mode"> {
  uid?: string;
  gid?: string;
  mode?: number;
}

/** Amounts as texts: cpus in decimal, memory in its largest exact binary unit. */
interface Amounts {
  cpus?: string;
  memory?: string;
}

export interface DeployInputs extends Omit<DeployArgs, "labels" | "resources"> {
  labels?: Record<string, string>;
  resources?: {
    limits?: Amounts & Pick<LimitArgs, "pids">;
    reservations?: Amounts & Pick<ReservationArgs, "genericResources">;
  };
}

type AsWritten =
  | "image"
  | "workingDir"
  | "user"
  | "hostname"
  | "stopSignal"
  | "stopGracePeriod"
  | "tty"
  | "stdinOpen"
  | "readOnly"
  | "init"
  | "isolation"
  | "capAdd"
  | "capDrop"
  | "dnsOpt"
  | "credentialSpec"
  | "securityOpt"
  | "oomScoreAdj";

/**
 * What `check` gives back for a service. Absent means that nothing was said; an empty list or map is absent.
 * `restart`, `tmpfs` and `shmSize` are gone: they became a restart policy and mounts.
 */
export interface ServiceInputs extends Pick<ContainerArgs, AsWritten> {
  command?: string[];
  entrypoint?: string[];
  /** null: the name alone, without "=". */
  environment?: Record<string, string | null>;
  labels?: Record<string, string>;
  groupAdd?: string[];
  sysctls?: Record<string, string>;
  ulimits?: Record<string, UlimitArgs>;
  /** "IP name", as the engine keeps them. */
  extraHosts?: string[];
  dns?: string[];
  dnsSearch?: string[];
  healthcheck?: Omit<HealthcheckArgs, "test"> & { test?: string[] };
  logging?: { driver?: string; options?: Record<string, string> };
  networks?: Record<string, { aliases?: string[]; driverOpts?: Record<string, string> }>;
  /** In the order of published port, target, protocol and mode. */
  ports?: PortInputs[];
  /** In the order of the args: `volumes`, then `tmpfs`, then `shmSize`. */
  volumes?: MountInputs[];
  /** The total in its largest exact binary unit, or "-1". */
  memswapLimit?: string;
  memSwappiness?: number;
  /** In Go's names: "linux/amd64". */
  platform?: string;
  /** In the order of source and target. */
  secrets?: FileReferenceInputs[];
  /** In the order of source and target. */
  configs?: FileReferenceInputs[];
  dependsOn?: Record<string, { condition: string; required?: boolean }>;
  deploy?: DeployInputs;
}
