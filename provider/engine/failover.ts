// Several managers of one swarm as one way to ask: the first that answers is used, and another when it is gone.
// Any manager passes on what only the leader can do, so it does not matter which one is asked.

import { hasCode, SwarmError } from "../errors";
import { isSilence, neverArrived } from "./errors";
import { retrying, type Caller, type Limits } from "./request";
import { readInfo } from "./swarm-calls";

/** `callers` make one try each; trying again is done here, with another one. */
export function failingOver(callers: [Caller, ...Caller[]], limits: Limits): Caller {
  let current: Caller | undefined;
  let choosing: Promise<Caller> | undefined;
  let next = 0;
  let clusterId: string | undefined;

  const reach = async (): Promise<Caller> =>
    current ?? (choosing ??= choose().finally(() => (choosing = undefined)));

  async function choose(): Promise<Caller> {
    const failures: SwarmError[] = [];
    let other: Caller | undefined;
    for (const caller of [...callers.slice(next), ...callers.slice(0, next)]) {
      try {
        const { Swarm } = await readInfo(caller);
        // A manager whose swarm has no leader tells no id.
        const id = Swarm.Cluster?.ID || undefined;
        if (Swarm.ControlAvailable && id !== undefined) return use(caller, id);
        other ??= caller;
        failures.push(notNow(caller, Swarm.ControlAvailable));
      } catch (error) {
        if (!isSilence(error)) throw error;
        failures.push(error);
      }
    }
    if (other === undefined || clusterId !== undefined) throw together(failures);
    // None is a manager yet: whoever asks says what that means, and the next request looks again.
    next = callers.indexOf(other);
    return other;
  }

  function use(caller: Caller, id: string): Caller {
    if (clusterId !== undefined && id !== clusterId)
      throw new SwarmError(
        "WRONG_CLUSTER",
        `${caller.address} is a manager of swarm ${id}, and the others of this connection are of swarm ${clusterId}. ` +
          "Nothing was sent to it. Name managers of one swarm in `connection.host`.",
      );
    clusterId = id;
    next = callers.indexOf(caller);
    return (current = caller);
  }

  /** Another one is asked from now on. */
  function leave(caller: Caller): void {
    if (current !== caller) return;
    current = undefined;
    next = (callers.indexOf(caller) + 1) % callers.length;
  }

  async function ask<T>(send: (caller: Caller) => Promise<T>): Promise<T> {
    const caller = await reach();
    try {
      return await send(caller);
    } catch (error) {
      if (isSilence(error) || hasCode(error, "NOT_A_MANAGER")) leave(caller);
      throw error;
    }
  }

  function asking<T>(
    send: (caller: Caller) => Promise<T>,
    mayAgain: (error: unknown) => boolean,
    budgetMs: number,
  ): Promise<T> {
    let isSent = false;
    const once = (): Promise<T> => {
      isSent = false;
      return ask((caller) => {
        isSent = true;
        return send(caller);
      });
    };
    // Where nobody ever answered, the addresses are wrong.
    const again = (error: unknown): boolean =>
      clusterId !== undefined && (isSent ? mayAgain(error) : hasCode(error, "ENGINE_UNREACHABLE"));
    return retrying(once, budgetMs, limits, again);
  }

  return {
    get address() {
      return (current ?? callers[next] ?? callers[0]).address;
    },
    limits,
    ready: async () => (await reach()).ready(),
    read: (request) =>
      asking(
        (caller) => caller.read(request),
        isPassing,
        request.limitMs === undefined ? limits.retryMs : 0,
      ),
    write: (request) => asking((caller) => caller.write(request), isUndone, limits.retryMs),
    counted: (send) => ask((caller) => caller.counted(send)),
    requests: () => callers.reduce((sum, caller) => sum + caller.requests(), 0),
  };
}

const isPassing = (error: unknown): boolean =>
  hasCode(error, "ENGINE_UNREACHABLE", "NOT_A_MANAGER");
const isUndone = (error: unknown): boolean =>
  neverArrived(error) || hasCode(error, "NOT_A_MANAGER");

const notNow = ({ address }: Caller, isManager: boolean): SwarmError =>
  new SwarmError(
    "ENGINE_UNREACHABLE",
    `engine ${address}: ${isManager ? "its swarm has no leader. See that most of its managers are up" : "it is no manager"}.`,
  );

/** One failure of all of them. */
function together(failures: SwarmError[]): SwarmError {
  const words = failures.map(({ message }) => message).join("\n");
  const what = failures.every(isSilence) ? "answers" : "can be used";
  return new SwarmError(
    "ENGINE_UNREACHABLE",
    `None of the ${failures.length} managers of the connection ${what}.\n${words}`,
    { cause: failures[0]?.cause },
  );
}
