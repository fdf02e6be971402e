// Stacks of many services without tasks: what grows with their number, counted by a proxy before the engine.

import { countingProxy, type CountingProxy } from "../engine/counting-proxy";
import { floor } from "./contenders/floor";
import { carrier, ours } from "./contenders/pulumi";
import type { LargeSample, Operation } from "./operations";
import { measure } from "./rounds";

const STEPS: readonly Operation[] = ["create", "unchanged", "refresh", "remove"];

export interface LargeOptions {
  host: string;
  /** How many services, one stack after the other. */
  sizes: number[];
  log: (line: string) => void;
}

export async function runLarge({ host, sizes, log }: LargeOptions): Promise<LargeSample[]> {
  const proxy = await countingProxy(host);
  try {
    const samples: LargeSample[] = [];
    for (const services of sizes) samples.push(...(await runSize(services, host, { proxy, log })));
    return samples;
  } finally {
    proxy.close();
  }
}

interface Counted extends Pick<LargeOptions, "log"> {
  proxy: CountingProxy;
}

async function runSize(
  services: number,
  host: string,
  { proxy, log }: Counted,
): Promise<LargeSample[]> {
  const wanted = { services, replicas: 0 };
  const lowest = floor({ ...wanted, host, subnet: "10.206.0.0/16" });
  const stack = await ours({ ...wanted, host: proxy.host, subnet: "10.207.0.0/16" });
  const idle = await carrier({ ...wanted, host, subnet: "10.208.0.0/16" });
  const samples: LargeSample[] = [];
  try {
    for (const operation of STEPS) {
      const { peakBytes: idlePeakBytes } = await measure(idle, operation);
      const hasFloor = lowest.operations.includes(operation);
      const floorMs = hasFloor ? (await measure(lowest, operation)).ms : undefined;
      proxy.reset();
      const { ms, peakBytes } = await measure(stack, operation);
      const asked = [...proxy.requests];
      const sample = {
        ...{ services, operation, ms, floorMs, peakBytes, idlePeakBytes },
        requests: asked.length,
        perService: asked.filter(isOfOneService).length,
        stateBytes: await stack.stateBytes(),
      };
      log(
        `${services} services: ${operation} ${(ms / 1000).toFixed(1)} s, ${asked.length} requests`,
      );
      samples.push(sample);
    }
  } finally {
    stack.close();
    idle.close();
  }
  return samples;
}

/** Those that a rollout cannot do without. */
const isOfOneService = (line: string): boolean =>
  /^(POST \/v[\d.]+\/services\/create|DELETE \/v[\d.]+\/services\/)/.test(line);
