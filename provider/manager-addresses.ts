// Where the managers of a swarm are, as one of its engines knows them. Pure.

import type { Info } from "./engine/types";

/** Addresses at which other nodes reach them: "10.0.0.11:2377", in an order that stays. */
export const managerAddresses = ({ RemoteManagers }: Info["Swarm"]): string[] =>
  (RemoteManagers ?? []).map(({ Addr }) => Addr).sort();
