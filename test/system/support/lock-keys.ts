// The key of an autolocked swarm, as each manager has it: it comes a moment after the swarm's own word, and only what
// is on a manager's disk counts when that one starts again.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LabNode } from "../../lab";
import { until } from "../../provider/engine/contract/support";

interface Kept {
  isLocked: boolean;
  /** Grows with every other key. */
  version: number;
}

function keptBy({ host }: LabNode): Kept {
  const folder = join(dirname(new URL(host).pathname), "data/swarm/certificates");
  const text = readFileSync(join(folder, "swarm-node.key"), "utf8");
  return {
    isLocked: text.includes("ENCRYPTED PRIVATE KEY"),
    version: Number(/^kek-version: (\d+)$/m.exec(text)?.[1] ?? 0),
  };
}

export const keyVersion = (node: LabNode): number => keptBy(node).version;

/** Until each of these managers is locked by its disk, or open; with a key newer than that version. */
export async function untilKept(nodes: LabNode[], isLocked: boolean, since = -1): Promise<void> {
  await until(
    async () => nodes.map(keptBy),
    (kept) => kept.every((one) => one.isLocked === isLocked && one.version > since),
  );
}
