// Parts of a container's args that have fields of their own. A change of any restarts the tasks. Types only.

import type { Duration } from "./common";

export interface HealthcheckArgs {
  /**
   * Command: text runs in a shell; a list begins with "CMD", "CMD-SHELL" or "NONE". A change restarts the tasks.
   * @default the image's (engine)
   * @see Compose `healthcheck.test`; Engine API `HealthConfig.Test`
   */
  test?: string | string[];
  /**
   * Time between two checks; "1ms" or more, "0s" for the default. A change restarts the tasks.
   * @default the image's, else "30s" (engine)
   * @see Compose `healthcheck.interval`; Engine API `HealthConfig.Interval`
   */
  interval?: Duration;
  /**
   * Longest time of one check; "1ms" or more, "0s" for the default. A change restarts the tasks.
   * @default the image's, else "30s" (engine)
   * @see Compose `healthcheck.timeout`; Engine API `HealthConfig.Timeout`
   */
  timeout?: Duration;
  /**
   * Time after the start in which failures do not count; "1ms" or more, "0s" for the default.
   * A change restarts the tasks.
   * @default the image's, else "0s" (engine)
   * @see Compose `healthcheck.start_period`; Engine API `HealthConfig.StartPeriod`
   */
  startPeriod?: Duration;
  /**
   * Time between two checks within `startPeriod`; "1ms" or more. Needs API 1.44. A change restarts the tasks.
   * @default the image's, else "5s" (engine)
   * @see Compose `healthcheck.start_interval`; Engine API `HealthConfig.StartInterval`
   */
  startInterval?: Duration;
  /**
   * How many failures in a row make the container unhealthy; 0 for the default. A change restarts the tasks.
   * @default the image's, else 3 (engine)
   * @see Compose `healthcheck.retries`; Engine API `HealthConfig.Retries`
   */
  retries?: number;
  /**
   * true turns the image's own health check off; excludes `test`. A change restarts the tasks.
   * @default false (Compose)
   * @see Compose `healthcheck.disable`
   */
  disable?: boolean;
}

export interface LoggingArgs {
  /**
   * Name of the log driver, such as "json-file", "journald" or "none". A change restarts the tasks.
   * @default what the node's daemon is configured to (engine)
   * @see Compose `logging.driver`; Engine API `LogDriver.Name`
   */
  driver?: string;
  /**
   * Options of that driver, such as `max-size`. A change restarts the tasks.
   * @default none (engine)
   * @see Compose `logging.options`; Engine API `LogDriver.Options`
   */
  options?: Record<string, string | number | boolean | null>;
}

/** Both are required; -1 is no limit. A change restarts the tasks. */
export interface UlimitArgs {
  /** What the process begins with; not above `hard`. @see Compose `ulimits.*.soft`; Engine API `Ulimit.Soft` */
  soft: number;
  /** What the process may raise it to. @see Compose `ulimits.*.hard`; Engine API `Ulimit.Hard` */
  hard: number;
}

/** Exactly one field is given. A change restarts the tasks. */
export interface CredentialSpecArgs {
  /** Key of a config of the stack. @default none (engine) @see Compose `credential_spec.config`; Engine API `CredentialSpec.Config` */
  config?: string;
  /** File in the node's CredentialSpecs folder. @default none (engine) @see Compose `credential_spec.file`; Engine API `CredentialSpec.File` */
  file?: string;
  /** Value in the node's registry. @default none (engine) @see Compose `credential_spec.registry`; Engine API `CredentialSpec.Registry` */
  registry?: string;
}
