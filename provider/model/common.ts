// Types that several kinds of args share. Plain values only; the SDK wraps them for Outputs.

/** A span of time with units, in Go's form: "10s", "1m30s", "500ms", "1h". */
export type Duration = string;

/** A number of bytes, or text with a binary unit: 52428800, "50M", "512MiB", "1.5gb" (units of 1024). */
export type ByteSize = string | number;

/** A map, or Compose's list form (`["KEY=value", "KEY"]`). */
export type ListOrMap = string[] | Record<string, string | number | boolean | null>;

/**
 * How to reach an engine. Without one: Pulumi config `swarm:host` or `swarm:context`, then DOCKER_HOST,
 * DOCKER_CONTEXT, the current docker context, and at last the local socket. A change of any moves nothing: it is
 * another way to the same swarm.
 */
export interface ConnectionArgs {
  /**
   * Address: `unix:///var/run/docker.sock`, `tcp://10.0.0.11:2376`, `https://…` or `ssh://user@node`. A list
   * names managers of one swarm: the first that answers is used, and another when it is gone. What lives on one
   * engine (volumes, local networks) is on the first.
   * @default Pulumi config `swarm:host`, else the environment (ours)
   * @see `docker --host`
   */
  host?: string | string[];
  /**
   * Name of a docker context on the machine that runs Pulumi. Excludes `host`.
   * @default Pulumi config `swarm:context`, else the environment (ours)
   * @see `docker --context`
   */
  context?: string;
  /**
   * CA certificate: PEM text, or the path of a file on the machine that runs Pulumi. A path is what the state holds;
   * the file is read whenever a connection is made. Relative ones begin at the folder of the program, `~/` at home.
   * @default those that Node trusts (ours)
   * @see `docker --tlscacert`
   */
  ca?: string;
  /**
   * Client certificate: PEM text or a path, as with `ca`.
   * @default none (ours)
   * @see `docker --tlscert`
   */
  cert?: string;
  /**
   * Client key: PEM text or a path, as with `ca`; kept as a secret.
   * @default none (ours)
   * @see `docker --tlskey`
   */
  key?: string;
  /**
   * Private key for ssh: the text of a key file, or its path; kept as a secret. It must have no passphrase (put
   * such a key into your ssh agent, and leave this out). It serves the jump hosts, too, and lives in the memory
   * of an ssh agent of its own, only until ssh has logged in.
   * @default those of ~/.ssh/config and of your ssh agent (ours)
   * @see `ssh -i`
   */
  sshKey?: string;
  /**
   * Lines of a known_hosts file (`ssh-keyscan HOST`), in one text or several; a line for each jump host, too.
   * With them no file of known hosts is asked. A host that is not known, or shows another key, is always refused.
   * @default ~/.ssh/known_hosts, as ~/.ssh/config says (ours)
   * @see `UserKnownHostsFile` of ssh_config(5)
   */
  sshKnownHosts?: string | string[];
  /**
   * Hosts to go through by ssh, `user@bastion:22`, the first to be reached first.
   * @default `ProxyJump` of ~/.ssh/config, if there is one (ours)
   * @see `ssh -J`
   */
  sshJump?: string | string[];
  /**
   * Allows `tcp://` and `http://` without TLS to another machine, where whoever is on the way can read
   * secrets and command the engine. To this machine (loopback) no permission is needed.
   * @default false (ours)
   */
  insecure?: boolean;
}

/** How long, and whether, an `up` waits until the tasks run. */
export interface ConvergeOptions {
  /**
   * Longest wait for the whole rollout. A change restarts nothing.
   * @default "10m" (ours)
   */
  timeout?: Duration;
  /**
   * How long new tasks must stay up before they count as converged. A change restarts nothing.
   * @default the service's own `updateConfig.monitor`, else "5s" (docker)
   * @see `docker service create --detach=false`, which waits as long
   */
  monitor?: Duration;
}

/** How long an `up` waits for a drain. */
export interface DrainOptions {
  /**
   * Longest wait until the node's tasks run elsewhere. A change does nothing to the node.
   * @default "10m" (ours)
   */
  timeout?: Duration;
}

/** One thing wrong with the args: where (`["services", "web", "ports", "0"]`) and what, in a sentence. */
export interface Problem {
  path: string[];
  reason: string;
  /** true: worth saying, but nothing is refused for it. */
  warning?: true;
  /** true: well-formed, but no swarm can do it. */
  unsupported?: true;
}
