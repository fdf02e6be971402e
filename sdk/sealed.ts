// What must never stand in the state in clear is marked here as secret, whether the program did or not: data of
// secrets, passwords of volumes and registries. Pulumi keeps a secret secret only under its own key.

import * as pulumi from "@pulumi/pulumi";
import type { SecretArgs } from "../provider/model/objects";
import type { RegistryLogin } from "../provider/model/registry";
import type { VolumeArgs } from "../provider/model/volume";
import { hasLater, isLater, type Lazy, type LazyArgs } from "./lazy";
import type { RegistryArgs } from "./resource";

type Volume = LazyArgs<Pick<VolumeArgs, "nfs" | "cifs" | "tmpfs" | "driverOpts">>;

/** `check` writes the typed forms out as `driverOpts`: so that key must be secret from the start. */
export function sealedVolume(args: Volume): object {
  const { cifs, driverOpts } = args;
  if (driverOpts !== undefined) return { ...args, driverOpts: sealedOptions(driverOpts) };
  if (cifs === undefined && !hasLater([args.nfs, args.tmpfs])) return args;
  return {
    ...args,
    ...(cifs !== undefined && { cifs: sealedCifs(cifs) }),
    driverOpts: pulumi.secret({}),
  };
}

/** Leaf by leaf, so that a password that is not known yet hides nothing of the rest. */
const sealedCifs = (cifs: NonNullable<Volume["cifs"]>): unknown =>
  isLater(cifs) ? pulumi.secret(cifs) : { ...cifs, ...sealedKey(cifs, "password") };

const sealedKey = <Key extends string>(from: { [key in Key]?: unknown }, key: Key): object =>
  from[key] === undefined ? {} : { [key]: pulumi.secret(from[key]) };

const PASSWORD = /(^|,)\s*pass/i;

/** What comes later brings its own secrecy along. */
function sealedOptions(options: NonNullable<Volume["driverOpts"]>): unknown {
  if (isLater(options)) return options;
  const { o } = options as { o?: unknown };
  return typeof o === "string" && PASSWORD.test(o)
    ? { ...options, ...sealedKey({ o }, "o") }
    : options;
}

/** The logins of registries, each with its name in clear. */
export function sealedLogins(logins: RegistryArgs["registryAuth"]): unknown {
  if (typeof logins !== "object") return logins;
  if (isLater(logins)) return pulumi.secret<unknown>(logins);
  const sealed = Object.entries(logins).map(([name, login]) => [name, sealedLogin(login)]);
  return Object.fromEntries(sealed) as object;
}

const sealedLogin = (login: Lazy<RegistryLogin>): unknown =>
  isLater(login)
    ? pulumi.secret<unknown>(login)
    : { ...login, ...sealedKey(login, "password"), ...sealedKey(login, "identityToken") };

/** The same stack with its secrets sealed, and its volumes. */
export function sealedStack(stack: Record<string, unknown>): object {
  return {
    ...stack,
    ...section("secrets", stack.secrets, sealedSecret),
    ...section("volumes", stack.volumes, (volume: Volume | null) => volume && sealedVolume(volume)),
  };
}

function section<One>(key: string, parts: unknown, seal: (one: One) => unknown): object {
  if (parts === undefined) return {};
  if (isLater(parts)) return { [key]: pulumi.secret(parts) };
  const sealed = Object.entries(parts as Record<string, One>).map(([name, one]) => [
    name,
    isLater(one) ? pulumi.secret(one) : seal(one),
  ]);
  return { [key]: Object.fromEntries(sealed) as object };
}

const sealedSecret = (secret: SecretArgs): object => ({
  ...secret,
  ...sealedKey(secret, "data"),
  ...sealedKey(secret, "dataBase64"),
});
