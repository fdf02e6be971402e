// What a task leaves behind on its node: named volumes of the local driver, and paths of the node. Pure.

import type { Mount, Service } from "../../engine/types";

/** In words: "volume data", "/srv/pg". */
export function dataLeftBehind({ Spec }: Service): string[] {
  const mounts = Spec.TaskTemplate.ContainerSpec.Mounts ?? [];
  const found = mounts.flatMap((mount) => {
    const { Type, Source = "" } = mount;
    if (Source === "") return [];
    if (Type === "volume" && isOfOneNode(mount)) return [`volume ${Source}`];
    return Type === "bind" && !SYSTEM.test(Source) ? [Source] : [];
  });
  return [...new Set(found)].sort();
}

/** What every node has of its own, and no task keeps its data in. */
const SYSTEM =
  /^\/(proc|sys|dev|run|etc|usr|lib|lib64|boot|var\/run|var\/log|var\/lib\/docker)?(\/|$)/;

/** A volume of the local driver whose options name no share that other nodes mount, too. */
function isOfOneNode({ VolumeOptions }: Mount): boolean {
  const { Name = "", Options } = VolumeOptions?.DriverConfig ?? {};
  if (Name !== "" && Name !== "local") return false;
  return ["", "none", "bind", "tmpfs", "ext4", "xfs", "btrfs"].includes(Options?.type ?? "");
}
