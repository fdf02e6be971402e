// The door of this room: from a connection to an Engine. One Engine for each place in a process, so that
// connections, the agreed API version and the limit of requests at once are shared.

import type { ConnectionArgs } from "../model/common";
import { resolveEndpoint } from "./address";
import { createEngine } from "./calls";
import type { Engine } from "./engine";
import { createCaller, defaultLimits } from "./request";

const engines = new Map<string, Engine>();

/** The engine that the connection means; sends nothing yet. */
export function connect(connection: ConnectionArgs | undefined): Engine {
  const endpoint = resolveEndpoint(connection);
  const place = JSON.stringify(endpoint);
  const engine = engines.get(place) ?? createEngine(createCaller(endpoint, defaultLimits));
  engines.set(place, engine);
  return engine;
}
