// What loading our code costs a process that has Pulumi's SDK loaded already, as every dynamic provider has.

import { root } from "../testing/program";

const SCRIPT = `
require("@pulumi/pulumi");
const began = performance.now();
require("pulumi-swarm/provider");
require("dockerode");
process.stdout.write(String(performance.now() - began));
`;

/** In milliseconds, each in a process of its own; dockerode is loaded by the first question to an engine. */
export async function measureLoad(times: number): Promise<number[]> {
  const { execa } = await import("execa"); // ES module only
  const loads: number[] = [];
  for (let time = 0; time < times; time++) {
    const { stdout } = await execa(process.execPath, ["-e", SCRIPT], { cwd: root });
    loads.push(Number(stdout));
  }
  return loads;
}
