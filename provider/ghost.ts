// What an engine shows of a network that its swarm has no more. Pure.

import type { Network } from "./engine/types";

/**
 * Whether the swarm has it no more, and this engine still shows its own copy, which it does until the last container
 * is gone. Such a copy has a map of containers, which the swarm's own list lacks.
 */
export const isGhost = ({ Scope, Containers }: Network): boolean =>
  Scope === "swarm" && typeof Containers === "object" && (Containers as unknown) !== null;
