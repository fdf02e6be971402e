// Programs that the real Pulumi CLI runs: our stack, a dynamic resource that does nothing, and nothing at all.

import { expectSuccess, makeProgram, type Program } from "../../../test/system/support/program";
import { composeFile } from "../compose";
import type { Contender, ContenderName, Operation } from "../operations";
import { OPERATIONS } from "../operations";
import { withPeak } from "./memory";
import { fileAfter, type Wanted } from "./wanted";

const COMMANDS: Record<Operation, string[]> = {
  create: ["up", "--skip-preview"],
  unchanged: ["up", "--skip-preview"],
  "update all": ["up", "--skip-preview"],
  "update one": ["up", "--skip-preview"],
  refresh: ["refresh", "--skip-preview"],
  remove: ["destroy", "--skip-preview"],
};

const FILE = "docker-stack.yml";
const STACK = `new swarm.Stack("ours", { files: ["${FILE}"], resolveImage: "never" });`;

/** What a program without our package loads. */
const PULUMI_ALONE = `const pulumi = require("@pulumi/pulumi");`;

const NOOP_CLASS = `
const provider = {
  create: async (inputs) => ({ id: "noop", outs: inputs }),
  update: async (_id, _olds, news) => ({ outs: news }),
};
class Noop extends pulumi.dynamic.Resource {
  constructor(name, props) { super(provider, name, props); }
}
`;
const NOOP = `${PULUMI_ALONE}
${NOOP_CLASS}
const { readFileSync } = require("node:fs");
new Noop("noop", { file: readFileSync("${FILE}", "utf8") });
`;

/** Its inputs are what a stack of the same file has, so that Pulumi has as much to carry. */
const CARRIER = `${NOOP_CLASS}
const { services, networks } = swarm.loadCompose(["${FILE}"]);
new Noop("carrier", { services, networks });
`;

export const ours = (wanted: Wanted): Promise<Ours> =>
  pulumi("ours", { wanted, index: STACK, operations: OPERATIONS });

/** Its one input is as small as inputs can be. */
export const noop = (wanted: Wanted): Promise<Contender> => {
  const small = { ...wanted, services: 1 };
  return pulumi("noop", { wanted: small, alone: NOOP, operations: OPERATIONS });
};

export const carrier = (wanted: Wanted): Promise<Contender> =>
  pulumi("noop", { wanted, index: CARRIER, operations: OPERATIONS });

export const empty = (wanted: Wanted): Promise<Contender> =>
  pulumi("empty", { wanted, alone: PULUMI_ALONE, operations: ["create", "unchanged"] });

export interface Ours extends Contender {
  /** The size of the state on disk. */
  stateBytes(): Promise<number>;
}

interface PulumiOptions {
  wanted: Wanted;
  /** The body of a program that uses our package. */
  index?: string;
  /** A whole program that does not. */
  alone?: string;
  operations: readonly Operation[];
}

async function pulumi(name: ContenderName, options: PulumiOptions): Promise<Ours> {
  const { wanted, index = "", alone, operations } = options;
  const program = await makeProgram({ host: wanted.host, index });
  if (alone !== undefined) program.write("index.js", alone);
  return {
    name,
    operations,
    stateBytes: async () => Buffer.byteLength(await program.state()),
    close: () => program.remove(),
    prepare: (operation) =>
      program.write(FILE, composeFile(fileAfter(operation, wanted), wanted.subnet)),
    async perform(operation) {
      const { peakBytes } = await withPeak(program.dir, () => run(program, operation));
      return { peakBytes };
    },
  };
}

const run = (program: Program, operation: Operation): Promise<string> =>
  expectSuccess(program.pulumi(...COMMANDS[operation], "--yes"));
