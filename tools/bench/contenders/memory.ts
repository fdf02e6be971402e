// The most memory that the provider's process of one program had while something ran.

import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { providersOf } from "../../../test/system/support/processes";

/** The kernel's mark only ever rises, so the last look before the process ends is all that is needed. */
const LOOK_MS = 40;

/** Runs it, and gives the peak of the provider process that it started, where there was one. */
export async function withPeak<T>(
  dir: string,
  run: () => Promise<T>,
): Promise<{ result: T; peakBytes?: number }> {
  const stop = new AbortController();
  const watching = watch(dir, stop.signal);
  const result = await run().finally(() => stop.abort());
  const peakBytes = await watching;
  return peakBytes > 0 ? { result, peakBytes } : { result };
}

async function watch(dir: string, signal: AbortSignal): Promise<number> {
  let pids: number[] = [];
  let peak = 0;
  const look = (): number[] => pids.map(peakOf).filter((bytes) => bytes > 0);
  while (!signal.aborted) {
    // before the provider itself, Pulumi runs a process that only finds it
    if (look().length === 0) pids = providersOf(dir);
    peak = Math.max(peak, ...look());
    await sleep(LOOK_MS);
  }
  return peak;
}

/** 0 for a process that has ended. */
function peakOf(pid: number): number {
  try {
    const [, kib] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kib ?? 0) * 1024;
  } catch {
    return 0;
  }
}
