// The wait of one rollout: hands the services to convergence and turns the verdicts into one error.

import { waitForConvergence } from "./converge/wait";
import type { Applied, ApplyContext } from "./apply/apply";
import type { Engine } from "./engine/engine";
import type { ServiceSpec } from "./engine/types";
import { SwarmError } from "./errors";
import { CONVERGE_TIMEOUT_MS } from "./limits";
import type { ConvergeOptions } from "./model/common";
import { parseDuration } from "./model/units";
import type { Reporter } from "./progress";

export function converger(
  engine: Engine,
  options: false | ConvergeOptions | undefined,
  reporter: Reporter,
): ApplyContext["converge"] {
  return async (services) => {
    if (options === false) return;
    const { outcomes } = await waitForConvergence(engine, services.map(target), {
      timeoutMs: toMs(options?.timeout) ?? CONVERGE_TIMEOUT_MS,
      monitorMs: toMs(options?.monitor),
      progress: oneRow(reporter),
    });
    const failed = Object.values(outcomes).filter(({ state }) => FAILED.includes(state));
    if (failed.length > 0)
      throw new SwarmError("NOT_CONVERGED", failed.map(({ message }) => message).join("\n\n"));
  };
}

const FAILED = ["failed", "timed out"];

/** A resource has one row however many services it has: the last word of each, side by side. */
function oneRow(reporter: Reporter): (line: string, key: string) => void {
  const lines = new Map<string, string>();
  return (line, key) => {
    lines.set(key, line);
    reporter.waiting([...lines.values()].join("; "));
  };
}

const toMs = (duration: string | undefined): number | undefined => {
  const ns = duration === undefined ? undefined : parseDuration(duration);
  return ns === undefined ? undefined : Number(ns / 1_000_000n);
};

const target = (service: Applied) => ({
  key: service.desired.key,
  id: service.id,
  spec: service.spec as ServiceSpec,
  baseline: new Set(service.tasksBefore),
  changedAtMs: service.sentAtMs,
});
