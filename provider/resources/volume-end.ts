// The end of a volume: what is lost with it, and who still mounts it. Data is never destroyed by surprise, and
// only the engine that is reached can be asked.

import type { Engine } from "../engine/engine";
import type { Volume } from "../engine/types";
import { SwarmError } from "../errors";
import { messageOf } from "../failure";
import type { VolumeInputs } from "../model/volume";
import { containersInWords, isOfTask } from "../objects/volume-users";

interface Named {
  name: string;
}

/** Why a volume is kept, as the end of a sentence; undefined when nothing of its own is lost with it. */
export async function reasonToKeep(
  engine: Engine,
  { name, driver }: Pick<VolumeInputs, "driver"> & Named,
): Promise<string | undefined> {
  if (driver !== undefined && driver !== "local") return onlyDriverKnows(driver);
  const volume = await engine.volumes.inspect(name);
  if (volume === undefined || pointsElsewhere(volume)) return undefined;
  if (volume.Driver !== "local") return onlyDriverKnows(volume.Driver);
  return whatItHolds(engine, volume);
}

const onlyDriverKnows = (driver: string): string =>
  `only its driver "${driver}" knows what it holds`;

/** The data of a share or of a bound folder outlives the volume; that of a tmpfs is gone when it is not in use. */
const pointsElsewhere = ({ Driver, Options }: Volume): boolean =>
  Driver === "local" && Boolean(Options?.device);

async function whatItHolds(engine: Engine, { Name, Options }: Volume): Promise<string | undefined> {
  if (Object.keys(Options ?? {}).length > 0)
    return "the engine does not measure a volume with options";
  try {
    const bytes = (await engine.volumes.sizes())[Name] ?? -1;
    if (bytes === 0) return undefined;
    return bytes > 0 ? `it holds ${bytes} bytes` : "the engine could not measure it";
  } catch (error) {
    if (!(error instanceof SwarmError)) throw error;
    return `what it holds could not be learned: ${messageOf(error)}`;
  }
}

/** A container that no service made stays until somebody removes it: waiting for it is no use. */
export async function refuseHeld(engine: Engine, name: string): Promise<void> {
  const containers = await engine.volumes.users(name);
  const lasting = containers.filter((one) => !isOfTask(one));
  if (lasting.length === 0) return;
  throw new SwarmError(
    "IN_USE",
    `Volume "${name}": cannot remove it, for it is in use by ${containersInWords(lasting)}. ` +
      `Remove what uses it first: docker rm ${lasting.map(({ Id }) => Id.slice(0, 12)).join(" ")}.`,
  );
}

/** In a swarm of several nodes, tasks may have made a volume of this name on others. */
export async function otherNodesKeep(
  engine: Engine,
  { name, driver = "local", driverOpts }: Pick<VolumeInputs, "driver" | "driverOpts"> & Named,
): Promise<string | undefined> {
  if (driver !== "local" || driverOpts?.device !== undefined) return undefined;
  const { LocalNodeState, Nodes } = (await engine.info()).Swarm;
  if (LocalNodeState !== "active" || Nodes === 1) return undefined;
  return (
    `Volume "${name}" is removed on this engine. On other nodes, a volume of this name that a task made there ` +
    `stays, with what it holds: docker volume rm ${name} on each of them.`
  );
}
