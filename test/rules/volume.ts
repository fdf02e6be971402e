// Volumes.

import type { Row } from "./row";

const nfs = { type: "nfs", o: "addr=10.0.0.5,rw", device: ":/data" };
const local = (driverOpts: object): object => ({ driverOpts });

export const VOLUMES: Row[] = [
  { rule: "a name has two characters at least", args: { name: "v" }, ours: 'name: "v" is no volume name. Use two characters or more: letters, digits, "_", "." and "-", with a letter or digit first.', engine: "create v: volume name is too short, names should be at least two alphanumeric characters" },
  { rule: "a name of two characters is right", args: { name: "vv" } },
  { rule: "a name holds no blanks", args: { name: "a b" }, ours: 'name: "a b" is no volume name. Use two characters or more: letters, digits, "_", "." and "-", with a letter or digit first.', engine: 'create a b: "a b" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path' },
  { rule: "a name may hold dots, dashes and underscores", args: { name: "a.b-c_d" } },
  { rule: "an NFS share is right", args: local(nfs) },
  { rule: "the local driver has four options", args: local({ foo: "bar" }), ours: 'driverOpts.foo: is no option of the local driver. Use type, o, device and size.', engine: 'create rule: invalid option: "foo"' },
  { rule: "a type needs a device", args: local({ type: "nfs" }), ours: "driverOpts: lacks device. The local driver mounts nothing without both type and device.", engine: 'create rule: missing required option: "device"' },
  { rule: "a device needs a type", args: local({ device: ":/data" }), ours: "driverOpts: lacks type. The local driver mounts nothing without both type and device.", engine: 'create rule: missing required option: "type"' },
  { rule: "options need a device", args: local({ o: "rw" }), ours: "driverOpts: lacks type. The local driver mounts nothing without both type and device.", engine: 'create rule: missing required option: "device"' },
  { rule: "a share has a server", args: local({ ...nfs, o: "rw" }), ours: 'driverOpts.o: names no server. Begin it with "addr=", such as "addr=10.0.0.5,rw".', stricter: "only the mount finds it, when a task starts" },
  { rule: "an export begins with a colon", args: local({ ...nfs, device: "/data" }), ours: 'driverOpts.device: "/data" is no NFS export. Begin it with ":", such as ":/exports/data".', stricter: "only the mount finds it, when a task starts" },
  { rule: "options of a share hold no blanks", args: local({ ...nfs, o: "addr=10.0.0.5, rw" }), ours: 'driverOpts.o: "addr=10.0.0.5, rw" holds a blank, which the mount would not survive.', stricter: "only the mount finds it, when a task starts" },
  { rule: "a CIFS device has no port", args: local({ type: "cifs", device: "//nas:445/x", o: "user=a" }), ours: 'driverOpts.device: "//nas:445/x" names a port. Put it into o: "port=…".', stricter: "only the mount finds it, when a task starts" },
  { rule: "a tmpfs is right", args: local({ type: "tmpfs", device: "tmpfs", o: "size=10m" }) },
  { rule: "a size needs a file system with quotas", args: local({ size: "10m" }), engine: "create rule: quota size requested but no quota support", later: "only the node knows its file system" },
]; // prettier-ignore
