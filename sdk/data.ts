// What secrets and configs have in common in a program: where their content comes from, and the file that it
// becomes in a service's tasks.

import * as pulumi from "@pulumi/pulumi";
import type * as model from "../provider/model/objects";
import { readBytes } from "./compose/read-file";
import type { LazyArgs } from "./lazy";
import { SwarmResource, type CommonArgs } from "./resource";

/** Content comes from exactly one of `data`, `dataBase64` and `file`. */
export type DataArgs<Model extends model.ConfigArgs> = LazyArgs<Omit<Model, "external" | "data">> &
  CommonArgs & {
    /**
     * Content as text or as bytes: 1 to 511,999 bytes in a secret, 1,023,999 in a config. A change replaces it by a
     * successor, and restarts the tasks that use it.
     * @default none; one of `data`, `dataBase64` and `file` is required (ours)
     * @see Engine API `SecretSpec.Data`
     */
    data?: pulumi.Input<string> | Uint8Array;
    /**
     * A file that holds the content, relative to the program's folder; read when the program runs.
     * A change of the content replaces it by a successor, and restarts the tasks that use it.
     * @default none (ours)
     * @see Compose `secrets.*.file`, `configs.*.file`
     */
    file?: string;
  };

export abstract class DataResource extends SwarmResource {
  /** Its name in the swarm; content that changed gets the next one: "pw", "pw-2". */
  declare readonly name: pulumi.Output<string>;
  /** Its labels, without those that say whose it is. */
  declare readonly labels: pulumi.Output<Record<string, string> | undefined>;
  /**
   * The file that services get it as: the name that was declared, the same for all versions; of one that is not
   * owned, its name in the swarm.
   */
  readonly fileName: pulumi.Output<string>;

  constructor(
    registration: ConstructorParameters<typeof SwarmResource>[0],
    common: CommonArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    super(registration, common, opts);
    const declared = pulumi.output(registration.keys.name as pulumi.Input<string>);
    this.fileName = opts?.id === undefined ? declared : this.name;
  }
}

type Content = Pick<LazyArgs<model.ConfigArgs>, "data" | "dataBase64">;

/** The args with the content in them, wherever it came from. */
export function withContent<Args extends DataArgs<model.ConfigArgs>>(what: string, args: Args) {
  const { file, data, dataBase64, ...rest } = args;
  if (file === undefined)
    return { ...rest, ...(data instanceof Uint8Array ? ofBytes(data) : { data, dataBase64 }) };
  if (data !== undefined || dataBase64 !== undefined)
    throw new pulumi.RunError(`${what}: file excludes data and dataBase64. Keep one.`);
  const read = readBytes(file, MOST_BYTES);
  if ("refused" in read) throw new pulumi.RunError(`${what}: ${read.refused}`);
  return { ...rest, ...ofBytes(read.bytes) };
}

/** What the engine takes of a config; check knows what it takes of a secret. */
const MOST_BYTES = 1_023_999;

/** Text where the bytes are text, so that a preview of a config shows its lines. */
function ofBytes(bytes: Uint8Array): Content {
  try {
    return { data: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { data: undefined, dataBase64: Buffer.from(bytes).toString("base64") };
  }
}
