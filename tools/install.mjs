// Makes node_modules and dist current; the step before `npm run demo`, `npm test` and `npm run lab`.
// Runs on bare Node: it may import nothing that npm would have to install first.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCES = ["sdk", "provider", "cli", "tsconfig.json", "tsconfig.build.json"];

/** Says why node_modules is not what package-lock.json asks for; undefined when it is. */
function dependenciesProblem(folder) {
  const record = join(folder, "node_modules/.package-lock.json");
  if (!existsSync(record)) return "node_modules is not there";
  const wanted = packagesOf(join(folder, "package-lock.json"));
  const installed = packagesOf(record);
  const isOther = ([path, { version, optional, peer }]) => {
    if (path === "") return false;
    const found = installed[path];
    // npm leaves out what is for another platform, and peers that nobody needs
    return found === undefined ? !optional && !peer : found.version !== version;
  };
  const other = Object.entries(wanted).filter(isOther);
  return other.length === 0 ? undefined : `${other.length} packages differ from package-lock.json`;
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, "utf8")).packages;
}

/** Says why dist has to be built; undefined when it is newer than every source file. */
function distProblem(folder) {
  const built = join(folder, "dist/sdk/index.js");
  if (!existsSync(built)) return "dist is not there";
  const newest = Math.max(...SOURCES.map((name) => newestChangeMs(join(folder, name))));
  return newest > statSync(built).mtimeMs ? "the sources are newer than dist" : undefined;
}

// a folder counts too: its own time changes when a file is removed from it
function newestChangeMs(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(
    stat.mtimeMs,
    ...readdirSync(path).map((name) => newestChangeMs(join(path, name))),
  );
}

function npm(args, reason) {
  console.log(`npm ${args.join(" ")}: ${reason}`);
  const started = Date.now();
  const { status, error } = spawnSync("npm", args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error(`npm ${args.join(" ")} failed${error ? `: ${error.message}` : ""}; see above.`);
    process.exit(1);
  }
  console.log(`npm ${args.join(" ")}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 9)) {
  console.error(
    `Node ${process.versions.node} is too old: install Node 20.9 or later (nodejs.org).`,
  );
  process.exit(1);
}
// `npm ci` builds too, by the package's prepare script
const dependencies = dependenciesProblem(root);
if (dependencies) npm(["ci", "--no-audit", "--no-fund"], dependencies);
const dist = distProblem(root);
if (dist) npm(["run", "build"], dist);
