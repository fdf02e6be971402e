// The swarm's own settings.

import type { Problem } from "./common";
import { isUnknown } from "./unknown";

export interface ClusterArgs {
  /**
   * Address that other nodes reach this one by: "10.0.0.11", "eth0" or "10.0.0.11:2377".
   * Used when the swarm is made; a later change does nothing to the swarm.
   * @default the only address of the machine (engine); with several the engine asks for one
   * @see Engine API SwarmInitRequest.AdvertiseAddr; `docker swarm init --advertise-addr`
   */
  advertiseAddr?: string;
  /**
   * Address that the manager listens on.
   * @default "0.0.0.0:2377" (docker CLI)
   * @see Engine API SwarmInitRequest.ListenAddr
   */
  listenAddr?: string;
  /** Address for the traffic of overlay networks. Default: as `advertiseAddr` (engine). */
  dataPathAddr?: string;
  /** UDP port of that traffic, 1024 to 49151; fixed when the swarm is made. Default: 4789 (engine). */
  dataPathPort?: number;
  /** Pools that overlay networks take their subnets from; fixed. Default: ["10.0.0.0/8"] (engine). */
  defaultAddrPool?: string[];
  /** Mask length of those subnets; fixed. Default: 24 (engine). */
  subnetSize?: number;
  /** How many ended tasks are remembered for each slot; changed in place. Default: 5 (engine). */
  taskHistoryRetentionLimit?: number;
  /** Labels of the swarm; changed in place. */
  labels?: Record<string, string>;
  /** true: `destroy` leaves the swarm even with services and nodes in it, which erases them all. */
  forceDestroy?: boolean;
}
export type ClusterInputs = ClusterArgs;

export function clusterRules({ dataPathPort, subnetSize }: ClusterInputs): Problem[] {
  return [
    ...outside("dataPathPort", dataPathPort, 1024, 49151),
    ...outside("subnetSize", subnetSize, 8, 29),
  ];
}

function outside(key: string, value: number | undefined, low: number, high: number): Problem[] {
  if (value === undefined || isUnknown(value) || (value >= low && value <= high)) return [];
  return [{ path: [key], reason: `${value} is not between ${low} and ${high}.` }];
}
