// The wait of one rollout: hands the services to convergence and turns the verdicts into one error.

import { openWait, type OpenWait, type WaitOptions } from "./converge/wait";
import type { Applied, Convergence } from "./apply/apply";
import type { Engine } from "./engine/engine";
import { redact } from "./engine/redact";
import type { ServiceSpec } from "./engine/types";
import { SwarmError } from "./errors";
import { CONVERGE_TIMEOUT_MS } from "./limits";
import type { ConvergeOptions } from "./model/common";
import { ownOf } from "./plan/left-alone";
import { durationMs } from "./model/units";
import type { Reporter } from "./progress";
import { rowOf, type Said } from "./row";

export interface Wait {
  engine: Engine;
  options: false | ConvergeOptions | undefined;
  reporter: Reporter;
  /** What no message may hold, though a task's log quotes it. */
  secrets: string[];
}

/** Without a wait (`converge: false`), only those are looked at that another one waits for. */
export function converger({ engine, options, reporter, secrets }: Wait): Convergence {
  const isAwaited = options !== false;
  const given = options === false ? undefined : options;
  const taken = new Set<string>();
  const wait = openWait(engine, {
    timeoutMs: durationMs(given?.timeout) ?? CONVERGE_TIMEOUT_MS,
    monitorMs: durationMs(given?.monitor),
    progress: oneRow(reporter, () => taken.size),
    redact: (text) => redact(text, secrets),
  });
  const take = (service: Applied): void => {
    if (taken.has(service.id)) return;
    taken.add(service.id);
    wait.add(target(service));
  };
  return {
    watch(service) {
      if (isAwaited) take(service);
    },
    reaches(service, goal) {
      take(service);
      return wait.reaches(service.desired.key, goal);
    },
    giveUp: wait.giveUp,
    async end() {
      if (isAwaited || failures(wait.outcomes).length > 0) refuseFailures(await wait.end());
    },
  };
}

const failures = (outcomes: OpenWait["outcomes"]) =>
  Object.values(outcomes).flatMap(({ code, message }) =>
    code === undefined ? [] : [{ code, message }],
  );

function refuseFailures(outcomes: OpenWait["outcomes"]): void {
  const failed = failures(outcomes);
  const [first] = failed;
  if (first === undefined) return;
  const code = failed.find((one) => one.code === "ROLLED_BACK")?.code ?? first.code;
  throw new SwarmError(code, failed.map(({ message }) => message).join("\n\n"));
}

/** A resource has one row however many services it has. What several services say at one look is one text. */
function oneRow(reporter: Reporter, total: () => number): WaitOptions["progress"] {
  const said = new Map<string, Said>();
  let isDue = false;
  return (line, key, isSettled) => {
    said.set(key, { line, isSettled });
    if (isDue) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      reporter.waiting(rowOf([...said.values()], total()));
    });
  };
}

const target = (service: Applied) => ({
  key: service.desired.key,
  id: service.id,
  spec: service.spec as ServiceSpec,
  baseline: new Set(service.tasksBefore),
  changedAtMs: service.sentAtMs,
  isUnchanged: !service.sent,
  mustEnd: service.mustEnd,
  own: (spec: ServiceSpec) => ownOf(spec, service.spec, service.desired.left),
});
