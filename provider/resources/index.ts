// The resource types, by name.

import { lifecycle, type Verbs } from "../lifecycle";
import { config, secret } from "./data";
import { network } from "./network";
import { node } from "./node";
import { service } from "./service";
import { stack } from "./stack";
import { swarmCluster } from "./swarm-cluster";
import { volume } from "./volume";

export const TYPES: Record<string, Verbs> = {
  SwarmCluster: lifecycle(swarmCluster),
  Node: lifecycle(node),
  Network: lifecycle(network),
  Volume: lifecycle(volume),
  Secret: lifecycle(secret),
  Config: lifecycle(config),
  Service: lifecycle(service),
  Stack: lifecycle(stack),
};
