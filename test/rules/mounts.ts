// Mounts, and the files that secrets and configs become. "q", "r" and "c" are there; "nosuch" is not.

import type { Row } from "./row";

const mount = (...volumes: unknown[]): object => ({ volumes });

export const MOUNTS: Row[] = [
  { rule: "a target is mounted once", args: mount("dd:/a", "ee:/a"), ours: "volumes.1.target: /a is mounted twice. Keep one of the two.", engine: "ContainerSpec: duplicate mount point: /a" },
  { rule: "a target is mounted once however it is spelled", args: mount("dd:/a", "ee:/a/"), ours: "volumes.1.target: /a is mounted twice. Keep one of the two.", stricter: "the engine compares the texts, and the node mounts one over the other" },
  { rule: "targets may lie in each other", args: mount("dd:/a", "ee:/a/b") },
  { rule: "a type is one that there is", args: mount({ type: "foo", target: "/a" }), ours: "volumes.0.type: must be one of volume, bind, tmpfs, npipe, image, cluster.", engine: 'invalid MountType: "foo"' },
  { rule: "an image is no mount of a service", args: mount({ type: "image", source: "busybox", target: "/a" }), ours: 'volumes.0.type: is "image", which engines mount in single containers only, not in services. Copy what is needed into a volume, a config or the image itself.', engine: 'invalid MountType: "image"' },
  { rule: "a path is not made for a service", args: mount({ source: "/a", target: "/a", bind: { createHostPath: true } }), warns: "volumes.0.bind.createHostPath: is not passed on to the tasks of a service by any engine so far: the path must be there on each node." },
  { rule: "a bind does not force what is below to be read-only", args: mount({ source: "/a", target: "/a", readOnly: true, bind: { recursive: "readonly" } }), warns: 'volumes.0.bind.recursive: is "readonly", which is not passed on to the tasks of a service by any engine so far.' },
  { rule: "a bind may leave out what is mounted below", args: mount({ source: "/a", target: "/a", bind: { recursive: "disabled" } }) },
  { rule: "a propagation is one that there is", args: mount({ source: "/a", target: "/a", bind: { propagation: "zzz" } }), ours: 'volumes.0.bind.propagation: "zzz" is not possible. Use "private", "rprivate", "shared", "rshared", "slave" or "rslave".', engine: 'invalid MountPropagation: "zzz"' },
  { rule: "a propagation is right", args: mount({ source: "/a", target: "/a", bind: { propagation: "rslave" } }) },
  { rule: "a target is absolute", args: mount("dd:data"), ours: 'volumes.0.target: "data" is not absolute. Begin it with "/".', stricter: "the engine leaves it to the node, where the task starts" },
  { rule: "a target is not the root", args: mount("dd:/"), ours: "volumes.0.target: is the root of the container. Mount at a path below it.", stricter: "the engine leaves it to the node, where the task starts" },
  { rule: "a bind has a source", args: mount({ type: "bind", target: "/a" }), ours: "volumes.0.source: is missing. A bind mount needs a path on the node.", stricter: "the engine leaves it to the node, where the task starts" },
  { rule: "a bind's source is absolute", args: mount({ type: "bind", source: "a", target: "/a" }), ours: 'volumes.0.source: "a" is relative, and nodes share no working directory. Write an absolute path.', stricter: "the engine leaves it to the node, where the task starts" },
  { rule: "a volume is no path", args: mount({ type: "volume", source: "/a", target: "/a" }), ours: 'volumes.0.source: "/a" is a path, no volume. Use type "bind".', stricter: "the engine leaves it to the node, where the task starts" },
  { rule: "a volume has a name that can be one", args: mount({ type: "volume", source: "a b", target: "/a" }), ours: 'volumes.0.source: "a b" is no volume name. Use two characters or more: letters, digits, "_", "." and "-", with a letter or digit first.', stricter: "the engine leaves it to the node, where the task starts" },
  { rule: "a volume may have no name", args: mount("/a") },
  { rule: "a volume's name may hold a template", args: mount("d-{{.Task.Slot}}:/a") },
  { rule: "a template of a mount names a field of a task", args: mount("d-{{.Task.Foo}}:/a"), ours: "volumes.0.source: {{.Task.Foo}} is no field of a task. Use .Service.ID, .Service.Name, .Service.Labels, .Node.ID, .Node.Hostname, .Node.Platform.OS, .Node.Platform.Architecture, .Task.ID, .Task.Name or .Task.Slot.", engine: "can't evaluate field Foo" },
  { rule: "a template of a volume's option names a field of a task", args: mount({ type: "volume", source: "dd", target: "/a", volume: { driverOpts: { o: "{{.Task.Foo}}" } } }), ours: "volumes.0.volume.driverOpts.o: {{.Task.Foo}} is no field of a task. Use .Service.ID, .Service.Name, .Service.Labels, .Node.ID, .Node.Hostname, .Node.Platform.OS, .Node.Platform.Architecture, .Task.ID, .Task.Name or .Task.Slot.", engine: "can't evaluate field Foo" },
  { rule: "a template of a volume's label names a field of a task", args: mount({ type: "volume", source: "dd", target: "/a", volume: { labels: { a: "{{.Task.Foo}}" } } }), ours: "volumes.0.volume.labels.a: {{.Task.Foo}} is no field of a task. Use .Service.ID, .Service.Name, .Service.Labels, .Node.ID, .Node.Hostname, .Node.Platform.OS, .Node.Platform.Architecture, .Task.ID, .Task.Name or .Task.Slot.", engine: "can't evaluate field Foo" },
  { rule: "a volume of another driver has what name that takes", args: mount({ type: "volume", source: "a b", target: "/a", volume: { driver: "rexray" } }) },
  { rule: "a tmpfs has no source", args: mount({ type: "tmpfs", source: "a", target: "/a" }), ours: 'volumes.0.source: "a" has no meaning: a tmpfs has no source. Remove it.', stricter: "the engine leaves it to the node, where the task starts" },
  { rule: "a tmpfs may have a size and a mode", args: mount({ type: "tmpfs", target: "/a", tmpfs: { size: "1M", mode: 0o700 } }) },
  { rule: "a tmpfs has no negative size", args: mount({ type: "tmpfs", target: "/a", tmpfs: { size: -1 } }), ours: 'volumes.0.tmpfs.size: "-1" is no size. Write bytes, or a number with a unit of 1024 such as "50M", "512MiB" or "1.5gb".', stricter: "the engine leaves it to the node, where the task starts" },
]; // prettier-ignore

