// Types that several kinds of args share. Plain values only; the SDK wraps them for Outputs.

/** A span of time with units, in Go's form: "10s", "1m30s", "500ms", "1h". */
export type Duration = string;

/** A number of bytes, or text with a binary unit: 52428800, "50M", "512MiB", "1.5gb" (units of 1024). */
export type ByteSize = string | number;

/** A map, or Compose's list form (`["KEY=value", "KEY"]`). */
export type ListOrMap = string[] | Record<string, string | number | boolean | null>;

/**
 * How to reach an engine. Without one: Pulumi config `swarm:host` or `swarm:context`, then DOCKER_HOST,
 * DOCKER_CONTEXT, the current docker context, and at last the local socket.
 */
export interface ConnectionArgs {
  /** Address: `unix:///var/run/docker.sock`, `tcp://10.0.0.11:2376`, `https://…` or `ssh://user@node`. */
  host?: string;
  /** Name of a docker context on the machine that runs Pulumi. Excludes `host`. */
  context?: string;
  /** CA certificate, PEM text. */
  ca?: string;
  /** Client certificate, PEM text. */
  cert?: string;
  /** Client key, PEM text; kept as a secret. */
  key?: string;
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
   * Longest wait for the whole rollout. Changing it restarts nothing.
   * @default "10m" (ours)
   */
  timeout?: Duration;
  /**
   * How long new tasks must stay up before they count as converged.
   * @default the service's own `updateConfig.monitor`, else "5s" (as the docker CLI)
   */
  monitor?: Duration;
}

/** One thing wrong with the args: where (`["services", "web", "ports", "0"]`) and what, in a sentence. */
export interface Problem {
  path: string[];
  reason: string;
  /** true: worth saying, but nothing is refused for it. */
  warning?: true;
}
