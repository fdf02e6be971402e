// A service as Compose writes it, in camelCase: `ServiceArgs` is what people write (short forms allowed),
// `ServiceInputs` is the canonical form that everything after `check` works on. Types only.

import type { ByteSize, Duration, ListOrMap } from "./common";

export interface HealthcheckArgs {
  /** Command: text runs in a shell; a list begins with "CMD", "CMD-SHELL" or "NONE". */
  test?: string | string[];
  interval?: Duration;
  timeout?: Duration;
  startPeriod?: Duration;
  startInterval?: Duration;
  retries?: number;
  /** true turns off the image's own health check. */
  disable?: boolean;
}
export interface LoggingArgs {
  driver?: string;
  options?: Record<string, string | number | boolean | null>;
}
export interface ServiceNetworkArgs {
  aliases?: string[];
  driverOpts?: Record<string, string | number>;
}
export interface PortArgs {
  /** Port in the container, 1 to 65535. */
  target: number | string;
  /** Port on the node(s); left out, the engine chooses one from 30000 on. */
  published?: number | string;
  /** tcp, udp or sctp. */
  protocol?: string;
  /** ingress (routing mesh, on every node) or host (only where a task runs). */
  mode?: string;
}
export interface MountArgs {
  /** volume, bind, tmpfs, npipe, image or cluster. */
  type?: string;
  /** A volume's key, or a path on the node for a bind. */
  source?: string;
  /** Absolute path in the container. */
  target: string;
  readOnly?: boolean;
  consistency?: string;
  bind?: { propagation?: string; createHostPath?: boolean; recursive?: string };
  volume?: {
    nocopy?: boolean;
    subpath?: string;
    /** Driver and options that a node without the volume makes it with. */
    driver?: string;
    driverOpts?: Record<string, string>;
    labels?: Record<string, string>;
  };
  tmpfs?: { size?: ByteSize; mode?: number; options?: string[] };
  image?: { subpath?: string };
}
/** A secret or config given to a service as a file. */
export interface FileReferenceArgs {
  source: string;
  /** File name; relative to /run/secrets for secrets and to / for configs. Default: the source's key. */
  target?: string;
  uid?: string | number;
  gid?: string | number;
  /** Permission bits as a number: 0o440. Default 0o444. */
  mode?: number | string;
}
export interface UlimitArgs {
  soft: number;
  hard: number;
}
export interface UpdateConfigArgs {
  parallelism?: number;
  delay?: Duration;
  failureAction?: string;
  monitor?: Duration;
  maxFailureRatio?: number;
  order?: string;
}
export interface ResourceArgs {
  cpus?: string | number;
  memory?: ByteSize;
}
export interface GenericResourceArgs {
  discreteResourceSpec: { kind: string; value: number };
}
export interface DeployArgs {
  /** replicated (default), global, replicated-job or global-job. */
  mode?: string;
  replicas?: number;
  /** Most tasks of a job at once; default: all. Ours; Compose has no key for it. */
  maxConcurrent?: number;
  labels?: ListOrMap;
  /** vip or dnsrr. */
  endpointMode?: string;
  updateConfig?: UpdateConfigArgs;
  rollbackConfig?: UpdateConfigArgs;
  resources?: {
    limits?: ResourceArgs & { pids?: number };
    reservations?: ResourceArgs & { genericResources?: GenericResourceArgs[] };
  };
  restartPolicy?: {
    condition?: string;
    delay?: Duration;
    maxAttempts?: number;
    window?: Duration;
  };
  placement?: {
    constraints?: string[];
    preferences?: { spread: string }[];
    maxReplicasPerNode?: number;
  };
}
export interface CredentialSpecArgs {
  config?: string;
  file?: string;
  registry?: string;
}
export interface DependsOnArgs {
  /** service_started (default), service_healthy or service_completed_successfully. */
  condition?: string;
}

