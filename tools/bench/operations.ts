// What is measured, and of whom: the operations on a stack, those who carry them out, and one measurement.

export const OPERATIONS = [
  "create",
  "unchanged",
  "update all",
  "update one",
  "refresh",
  "remove",
] as const;
export type Operation = (typeof OPERATIONS)[number];

export const CONTENDERS = ["ours", "docker", "floor", "noop", "empty"] as const;
export type ContenderName = (typeof CONTENDERS)[number];

/** One who can carry operations out; each has a stack of its own, and leaves nothing after "remove". */
export interface Contender {
  name: ContenderName;
  /** In the order in which they are carried out. */
  operations: readonly Operation[];
  /** Gets ready for it, which is not measured. */
  prepare?(operation: Operation): void;
  /** Does it, and ends when it is done: all tasks run, respectively all are gone. */
  perform(operation: Operation): Promise<Run>;
  close(): void;
}

/** What an operation showed besides the time it took. */
export interface Run {
  /** The most memory that the provider's process ever had (VmHWM). */
  peakBytes?: number;
}

export interface Sample extends Run {
  contender: ContenderName;
  operation: Operation;
  ms: number;
}

/** A stack of services without tasks, for what grows with their number. */
export interface LargeSample extends Run {
  services: number;
  operation: Operation;
  ms: number;
  /** The floor's time for the same. */
  floorMs?: number;
  /** The peak of a provider that does nothing, with the same inputs: Pulumi's own share. */
  idlePeakBytes?: number;
  /** All requests to the engine, and those of them that create or remove one service. */
  requests: number;
  perService: number;
  /** The state file after it. */
  stateBytes: number;
}

/** All that one run of the benchmark found; what was left out is empty. */
export interface Results {
  samples: Sample[];
  large: LargeSample[];
  /** How long our code takes to load, in milliseconds. */
  loadsMs: number[];
}
