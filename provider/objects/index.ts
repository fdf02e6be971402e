// The kinds of objects, by name.

import { network } from "./network";
import { node } from "./node";
import type { Kind, ObjectKind } from "./object";
import { config, secret } from "./secret";
import { service } from "./service";
import { swarm } from "./swarm";
import { volume } from "./volume";

export const KINDS: Record<Kind, ObjectKind<object>> = {
  swarm,
  node,
  network,
  volume,
  secret,
  config,
  service,
};