export const FILES: Row[] = [
  { rule: "secrets and configs that are there are right", args: { secrets: ["q", "r"], configs: ["c"] } },
  { rule: "a secret may be given under two names", args: { secrets: ["q", { source: "q", target: "z" }] } },
  { rule: "two secrets have two targets", args: { secrets: ["q", { source: "r", target: "q" }] }, ours: 'secrets.1: puts "r" at /run/secrets/q, where "q" is already. Give one of them another target.', engine: "secret references 'q' and 'r' have a conflicting target: 'q'" },
  { rule: "two secrets have two targets however they are spelled", args: { secrets: ["q", { source: "r", target: "/run/secrets/q" }] }, ours: 'secrets.1: puts "r" at /run/secrets/q, where "q" is already. Give one of them another target.', stricter: "the engine compares the texts, and the node writes one over the other" },
  { rule: "two configs have two targets", args: { configs: ["c", { source: "d", target: "c" }] }, ours: 'configs.1: puts "d" at /c, where "c" is already. Give one of them another target.', engine: "config references 'c' and 'd' have a conflicting target: 'c'" },
  { rule: "a secret exists", args: { secrets: ["nosuch"] }, engine: "malformed secret reference", later: "the live swarm tells: the preview warns, and `up` refuses before it writes" },
  { rule: "a config exists", args: { configs: ["nosuch"] }, engine: "malformed config reference", later: "the live swarm tells: the preview warns, and `up` refuses before it writes" },
  { rule: "a secret is named", args: { secrets: [""] }, ours: "secrets.0.source: is missing.", engine: "malformed secret reference" },
  { rule: "a user of a file is a number", args: { secrets: [{ source: "q", uid: "root" }] }, ours: 'secrets.0.uid: "root" is no numeric id. The node knows no names here.', stricter: "the engine leaves it to the node, where the task starts" },
  { rule: "a mode has four octal digits at most", args: { secrets: [{ source: "q", mode: 0o10000 }] }, ours: "secrets.0.mode: 4096 is not possible. Write a whole number, from 0 to 4095.", stricter: "the bits above are no permissions" },
  { rule: "a mode of 0777 is right", args: { secrets: [{ source: "q", mode: 0o777, uid: "1000", gid: "1000" }] } },
]; // prettier-ignore
