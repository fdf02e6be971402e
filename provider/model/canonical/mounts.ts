// Mounts: "source:target:options", the long form, `tmpfs` and `shm_size`, all to mounts in the long form.

import type { ByteSize } from "../common";
import { compact, compactOrAbsent } from "../compact";
import { listAt, refuse, within } from "../place";
import type { Place } from "../place";
import type { MountArgs, MountInputs, ServiceArgs } from "../service";
import { formatSize } from "../units";
import { known } from "../unknown";
import { fileMode, size, textMap, texts } from "./values";

const PROPAGATIONS = ["private", "rprivate", "shared", "rshared", "slave", "rslave"];

/** What is mounted, in the order of `volumes`, then `tmpfs`, then `shmSize`. */
export function canonicalMounts(
  place: Place,
  args: Pick<ServiceArgs, "volumes" | "tmpfs" | "shmSize">,
): MountInputs[] | undefined {
  const at = (key: string): Place => within(place, key);
  const volumes = listAt(at("volumes"), args.volumes, (mount, where) =>
    typeof mount === "object" ? longMount(where, mount) : shortMount(where, mount),
  );
  const tmpfs = listAt(at("tmpfs"), texts(at("tmpfs"), args.tmpfs), (text, where) =>
    text === "" ? undefined : tmpfsMount(where, text),
  );
  const size = shmSize(at("shmSize"), args.shmSize);
  const shm: MountInputs[] | undefined =
    size === undefined ? undefined : [{ type: "tmpfs", target: "/dev/shm", tmpfs: { size } }];

  const parts = [volumes, tmpfs, shm].filter((part) => part !== undefined);
  // A list that is not known yet stays one unknown item, so that the other mounts stay visible.
  return parts.length < 2 ? parts[0] : parts.flat();
}

/** The size of /dev/shm; the engine's own when it says nothing, or 0. */
const shmSize = (place: Place, given: ServiceArgs["shmSize"]): string | undefined =>
  known(given === "" ? undefined : size(place, given), (text) =>
    text === ZERO_BYTES ? undefined : text,
  );

const ZERO_BYTES = formatSize(0);

function longMount(place: Place, mount: MountArgs): MountInputs {
  return compact({
    type: mount.type ?? (isPath(mount.source ?? "") ? "bind" : "volume"),
    // An empty source is none: an anonymous volume.
    source: mount.source || undefined,
    target: mount.target,
    readOnly: mount.readOnly,
    consistency: mount.consistency,
    bind: known(mount.bind, compact),
    volume: known(mount.volume, (volume) =>
      compact({
        ...volume,
        driverOpts: textMap(within(place, "volume", "driverOpts"), volume.driverOpts),
        labels: textMap(within(place, "volume", "labels"), volume.labels),
      }),
    ),
    tmpfs: known(mount.tmpfs, (tmpfs) =>
      compact({
        size: size(within(place, "tmpfs", "size"), tmpfs.size as ByteSize | undefined),
        mode: known(tmpfs.mode, (mode) => fileMode(within(place, "tmpfs", "mode"), mode)),
        options: tmpfs.options,
      }),
    ),
    image: known(mount.image, compact),
  });
}

function shortMount(place: Place, text: unknown): MountInputs | undefined {
  if (typeof text !== "string" || text === "") {
    return refuse(place, 'must be a mount, such as "data:/var/lib/data" or { source, target }');
  }
  if (text.length <= 2) return { type: "volume", target: text };
  const sections = splitColons(text);
  const bad = (why: string): undefined =>
    refuse(place, `"${text}" is no mount: ${why}. Write [source:]target[:options].`);
  if (sections.includes("")) return bad("there is nothing between two colons");
  if (sections.length > 3) return bad("it has too many colons");

  const [first = "", second, options = ""] = sections;
  if (second === undefined) return { type: "volume", target: first };
  return compact({
    type: isPath(first) ? "bind" : "volume",
    source: first,
    target: second,
    ...shortOptions(options.split(",")),
  });
}

function shortOptions(options: string[]): Pick<MountInputs, "readOnly" | "bind" | "volume"> {
  const access = options.filter((option) => option === "ro" || option === "rw").at(-1);
  const propagation = options.filter((option) => PROPAGATIONS.includes(option)).at(-1);
  return {
    readOnly: access === "ro" || undefined,
    bind: propagation === undefined ? undefined : { propagation },
    volume: options.includes("nocopy") ? { nocopy: true } : undefined,
  };
}

/** Splits at colons, but for the one of a Windows drive: `C:\data`, or `C:/data` before another path. */
function splitColons(text: string): string[] {
  const sections: string[] = [];
  let rest = text;
  for (;;) {
    const drive = /^[A-Za-z]:(?=\\|\/[^:]*:(?:\/|[A-Za-z]:[\\/]))/.exec(rest)?.[0] ?? "";
    const end = rest.indexOf(":", drive.length);
    if (end < 0) return [...sections, rest];
    sections.push(rest.slice(0, end));
    rest = rest.slice(end + 1);
  }
}

/** Whether a source names a path on the node, and no volume. */
export const isPath = (source: string): boolean => /^([./~]|\\\\|[A-Za-z]:[\\/])/.test(source);

function tmpfsMount(place: Place, text: string): MountInputs | undefined {
  const [target = "", ...tail] = text.split(":");
  const given = tail
    .join(":")
    .split(",")
    .filter((option) => option !== "");
  const value = (key: string): string | undefined =>
    given.findLast((option) => option.startsWith(`${key}=`))?.slice(key.length + 1);
  const mode = value("mode");
  if (mode !== undefined && !/^[0-7]+$/.test(mode)) {
    return refuse(place, `"${text}": mode must be octal digits, such as mode=1777.`);
  }
  const others = given.filter((option) => !/^(size=|mode=|ro$|rw$)/.test(option));
  return compact({
    type: "tmpfs",
    target,
    readOnly: given.includes("ro") || undefined,
    tmpfs: compactOrAbsent({
      size: size(place, value("size") || undefined),
      mode: mode === undefined ? undefined : Number.parseInt(mode, 8),
      options: others.length > 0 ? others : undefined,
    }),
  });
}
