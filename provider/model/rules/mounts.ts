// Rules of mounts. Most are found only on the node, when a task is rejected there; here they are found before.

import { posix } from "node:path";
import { listAt, mapAt, refuse, warn, within } from "../place";
import type { Place } from "../place";
import type { MountInputs, ServiceInputs } from "../service";
import { isUnknown } from "../unknown";
import { check, oneOf, wholeNumber } from "./check";
import type { Reason } from "./check";
import { template } from "./templates";

const TYPES = ["volume", "bind", "tmpfs", "npipe", "image", "cluster"];
const TYPES_OF_OPTIONS = {
  bind: ["bind", "npipe"],
  volume: ["volume"],
  tmpfs: ["tmpfs"],
  image: ["image"],
} as const;
const PROPAGATIONS = ["private", "rprivate", "shared", "rshared", "slave", "rslave"];
const RECURSIONS = ["enabled", "disabled", "writable", "readonly"];
const MOST_MODE = 0o7777;

/** What is wrong with the mounts of a service. */
export function mountRules({ volumes }: ServiceInputs, parent: Place): void {
  const place = within(parent, "volumes");
  listAt(place, volumes, mountRule);
  if (!volumes || isUnknown(volumes)) return;
  const targets = volumes.map((mount) => normalTarget(mount.target));
  for (const [index, target] of targets.entries()) {
    if (target !== undefined && targets.indexOf(target) < index) {
      refuse(within(place, index, "target"), `${target} is mounted twice. Keep one of the two.`);
    }
  }
}

const normalTarget = (target: string | undefined): string | undefined =>
  target === undefined || isUnknown(target)
    ? undefined
    : posix.normalize(target).replace(/(.)\/$/, "$1");

function mountRule(mount: MountInputs, place: Place): void {
  const at = (...keys: string[]): Place => within(place, ...keys);
  check(at("type"), mount.type, oneOf(...TYPES));
  check(at("type"), mount.type, notImage);
  check(at("target"), mount.target, target(mount.type));
  check(at("target"), mount.target, template);
  check(at("source"), mount.source ?? "", source(mount.type));
  check(at("source"), mount.source, template);
  for (const key of ["labels", "driverOpts"] as const) {
    mapAt(at("volume", key), mount.volume?.[key], (text, where) => check(where, text, template));
  }
  for (const [key, types] of Object.entries(TYPES_OF_OPTIONS)) {
    const options = mount[key as keyof typeof TYPES_OF_OPTIONS];
    if (
      options !== undefined &&
      !isUnknown(mount.type) &&
      !(types as readonly string[]).includes(mount.type || "volume")
    ) {
      refuse(at(key), `has no meaning for a mount of type ${mount.type}. Remove it.`);
    }
  }
  check(at("bind", "propagation"), mount.bind?.propagation, oneOf(...PROPAGATIONS));
  check(at("bind", "recursive"), mount.bind?.recursive, oneOf(...RECURSIONS));
  notPassedOn(mount.bind, at("bind"));
  check(at("tmpfs", "mode"), mount.tmpfs?.mode, wholeNumber(0, MOST_MODE));
}

/** Swarm has no such type of mount, though the engine's API has: swarmkit api/types.proto, Mount.Type. */
const notImage: Reason<string> = (type) =>
  type === "image"
    ? 'is "image", which engines mount in single containers only, not in services. Copy what is needed into a volume, a config or the image itself.'
    : undefined;

/** Options that the engine's API takes and its cluster drops: moby daemon/cluster/convert/container.go. */
function notPassedOn(bind: MountInputs["bind"], place: Place): void {
  if (bind === undefined || isUnknown(bind)) return;
  if (bind.createHostPath === true && !isUnknown(bind.createHostPath))
    warn(
      within(place, "createHostPath"),
      "is not passed on to the tasks of a service by any engine so far: the path must be there on each node.",
    );
  if (bind.recursive === "writable" || bind.recursive === "readonly")
    warn(
      within(place, "recursive"),
      `is "${bind.recursive}", which is not passed on to the tasks of a service by any engine so far.`,
    );
}

const isAbsolute = (path: string): boolean => /^(\/|\\\\|[A-Za-z]:[\\/])/.test(path);

const target =
  (type: string): Reason<string> =>
  (path) => {
    if (type === "npipe" || path.includes("{{")) return undefined;
    if (posix.normalize(path) === "/")
      return "is the root of the container. Mount at a path below it.";
    return isAbsolute(path) ? undefined : `"${path}" is not absolute. Begin it with "/".`;
  };

const source =
  (type: string): Reason<string> =>
  (text) => {
    switch (type) {
      case "bind":
        if (text === "") return "is missing. A bind mount needs a path on the node.";
        if (isAbsolute(text) || text.includes("{{")) return undefined;
        return `"${text}" is relative, and nodes share no working directory. Write an absolute path.`;
      case "tmpfs":
        return text === ""
          ? undefined
          : `"${text}" has no meaning: a tmpfs has no source. Remove it.`;
      case "volume":
        return isAbsolute(text) ? `"${text}" is a path, no volume. Use type "bind".` : undefined;
      case "npipe":
      case "image":
      case "cluster":
        return text === "" ? `is missing. A mount of type ${type} needs one.` : undefined;
      default:
        return undefined;
    }
  };