export interface ServiceArgs {
  image?: string;
  /** Arguments (ContainerSpec.Args); text is split as a shell would. */
  command?: string | string[];
  /** What runs (ContainerSpec.Command), instead of the image's entrypoint. */
  entrypoint?: string | string[];
  environment?: ListOrMap;
  /** Labels of the containers; `deploy.labels` are those of the service. */
  labels?: ListOrMap;
  workingDir?: string;
  user?: string;
  /** Extra groups of the process. Compose `group_add`. */
  groupAdd?: (string | number)[];
  hostname?: string;
  stopSignal?: string;
  stopGracePeriod?: Duration;
  tty?: boolean;
  stdinOpen?: boolean;
  readOnly?: boolean;
  init?: boolean;
  isolation?: string;
  sysctls?: ListOrMap;
  capAdd?: string[];
  capDrop?: string[];
  ulimits?: Record<string, number | UlimitArgs>;
  extraHosts?: string[] | Record<string, string | null>;
  dns?: string | string[];
  dnsSearch?: string | string[];
  dnsOpt?: string[];
  healthcheck?: HealthcheckArgs;
  logging?: LoggingArgs;
  networks?: string[] | Record<string, ServiceNetworkArgs | null>;
  ports?: (string | number | PortArgs)[];
  volumes?: (string | MountArgs)[];
  tmpfs?: string | string[];
  shmSize?: ByteSize;
  secrets?: (string | FileReferenceArgs)[];
  configs?: (string | FileReferenceArgs)[];
  credentialSpec?: CredentialSpecArgs;
  securityOpt?: string[];
  oomScoreAdj?: number;
  /** Compose's `restart`; `deploy.restartPolicy` wins over it. */
  restart?: string;
  dependsOn?: string[] | Record<string, DependsOnArgs>;
  deploy?: DeployArgs;
}

/** Canonical forms: every short form written out, maps for maps, units normalised, order kept where it matters. */
export interface PortInputs {
  target: number;
  published?: number;
  protocol?: string;
  mode?: string;
}
export interface MountInputs extends Omit<MountArgs, "type" | "tmpfs"> {
  type: string;
  tmpfs?: { size?: string; mode?: number; options?: string[] };
}
export interface FileReferenceInputs {
  source: string;
  target?: string;
  uid?: string;
  gid?: string;
  mode?: number;
}
export interface DeployInputs extends Omit<DeployArgs, "labels" | "resources"> {
  labels?: Record<string, string>;
  resources?: {
    limits?: { cpus?: string; memory?: string; pids?: number };
    reservations?: { cpus?: string; memory?: string; genericResources?: GenericResourceArgs[] };
  };
}
export interface ServiceInputs {
  image?: string;
  command?: string[];
  entrypoint?: string[];
  /** null: the name alone, without "=". */
  environment?: Record<string, string | null>;
  labels?: Record<string, string>;
  workingDir?: string;
  user?: string;
  groupAdd?: string[];
  hostname?: string;
  stopSignal?: string;
  stopGracePeriod?: Duration;
  tty?: boolean;
  stdinOpen?: boolean;
  readOnly?: boolean;
  init?: boolean;
  isolation?: string;
  sysctls?: Record<string, string>;
  capAdd?: string[];
  capDrop?: string[];
  ulimits?: Record<string, UlimitArgs>;
  /** "IP name", as the engine keeps them. */
  extraHosts?: string[];
  dns?: string[];
  dnsSearch?: string[];
  dnsOpt?: string[];
  healthcheck?: Omit<HealthcheckArgs, "test"> & { test?: string[] };
  logging?: { driver?: string; options?: Record<string, string> };
  networks?: Record<string, { aliases?: string[]; driverOpts?: Record<string, string> }>;
  ports?: PortInputs[];
  volumes?: MountInputs[];
  secrets?: FileReferenceInputs[];
  configs?: FileReferenceInputs[];
  credentialSpec?: CredentialSpecArgs;
  securityOpt?: string[];
  oomScoreAdj?: number;
  dependsOn?: Record<string, { condition: string }>;
  deploy?: DeployInputs;
}
