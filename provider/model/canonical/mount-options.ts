// The local driver's options for NFS, CIFS and tmpfs: what the kernel's mount of that type is told. No reason
// ever quotes a password.

import { refuse, within } from "../place";
import type { Place } from "../place";
import { parseSize } from "../units";
import { hasUnknown, isUnknown, unknownAs } from "../unknown";
import type { CifsArgs, NfsArgs, TmpfsVolumeArgs } from "../volume";

export interface LocalOptions extends Record<string, string> {
  device: string;
  type: string;
}

export function nfsOptions({ server, path, version, options, readOnly }: NfsArgs): LocalOptions {
  const given = [server, version, options, readOnly];
  const mount = [
    `addr=${server}`,
    readOnly ? "ro" : "rw",
    ...pair("nfsvers", version),
    ...listed(options),
  ];
  return {
    device: hasUnknown(path) ? path : `:${path}`,
    o: joined(mount, given),
    type: "nfs",
  };
}

/** Each node resolves `addr`, so that a name works where the kernel itself resolves none. */
export function cifsOptions(args: CifsArgs, place: Place): LocalOptions {
  const { server, share, username, password, domain, version, options, readOnly } = args;
  for (const key of ["server", "username", "password", "domain", "version"] as const)
    noComma(args[key], within(place, key));
  shareRules(share, within(place, "share"));
  const mount = [
    `addr=${server}`,
    readOnly ? "ro" : "rw",
    ...pair("username", username),
    ...pair("password", password),
    ...pair("domain", domain),
    ...pair("vers", version),
    ...listed(options),
  ];
  return {
    device: hasUnknown([server, share]) ? unknownAs<string>() : `//${server}/${share}`,
    o: joined(mount, Object.values({ ...args, share: undefined })),
    type: "cifs",
  };
}

export function tmpfsOptions(args: TmpfsVolumeArgs, place: Place): LocalOptions {
  const { size, mode, uid, gid, options } = args;
  const mount = [
    ...pair("size", bytesOf(size, within(place, "size"))),
    ...pair("mode", octal(mode, within(place, "mode"))),
    ...pair("uid", numeric(uid, within(place, "uid"))),
    ...pair("gid", numeric(gid, within(place, "gid"))),
    ...listed(options),
  ];
  const o = joined(mount, Object.values(args));
  return { device: "tmpfs", ...(o !== "" && { o }), type: "tmpfs" };
}

const pair = (key: string, value: string | number | undefined): string[] =>
  value === undefined ? [] : [`${key}=${value}`];

const listed = (options: string[] | undefined): string[] => [options ?? []].flat();

const joined = (mount: string[], given: unknown[]): string =>
  hasUnknown(given) ? unknownAs<string>() : mount.join(",");

/** The kernel would take ",," for one, but the engine then shows what follows it when the mount fails. */
function noComma(value: string | undefined, place: Place): void {
  if (isUnknown(value) || !String(value ?? "").includes(",")) return;
  refuse(place, "holds a comma, which ends a mount option. Choose one without.");
}

function shareRules(share: string, place: Place): void {
  if (isUnknown(share) || /^[^/\\]/.test(share)) return;
  refuse(place, `"${share}" is no share. Begin with its name, such as "media" or "media/films".`);
}

function bytesOf(size: TmpfsVolumeArgs["size"], place: Place): number | undefined {
  if (size === undefined || isUnknown(size)) return undefined;
  const bytes = parseSize(size);
  if (bytes !== undefined && bytes > 0) return bytes;
  return refuse(place, `"${size}" is no size. Write bytes, or a number with a unit such as "64M".`);
}

const MOST_MODE = 0o7777;

function octal(mode: TmpfsVolumeArgs["mode"], place: Place): string | undefined {
  if (mode === undefined || isUnknown(mode)) return undefined;
  const bits = typeof mode === "number" ? mode : /^[0-7]+$/.test(mode) ? parseInt(mode, 8) : -1;
  if (Number.isInteger(bits) && bits >= 0 && bits <= MOST_MODE) return bits.toString(8);
  return refuse(place, `"${mode}" is no mode. Write permission bits, as 0o700 or "0700".`);
}

function numeric(id: number | string | undefined, place: Place): string | undefined {
  if (id === undefined || isUnknown(id) || /^\d+$/.test(String(id))) return id?.toString();
  return refuse(place, `"${id}" is no numeric id. The kernel of a node knows no names.`);
}
