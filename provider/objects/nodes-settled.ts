// The nodes of a swarm, when its leader knows which managers are up.

import type { Engine } from "../engine/engine";
import type { Node } from "../engine/types";
import { UNKNOWN_TIMEOUT_MS } from "../limits";
import { isInDoubt } from "../plan/quorum";
import { polled } from "../polled";

/** After an election that takes some 5 s; a manager that is in doubt for longer counts as one that does not answer. */
export const settledNodes = (
  engine: Engine,
  pace = { timeoutMs: UNKNOWN_TIMEOUT_MS, everyMs: 500 },
): Promise<Node[]> =>
  polled(
    () => engine.nodes.list(),
    (nodes) => !nodes.some(isInDoubt),
    pace,
  );
