// The engine answers "created" for a network whose subnets it cannot give it, and then never allocates it: no
// task of it would ever start, and nothing would say why. So a new network is waited for.

import { setTimeout as delay } from "node:timers/promises";
import type { Engine } from "../engine/engine";
import type { Network, NetworkSpec, Swarm } from "../engine/types";
import { hasCode, SwarmError } from "../errors";
import { isGhost } from "../ghost";
import { ALLOCATION_TIMEOUT_MS } from "../limits";
import { contains, parseSubnet } from "../model/rules/subnets";
import { overlaps, subnetsIn } from "../plan/subnets";
import { isUnallocated } from "./network-form";

const FIRST_REST_MS = 20;
const LONGEST_REST_MS = 500;
/** An allocator that is only slow tells nothing; two overlapping subnets do. */
const PATIENCE_MS = 1_000;

export async function createNetwork(engine: Engine, spec: NetworkSpec): Promise<string> {
  return engine.networks.create(spec).catch(async (error: unknown) => {
    if (!hasCode(error, "ENGINE_REFUSED") || !/overlaps/i.test(error.message)) throw error;
    const reason = overlapOf(spec, "", await engine.networks.list());
    throw reason ? new SwarmError(error.code, `${error.message} ${reason}`) : error;
  });
}

/**
 * Waits until the swarm has allocated it; says why when it does not. Only the rests between two looks count: one look
 * may last as long as an election, and the new leader has not begun to allocate then.
 */
export async function untilAllocated(engine: Engine, id: string, spec: NetworkSpec): Promise<void> {
  let waitedMs = 0;
  for (let restMs = FIRST_REST_MS; ; restMs = Math.min(restMs * 2, LONGEST_REST_MS)) {
    const live = await engine.networks.inspect(id);
    if (live === undefined)
      throw new SwarmError(
        "NOT_FOUND",
        `Network "${spec.Name}": removed by somebody else just now.`,
      );
    if (!isUnallocated(live)) return;
    const isOver = waitedMs >= ALLOCATION_TIMEOUT_MS;
    const reason = waitedMs < PATIENCE_MS ? undefined : await reasonFor(engine, id, spec, isOver);
    if (reason !== undefined)
      throw new SwarmError(
        "NOT_ALLOCATED",
        `Network "${spec.Name}": the swarm cannot allocate it. ${reason}`,
      );
    await delay(restMs);
    waitedMs += restMs;
  }
}

async function reasonFor(
  engine: Engine,
  id: string,
  spec: NetworkSpec,
  isOver: boolean,
): Promise<string | undefined> {
  const networks = await engine.networks.list();
  const overlap = overlapOf(spec, id, networks);
  if (overlap !== undefined || !isOver) return overlap;
  const asked = subnetsIn(spec);
  if (asked.length > 0)
    return `No network that the engine shows overlaps with ${asked.join(" and ")}. See the log of the swarm's leader.`;
  return poolReason(await engine.swarm.inspect(), networks);
}

/** Which subnet lies over which, in a sentence. */
function overlapOf(spec: NetworkSpec, id: string, networks: Network[]): string | undefined {
  const others = networks.filter((one) => one.Id !== id && !isUnallocated(one) && !isGhost(one));
  const [first] = overlaps(spec, others);
  return first && `${first} Choose another subnet, or remove that network first.`;
}

function poolReason(swarm: Swarm | undefined, networks: Network[]): string {
  const { DefaultAddrPool = ["10.0.0.0/8"], SubnetSize = 24 } = swarm ?? {};
  const pools = DefaultAddrPool.flatMap((text) => parseSubnet(text) ?? []);
  const room = pools.reduce((sum, { prefix }) => sum + 2 ** Math.max(0, SubnetSize - prefix), 0);
  const used = networks
    .filter(({ Scope }) => Scope === "swarm")
    .flatMap(subnetsIn)
    .filter((subnet) => pools.some((pool) => contains(pool, subnet.split("/")[0] ?? "")));
  return (
    `The swarm gives subnets of /${SubnetSize} from ${DefaultAddrPool.join(" and ")}, which has room for ${room}, ` +
    `and ${used.length} are in use. Give it a subnet of its own in ipam.config, or remove networks.`
  );
}
