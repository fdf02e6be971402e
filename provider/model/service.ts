// A service as Compose writes it, in camelCase: `ServiceArgs` is what people write (short forms allowed),
// `ServiceInputs` is the canonical form that everything after `check` works on. Types only.

import type { FileReferenceArgs, MountArgs, PortArgs, ServiceNetworkArgs } from "./attachments";
import type { ByteSize } from "./common";
import type { ContainerArgs } from "./container";
import type { DeployArgs } from "./deploy";

export type * from "./attachments";
export type * from "./container";
export type * from "./container-parts";
export type * from "./deploy";
export type * from "./service-inputs";

export interface DependsOnArgs {
  /**
   * How far the other service must have got before this one is sent: `service_started`, sent; `service_healthy`,
   * all its tasks run, and pass their health check if they have one; `service_completed_successfully`, a job is
   * complete, a one-shot has ended with 0. Waited for with `converge: false`, too. A change takes effect at the
   * next rollout and restarts nothing.
   * @default "service_started" (Compose)
   * @see Compose `depends_on.*.condition`
   */
  condition?: string;
  /**
   * Whether this one needs the other service: false sends this one, with a warning, also where the other one fails,
   * does not get there in time or was held back itself, which fails the rollout all the same; and it may be missing
   * from the stack. A change takes effect at the next rollout and restarts nothing.
   * @default true (Compose)
   * @see Compose `depends_on.*.required`
   */
  required?: boolean;
}

export interface ServiceArgs extends ContainerArgs {
  /**
   * Networks that the tasks join: a list of keys, or a map with settings. A change restarts the tasks.
   * @default the network "default" in a stack (Compose), none for a single service (engine)
   * @see Compose `networks`; Engine API `TaskSpec.Networks`
   */
  networks?: string[] | Record<string, ServiceNetworkArgs | null>;
  /**
   * Ports that are published: "8080:80", "53:53/udp", "9000-9002:9000-9002" or the long form.
   * The order has no meaning. A change restarts the tasks.
   * @default none (engine)
   * @see Compose `ports`; Engine API `EndpointSpec.Ports`
   */
  ports?: (string | number | PortArgs)[];
  /**
   * Mounts: "data:/var/lib/data", "/etc/ssl:/etc/ssl:ro" or the long form. A change restarts the tasks.
   * @default none but those of the image (engine)
   * @see Compose `volumes`; Engine API `ContainerSpec.Mounts`
   */
  volumes?: (string | MountArgs)[];
  /**
   * Paths that are kept in memory: "/run" or "/run:size=64m,mode=1777". A change restarts the tasks.
   * @default none (engine)
   * @see Compose `tmpfs`, which `docker stack` ignores; Engine API `Mount.TmpfsOptions`
   */
  tmpfs?: string | string[];
  /**
   * Size of /dev/shm. A change restarts the tasks.
   * @default 64 MiB, or what the node's daemon is configured to (engine)
   * @see Compose `shm_size`, which `docker stack` ignores; a tmpfs mount in the Engine API
   */
  shmSize?: ByteSize;
  /**
   * Most memory and swap together, as in Compose: "1g", or -1 for as much swap as there is; 0 says nothing. Not below
   * `deploy.resources.limits.memory`, which it needs; equal to it, there is no swap. Needs API 1.52.
   * A change restarts the tasks.
   * @default twice the memory limit (engine)
   * @see Compose `memswap_limit`, which `docker stack` refuses; Engine API `Resources.SwapBytes`, the swap alone
   */
  memswapLimit?: ByteSize;
  /**
   * How readily the kernel swaps the container's memory out, in percent: 0 to 100. Needs API 1.52, and a node with
   * cgroup v1. A change restarts the tasks.
   * @default that of the node (engine)
   * @see Compose `mem_swappiness`, which `docker stack` refuses; Engine API `Resources.MemorySwappiness`
   */
  memSwappiness?: number;
  /**
   * Platform of the nodes that may run it: "linux/amd64", "linux/arm64", "linux/arm/v7". For several, and winning over
   * it: `deploy.placement.platforms`. A change takes effect in place, for new tasks.
   * @default any (engine)
   * @see Compose `platform`, which `docker stack` refuses; Engine API `Placement.Platforms`
   */
  platform?: string;
  /**
   * Secrets that the tasks get as files, by key or in the long form. The order has no meaning.
   * A change restarts the tasks.
   * @default none (engine)
   * @see Compose `secrets`; Engine API `ContainerSpec.Secrets`
   */
  secrets?: (string | FileReferenceArgs)[];
  /**
   * Configs that the tasks get as files, by key or in the long form. The order has no meaning.
   * A change restarts the tasks.
   * @default none (engine)
   * @see Compose `configs`; Engine API `ContainerSpec.Configs`
   */
  configs?: (string | FileReferenceArgs)[];
  /**
   * Compose's short form of `deploy.restartPolicy`, which wins over it: "no", "always", "unless-stopped" or
   * "on-failure:3". "no" says nothing, as with docker, and leaves the engine's default. A change restarts the tasks.
   * @default "no" (Compose)
   * @see Compose `restart`; Engine API `TaskSpec.RestartPolicy`
   */
  restart?: string;
  /**
   * Services of the same stack that are sent before this one: a list, or a map with conditions. If one of them
   * fails, this one is not sent. A change takes effect at the next rollout and restarts nothing.
   * @default none (Compose)
   * @see Compose `depends_on`, which `docker stack` ignores
   */
  dependsOn?: string[] | Record<string, DependsOnArgs>;
  /**
   * How the service is deployed: mode, replicas, updates, resources, placement. A change does
   * what the changed field says.
   * @default one replica (engine)
   * @see Compose `deploy`
   */
  deploy?: DeployArgs;
}
