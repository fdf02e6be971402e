// What `docker login` left on this machine: the docker CLI's config.json and its credential helpers, read and
// asked as the CLI does. Nothing that a helper answers is ever shown but the words of a failure.

import { execFile } from "node:child_process";
import { SwarmError } from "../errors";
import { loginAddress, registryName, registryOf, type RegistryLogin } from "../model/registry";
import { readConfig, type Environment } from "./context";
import type { RegistryAuth } from "./engine";

interface Settings {
  auths?: Record<string, Stored>;
  /** One helper for all registries, by the end of its name. */
  credsStore?: string;
  /** Helpers of single registries, which go first. */
  credHelpers?: Record<string, string>;
}
interface Stored {
  /** Base64 of "name:password". */
  auth?: string;
  username?: string;
  password?: string;
  identitytoken?: string;
}

/** Long enough for one that has to ask a cloud. */
const HELPER_MS = 20_000;
/** As a helper says it, on stdout. */
const HAS_NONE = /credentials not found in native keychain/;
const WORDS_LIMIT = 300;

/** The login for a registry ("docker.io"), if there is one. */
export async function storedLogin(
  registry: string,
  env: Environment = process.env,
): Promise<RegistryLogin | undefined> {
  const { auths, credsStore, credHelpers } = readConfig(env) as Settings;
  const helper = ofRegistry(credHelpers, registry) ?? credsStore;
  if (helper) return fromHelper(helper, registry, env);
  const stored = ofRegistry(auths, registry);
  return stored && fromFile(stored);
}

/** What the engine takes of a declared login for an image: true stands for the machine's own. */
export async function authFor(
  login: true | RegistryLogin | undefined,
  image: string,
): Promise<RegistryAuth | undefined> {
  const registry = registryOf(image);
  if (login === undefined || registry === undefined) return undefined;
  const known = login === true ? await storedLogin(registry) : login;
  return known && encodeLogin(known, registry);
}

/** What X-Registry-Auth carries for it. */
export function encodeLogin(login: RegistryLogin, registry: string): RegistryAuth {
  const { username, password, identityToken: identitytoken } = login;
  const auth = { username, password, identitytoken, serveraddress: loginAddress(registry) };
  const base64 = Buffer.from(JSON.stringify(auth)).toString("base64");
  // Go's alphabet of URLs, which keeps the padding.
  return base64.replace(/\+/g, "-").replace(/\//g, "_");
}

function ofRegistry<T>(map: Record<string, T> | undefined, registry: string): T | undefined {
  return Object.entries(map ?? {}).find(([name]) => registryName(name) === registry)?.[1];
}

function fromFile({ auth, identitytoken, ...plain }: Stored): RegistryLogin | undefined {
  if (identitytoken) return { identityToken: identitytoken };
  const text = auth ? Buffer.from(auth, "base64").toString("utf8").replace(/\0+$/, "") : "";
  const colon = text.indexOf(":");
  const username = colon < 0 ? plain.username : text.slice(0, colon);
  const password = colon < 0 ? plain.password : text.slice(colon + 1);
  return username && password ? { username, password } : undefined;
}

async function fromHelper(
  helper: string,
  registry: string,
  env: Environment,
): Promise<RegistryLogin | undefined> {
  const program = `docker-credential-${helper}`;
  const refuse = (what: string): never => {
    const way =
      "See that `docker login` works on this machine, or write the login in `registryAuth`.";
    throw new SwarmError("INVALID_INPUT", `${program}: ${what} ${way}`);
  };
  const { error, out, words } = await ask(program, loginAddress(registry), env);
  if (error?.code === "ENOENT")
    return refuse(`is not in PATH, and docker's config.json names it for ${registry}.`);
  if (error && HAS_NONE.test(out + words)) return undefined;
  if (error?.killed) return refuse(`gave no login for ${registry} in ${HELPER_MS / 1000} s.`);
  if (error)
    return refuse(`gave no login for ${registry} (exit code ${error.code}). ${said(out + words)}`);
  return parsed(out) ?? refuse(`answered no JSON with Username and Secret for ${registry}.`);
}

interface Answer {
  error?: { code?: string | number | null; killed?: boolean };
  out: string;
  words: string;
}

function ask(program: string, address: string, env: Environment): Promise<Answer> {
  return new Promise((resolve) => {
    const options = {
      env: env as NodeJS.ProcessEnv,
      timeout: HELPER_MS,
      killSignal: "SIGKILL",
    } as const;
    const child = execFile(program, ["get"], options, (error, out, words) =>
      resolve({ ...(error && { error }), out, words }),
    );
    // One that cannot be started, or ends without reading, is told by its end.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(address);
  });
}

/** A failed helper says why on stdout. */
function said(text: string): string {
  const line = text.replace(/\s+/g, " ").trim().slice(0, WORDS_LIMIT);
  return line === "" || /[.!?]$/.test(line) ? line : `${line}.`;
}

function parsed(out: string): RegistryLogin | undefined {
  try {
    const { Username, Secret } = JSON.parse(out) as { Username?: string; Secret?: string };
    if (!Secret) return undefined;
    // So docker marks a token that stands for name and password.
    if (Username === "<token>") return { identityToken: Secret };
    return Username ? { username: Username, password: Secret } : undefined;
  } catch {
    return undefined;
  }
}
