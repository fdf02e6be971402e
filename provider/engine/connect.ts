// The door of this room: from a connection to an Engine. One Engine for each place in a process, so that
// connections, the agreed API version and the limit of requests at once are shared.

import type { ConnectionArgs } from "../model/common";
import { resolveEndpoints, type Endpoint } from "./address";
import { createEngine } from "./calls";
import type { Engine } from "./engine";
import { failingOver } from "./failover";
import { createCaller, defaultLimits, type Caller, type Limits } from "./request";

const engines = new Map<string, Engine>();

/** The engine that the connection means; sends nothing yet. */
export function connect(connection: ConnectionArgs | undefined): Engine {
  const endpoints = resolveEndpoints(connection);
  const place = JSON.stringify(endpoints);
  const engine = engines.get(place) ?? createEngine(callerFor(endpoints, defaultLimits));
  engines.set(place, engine);
  return engine;
}

/** One engine, or several managers of a swarm. */
export function callerFor([first, ...others]: [Endpoint, ...Endpoint[]], limits: Limits): Caller {
  if (others.length === 0) return createCaller(first, limits);
  const onceEach = { ...limits, retryMs: 0 };
  const of = (endpoint: Endpoint): Caller => createCaller(endpoint, onceEach);
  return failingOver([of(first), ...others.map(of)], limits);
}
