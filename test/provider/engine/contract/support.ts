// What the parts of the contract share: specs, and ways to wait for what an engine does by itself.

import type { Engine } from "../../../../provider/engine/engine";
import type { NetworkSpec, ServiceSpec } from "../../../../provider/engine/types";
import { SwarmError } from "../../../../provider/errors";

export interface Contract {
  /** An engine in no swarm. */
  engine: Engine;
  /** Where its swarm listens: "10.0.0.1:2377". */
  address: string;
  /** Gives the engine an image of this name. */
  hold(name: string): Promise<void>;
}

export const secret = { Name: "pw", Labels: {}, Data: "aHVudGVyMg==" };

export function service(
  Name: string,
  more: Partial<ServiceSpec["TaskTemplate"]> = {},
): ServiceSpec {
  return {
    Name,
    TaskTemplate: { ContainerSpec: { Image: "busybox:latest" }, Placement: {}, ...more },
    Mode: { Replicated: { Replicas: 2 } },
  };
}

export function network(Name: string): NetworkSpec {
  return {
    ...{ Name, Driver: "overlay", IPAM: null, Internal: false, Attachable: false, Ingress: false },
    ...{ ConfigOnly: false, ConfigFrom: null, Options: null, Labels: { a: "b" } },
  };
}

/** The engine itself moves the version on while it allocates and updates. */
export async function settled(engine: Engine, name: string) {
  let last = -1;
  const found = await until(
    async () => {
      const live = await engine.services.inspect(name);
      const quiet = live?.Version.Index === last;
      last = live?.Version.Index ?? -1;
      return quiet ? live : undefined;
    },
    (live) => live !== undefined,
    250,
  );
  if (!found) throw new Error(`${name} never settles`);
  return found;
}

/** Much longer than anything takes on a machine that has other work, too. */
const LONGEST_MS = 180_000;

/** Looks again and again; what was seen last is told where it never is enough. */
export async function until<T>(look: () => Promise<T>, enough: (seen: T) => boolean, pauseMs = 50) {
  const deadlineMs = Date.now() + LONGEST_MS;
  for (;;) {
    const seen = await look();
    if (enough(seen)) return seen;
    if (Date.now() > deadlineMs) throw new Error(`it never came: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

export async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const pause = new Promise((resolve) => setTimeout(resolve, 100, "pending"));
  return (await Promise.race([promise, pause])) === "pending";
}

export async function codeOf(promise: Promise<unknown>): Promise<string> {
  const failure: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure !== undefined && !(failure instanceof SwarmError)) throw failure;
  return failure?.code ?? "no failure";
}
