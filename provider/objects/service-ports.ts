// Ports that have just been given up: the engine goes on refusing them to others until its allocator has seen that,
// which takes it some milliseconds.

import { setTimeout as delay } from "node:timers/promises";
import type { Engine } from "../engine/engine";
import type { ServiceSpec } from "../engine/types";
import { hasCode } from "../errors";
import { PORT_GRACE_MS } from "../limits";
import { clash, portsOf } from "../plan/preflight/ports";

interface Sent {
  /** Of a service that is there. */
  id?: string;
  spec: ServiceSpec;
}

/** Sends again what was refused for a port that no other service declares any more. */
export async function whenPortsAreFree<T>(
  engine: Engine,
  sent: Sent,
  send: () => Promise<T>,
): Promise<T> {
  const beganMs = Date.now();
  for (;;) {
    try {
      return await send();
    } catch (error) {
      const isOver = Date.now() - beganMs > PORT_GRACE_MS;
      if (!hasCode(error, "PORT_TAKEN") || isOver || (await isDeclared(engine, sent))) throw error;
      await delay(100);
    }
  }
}

async function isDeclared(engine: Engine, { id, spec }: Sent): Promise<boolean> {
  const wanted = portsOf(spec.EndpointSpec?.Ports);
  const others = (await engine.services.list()).filter(({ ID }) => ID !== id);
  return others.some(({ Spec }) =>
    portsOf(Spec.EndpointSpec?.Ports).some((held) => wanted.some((port) => clash(held, port))),
  );
}
