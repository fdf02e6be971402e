// The rounds: everybody carries out all operations in turn, again and again, on the same engine.

import type { Contender, ContenderName, Sample } from "./operations";

export interface RoundsOptions {
  /** How often, by contender. */
  rounds: (name: ContenderName) => number;
  log: (line: string) => void;
}

export async function runRounds(
  contenders: Contender[],
  { rounds, log }: RoundsOptions,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  const most = Math.max(0, ...contenders.map(({ name }) => rounds(name)));
  for (let round = 1; round <= most; round++)
    for (const contender of contenders.filter(({ name }) => round <= rounds(name)))
      for (const operation of contender.operations) {
        const sample = await measure(contender, operation);
        log(`round ${round}: ${contender.name} ${operation} ${(sample.ms / 1000).toFixed(1)} s`);
        samples.push(sample);
      }
  return samples;
}

export async function measure(
  contender: Contender,
  operation: Sample["operation"],
): Promise<Sample> {
  contender.prepare?.(operation);
  const beganMs = performance.now();
  const run = await contender.perform(operation);
  const ms = performance.now() - beganMs;
  return { contender: contender.name, operation, ms, ...run };
}
