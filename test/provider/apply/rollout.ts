// A stack on a fake engine of its own, and what its runs send there.

import { stack } from "../../../provider/resources/stack";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { engineInSwarm, pulumi } from "../lifecycle/support";
import { written } from "./written";

export interface Rollout {
  engine: FakeEngine;
  resource: ReturnType<typeof pulumi>;
  /** What was written so far: "create service st_web". */
  writes: string[];
  /** What the next run writes. */
  writesOf(args: Props): Promise<string[]>;
}

export async function rolloutOf(name: string): Promise<Rollout> {
  const engine = await engineInSwarm();
  const writes = written(engine);
  const resource = pulumi(stack, engine, { name });
  const writesOf = async (args: Props): Promise<string[]> => {
    writes.length = 0;
    await resource.up(args);
    return [...writes];
  };
  return { engine, resource, writes, writesOf };
}
