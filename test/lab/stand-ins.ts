// The images that the examples name, where no registry has them: one file system of Debian's packages and of
// tools/images/standin/examples (whose README says what is real), under each of the names.

import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { fillRootfs } from "../../tools/images/debian";
import { writeImages, type Image } from "./archive";
import { labsFolder } from "./state";

const OVERLAY = resolve(__dirname, "../../tools/images/standin/examples");
const PACKAGES = [
  "nginx-light",
  "haproxy",
  "docker-registry",
  "socat",
  "jq",
  "libc-bin",
  "busybox-static",
];

/** httpd handles no signal, and a container's first process gets only those that it handles. */
const served = (port: number, folder: string) => ({
  Cmd: ["httpd", "-f", "-p", `${port}`, "-h", `/standin/${folder}`],
  StopSignal: "SIGKILL",
});
const started = (program: string) => ({ Entrypoint: [program], StopSignal: "SIGKILL" });

const [NGINX, HAPROXY] = ["daemon off;", "/usr/local/etc/haproxy/haproxy.cfg"];
const IMAGES: Image[] = [
  { tags: ["nginx:1.27-alpine"], config: { Cmd: ["nginx", "-g", NGINX] } },
  {
    tags: ["haproxy:3.0-alpine"],
    config: { Cmd: ["haproxy", "-W", "-db", "-f", HAPROXY], StopSignal: "SIGUSR1" },
  },
  {
    tags: ["registry:2"],
    config: { Cmd: ["docker-registry", "serve", "/etc/docker/registry/config.yml"] },
  },
  { tags: ["httpd:2.4-alpine"], config: served(80, "httpd") },
  { tags: ["dockersamples/visualizer:stable"], config: served(8080, "httpd") },
  { tags: ["traefik:v3.2"], config: started("/standin/start-traefik") },
  { tags: ["mysql:8.0"], config: { Cmd: ["mysqld"], StopSignal: "SIGKILL" } },
  { tags: ["wordpress:6.7-apache"], config: started("/standin/start-wordpress") },
  {
    tags: ["portainer/portainer-ce:2.21.4", "portainer/portainer-ce:2.21.5"],
    config: started("/standin/start-portainer"),
  },
  {
    tags: ["portainer/agent:2.21.4", "portainer/agent:2.21.5"],
    config: served(9001, "agent"),
  },
];

/** The path of a tar that holds them all. Made once, then kept. */
export async function standIns(): Promise<string> {
  const cache = join(labsFolder(), ".images");
  const file = join(cache, `stand-ins-${recipe()}.tar`);
  if (existsSync(file)) return file;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, ".stand-ins-"));
  try {
    const root = join(work, "root");
    await fillRootfs(PACKAGES, root, () => undefined);
    cpSync(OVERLAY, root, { recursive: true, filter: (file) => !file.endsWith(".md") });
    for (const folder of FOLDERS) mkdirSync(join(root, folder), { recursive: true });
    await writeImages(file, root, IMAGES);
    return file;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** What the programs expect to be there. */
const FOLDERS = ["proc", "sys", "dev", "run", "root", "var/log/nginx", "var/lib/nginx"];

/** The same for the same files. */
function recipe(): string {
  const hash = createHash("sha256").update(JSON.stringify([PACKAGES, IMAGES, FOLDERS]));
  const files = readdirSync(OVERLAY, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(OVERLAY.length)).update(readFileSync(file));
  return hash.digest("hex").slice(0, 12);
}
