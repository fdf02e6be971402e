// What a private engine is started with: its configuration file and the command that enters its
// namespaces and becomes dockerd. Starts nothing itself.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cgroupParent } from "./processes";

export interface EngineOptions {
  /** Holds everything of the engine: data, sockets, log. At most 65 characters. */
  dir: string;
  /** The engine's hostname, as `docker node ls` shows it. */
  name: string;
  /** Further listeners, as "tcp://198.18.0.11:2375"; without TLS, unless `certificates` says more. */
  listen?: string[];
  /** A folder with ca.pem, cert.pem and key.pem: those listeners speak TLS, to clients of the same CA only. */
  certificates?: string;
  /** A network namespace (ip netns) to run in, cut off from every registry; default: the machine's own. */
  netns?: string;
  /** Tasks ask the image's registry first, as they do on any engine; else an image that is here will do. */
  pulls?: boolean;
  /** Every request stands in the engine's log. */
  debug?: boolean;
}

export interface Launch {
  command: string;
  args: string[];
}

/**
 * Without a usable resolver dockerd hands 8.8.8.8 to containers, which then wait for it. A registry of the same
 * private networks (RFC 2544) speaks plain HTTP.
 */
const APART = { dns: ["127.0.0.1"], "insecure-registries": ["198.18.0.0/15"] };

/** Sockets' paths end at 108 bytes, and containerd appends 42 to the folder's. */
export const LONGEST_DIR = 65;

export function socketOf(dir: string): string {
  return `unix://${join(dir, "docker.sock")}`;
}

/** In $0 the configuration file, in $1 the hostname. Every mount made here dies with the engine. */
const ENTER = `
echo "$1" > /proc/sys/kernel/hostname`;

// Shares the machine's /run for the lock of iptables and the resolver, but not a containerd that runs there.
const OWN_CONTAINERD = `
mkdir -p /run/containerd
mount -t tmpfs tmpfs /run/containerd`;

// A registry that cannot be reached must fail at once: a task waits for the answer before it starts.
// And tasks find the engine's volumes (and its socket) where they are on any node.
const CUT_OFF = `
mount -t tmpfs tmpfs /run
resolv=$(readlink -m /etc/resolv.conf)
mkdir -p "$(dirname "$resolv")"
[ -e "$resolv" ] || : > "$resolv"
mount --bind "$(dirname "$0")/resolv.conf" "$resolv"
volumes="$(dirname "$0")/data/volumes"
mkdir -p "$volumes" /var/lib/docker
mount -t tmpfs tmpfs /var/lib/docker
mkdir /var/lib/docker/volumes
mount --bind "$volumes" /var/lib/docker/volumes`;

/** Where every engine listens; in a network namespace /run is the engine's own. */
const USUAL_SOCKET = "unix:///run/docker.sock";

const BECOME = `
exec dockerd --config-file "$0"`;

function tls(folder: string | undefined): object {
  if (folder === undefined) return {};
  const pem = (name: string): string => join(folder, `${name}.pem`);
  return { tlsverify: true, tlscacert: pem("ca"), tlscert: pem("cert"), tlskey: pem("key") };
}

/** Writes the engine's configuration into its folder. */
export function writeConfig({
  dir,
  listen = [],
  netns,
  certificates,
  debug = false,
}: EngineOptions): void {
  const config = {
    "data-root": join(dir, "data"),
    "exec-root": join(dir, "exec"),
    pidfile: join(dir, "docker.pid"),
    hosts: [socketOf(dir), ...(netns === undefined ? [] : [USUAL_SOCKET]), ...listen],
    // systemd's driver would need the machine's /run, and the cgroup says whose a container's process is
    "exec-opts": ["native.cgroupdriver=cgroupfs"],
    "cgroup-parent": cgroupParent(dir),
    ...tls(certificates),
    ...(debug ? { debug } : {}),
    ...(netns === undefined ? {} : APART),
  };
  writeFileSync(join(dir, "daemon.json"), `${JSON.stringify(config, undefined, 2)}\n`);
  if (netns === undefined) return;
  writeFileSync(join(dir, "resolv.conf"), "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
}

/** The command that becomes dockerd; its pid is dockerd's. */
export function launchCommand({ dir, name, netns, certificates }: EngineOptions): Launch {
  // said aloud, else dockerd waits a while before it listens in clear
  const clear = certificates === undefined ? " --tls=false" : "";
  const script = [ENTER, netns === undefined ? OWN_CONTAINERD : CUT_OFF, BECOME, clear].join("");
  const own = ["--uts", "--mount", "--propagation", "slave"];
  const become = ["sh", "-ec", script, join(dir, "daemon.json"), name];
  if (netns === undefined) return { command: "unshare", args: [...own, ...become] };
  return {
    command: "nsenter",
    args: [`--net=/run/netns/${netns}`, "unshare", ...own, ...become],
  };
}
