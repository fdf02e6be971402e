// What runs in the tasks of a service, and with which rights: the container's part of the args. Types only.

import type { Duration, ListOrMap } from "./common";
import type { HealthcheckArgs, LoggingArgs } from "./container-parts";
import type { CredentialSpecArgs, UlimitArgs } from "./container-parts";

export interface ContainerArgs {
  /**
   * Image reference: `[registry/]repository[:tag][@digest]`. Required. A change restarts the tasks.
   * @default tag "latest" when neither tag nor digest is given (docker)
   * @see Compose `image`; Engine API `ContainerSpec.Image`
   */
  image?: string;
  /**
   * Arguments of the entrypoint. Text is split into words as a shell would, without expanding anything.
   * A change restarts the tasks.
   * @default the image's command (engine)
   * @see Compose `command`; Engine API `ContainerSpec.Args`
   */
  command?: string | string[];
  /**
   * The program that runs; text is split into words. A change restarts the tasks.
   * @default the image's entrypoint (engine)
   * @see Compose `entrypoint`; Engine API `ContainerSpec.Command`
   */
  entrypoint?: string | string[];
  /**
   * Environment variables, as a map or as `["NAME=value"]`. null, or a name alone, removes the image's own.
   * Values may hold templates such as `{{.Task.Slot}}`. A change restarts the tasks.
   * @default those of the image alone (engine)
   * @see Compose `environment`; Engine API `ContainerSpec.Env`
   */
  environment?: ListOrMap;
  /**
   * Labels of the containers; those of the service are `deploy.labels`. A change restarts the tasks.
   * @default none (engine)
   * @see Compose `labels`; Engine API `ContainerSpec.Labels`
   */
  labels?: ListOrMap;
  /**
   * Working directory, an absolute path in the container. A change restarts the tasks.
   * @default the image's (engine)
   * @see Compose `working_dir`; Engine API `ContainerSpec.Dir`
   */
  workingDir?: string;
  /**
   * User, by name or id, with a group after a colon if need be: "1000:1000". A change restarts the tasks.
   * @default the image's (engine)
   * @see Compose `user`; Engine API `ContainerSpec.User`
   */
  user?: string;
  /**
   * More groups of the user, by name or id. A change restarts the tasks.
   * @default none (engine)
   * @see Compose `group_add`, which `docker stack` refuses; Engine API `ContainerSpec.Groups`
   */
  groupAdd?: (string | number)[];
  /**
   * Host name in the container; may hold templates such as `{{.Node.Hostname}}`. A change restarts the tasks.
   * @default the container's id (engine)
   * @see Compose `hostname`; Engine API `ContainerSpec.Hostname`
   */
  hostname?: string;
  /**
   * Signal that asks the process to end: a name such as "SIGINT", or a number. A change restarts the tasks.
   * @default the image's, else "SIGTERM" (engine)
   * @see Compose `stop_signal`; Engine API `ContainerSpec.StopSignal`
   */
  stopSignal?: string;
  /**
   * How long the process may take to end before it is killed; "0s" or more. A change restarts the tasks.
   * @default "10s" (engine)
   * @see Compose `stop_grace_period`; Engine API `ContainerSpec.StopGracePeriod`
   */
  stopGracePeriod?: Duration;
  /**
   * true gives the process a terminal. A change restarts the tasks.
   * @default false (engine)
   * @see Compose `tty`; Engine API `ContainerSpec.TTY`
   */
  tty?: boolean;
  /**
   * true keeps the standard input open. A change restarts the tasks.
   * @default false (engine)
   * @see Compose `stdin_open`; Engine API `ContainerSpec.OpenStdin`
   */
  stdinOpen?: boolean;
  /**
   * true mounts the container's own file system read-only. A change restarts the tasks.
   * @default false (engine)
   * @see Compose `read_only`; Engine API `ContainerSpec.ReadOnly`
   */
  readOnly?: boolean;
  /**
   * true runs a small init as process 1, which forwards signals and reaps children. A change restarts the tasks.
   * @default what the node's daemon is configured to (engine)
   * @see Compose `init`; Engine API `ContainerSpec.Init`
   */
  init?: boolean;
  /**
   * Isolation on Windows nodes: default, process or hyperv. A change restarts the tasks.
   * @default "default" (engine)
   * @see Compose `isolation`; Engine API `ContainerSpec.Isolation`
   */
  isolation?: string;
  /**
   * Kernel parameters of the container's namespaces, such as `net.core.somaxconn`. A change restarts the tasks.
   * @default none (engine)
   * @see Compose `sysctls`; Engine API `ContainerSpec.Sysctls`
   */
  sysctls?: ListOrMap;
  /**
   * Capabilities beyond docker's default set, with or without `CAP_`; "ALL" for all. What is added wins over
   * what is dropped. A change restarts the tasks.
   * @default none (engine)
   * @see Compose `cap_add`; Engine API `ContainerSpec.CapabilityAdd`
   */
  capAdd?: string[];
  /**
   * Capabilities taken from docker's default set; "ALL" for all. A change restarts the tasks.
   * @default none (engine)
   * @see Compose `cap_drop`; Engine API `ContainerSpec.CapabilityDrop`
   */
  capDrop?: string[];
  /**
   * Limits of setrlimit(2) by name, such as `nofile`; one number is both soft and hard, -1 is no limit.
   * A change restarts the tasks.
   * @default what the node's daemon is configured to (engine)
   * @see Compose `ulimits`; Engine API `ContainerSpec.Ulimits`
   */
  ulimits?: Record<string, number | UlimitArgs>;
  /**
   * More lines of /etc/hosts: `["name=10.0.0.5"]`, `["name:10.0.0.5"]` or a map of names to addresses.
   * A change restarts the tasks.
   * @default none (engine)
   * @see Compose `extra_hosts`; Engine API `ContainerSpec.Hosts`
   */
  extraHosts?: string[] | Record<string, string | null>;
  /**
   * Addresses of DNS servers, asked in this order for names outside the swarm. A change restarts the tasks.
   * @default those of the node (engine)
   * @see Compose `dns`; Engine API `ContainerSpec.DNSConfig.Nameservers`
   */
  dns?: string | string[];
  /**
   * Domains in which short names are looked for, in this order. A change restarts the tasks.
   * @default those of the node (engine)
   * @see Compose `dns_search`; Engine API `ContainerSpec.DNSConfig.Search`
   */
  dnsSearch?: string | string[];
  /**
   * Options of the resolver, such as "ndots:2". A change restarts the tasks.
   * @default those of the node (engine)
   * @see Compose `dns_opt`, which `docker stack` refuses; Engine API `ContainerSpec.DNSConfig.Options`
   */
  dnsOpt?: string[];
  /**
   * How the engine finds out whether the container is healthy; a task is running only once it is.
   * A change restarts the tasks.
   * @default the image's (engine)
   * @see Compose `healthcheck`; Engine API `ContainerSpec.Healthcheck`
   */
  healthcheck?: HealthcheckArgs;
  /**
   * Where the output of the container goes. A change restarts the tasks.
   * @default what the node's daemon is configured to (engine)
   * @see Compose `logging`; Engine API `TaskSpec.LogDriver`
   */
  logging?: LoggingArgs;
  /**
   * Windows credential spec; exactly one of its fields. A change restarts the tasks.
   * @default none (engine)
   * @see Compose `credential_spec`; Engine API `Privileges.CredentialSpec`
   */
  credentialSpec?: CredentialSpecArgs;
  /**
   * "no-new-privileges:true"; "seccomp=unconfined", "seccomp=builtin" or "seccomp=" and a profile as JSON;
   * "apparmor=unconfined" or "apparmor=docker-default"; "label=disable" or "label=type:…" for SELinux.
   * Needs API 1.44, but for `label`. A change restarts the tasks.
   * @default none (engine)
   * @see Compose `security_opt`, which `docker stack` ignores; Engine API `ContainerSpec.Privileges`
   */
  securityOpt?: string[];
  /**
   * How ready the kernel is to kill the process when memory ends: -1000 (never) to 1000 (first).
   * Needs API 1.46. A change restarts the tasks.
   * @default 0 (engine)
   * @see Compose `oom_score_adj`; Engine API `ContainerSpec.OomScoreAdj`
   */
  oomScoreAdj?: number;
}
