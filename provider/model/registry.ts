// Registries: which one an image comes from, who logs in there, and when it is asked for a digest. Pure.

import { isImageId, parseImage } from "./image";
import { isUnknown, unknownAs } from "./unknown";

/** How the nodes log in at one registry: `username` and `password`, or an `identityToken`. */
export interface RegistryLogin {
  /**
   * Name of the account; goes with a password. A change restarts nothing.
   * @default none: there is a token (ours)
   * @see `docker login --username`; Engine API `AuthConfig.username`
   */
  username?: string;
  /**
   * Its password, or an access token that stands for it; kept as a secret. A change restarts nothing.
   * @default none: there is a token (ours)
   * @see `docker login --password-stdin`; Engine API `AuthConfig.password`
   */
  password?: string;
  /**
   * The token that the registry gave at a login, instead of name and password; kept as a secret. A change
   * restarts nothing.
   * @default none: there are name and password (ours)
   * @see `identitytoken` in docker's config.json; Engine API `AuthConfig.identitytoken`
   */
  identityToken?: string;
}

/** What a resource that runs images says of their registries. */
export interface RegistryArgs {
  /**
   * Who the nodes are when they pull the image. A map names the login of each registry ("docker.io",
   * "registry.example.com:5000"); true takes what `docker login` left on the machine that runs Pulumi,
   * credential helpers included, whenever a service is sent. Only the login of the image's own registry is
   * sent. A job gets a new one with its next change, for every update runs it again. A change is sent by
   * itself and restarts nothing.
   * @default none: a service keeps what the swarm has stored for it (engine)
   * @see `docker stack deploy --with-registry-auth`; Engine API `X-Registry-Auth`
   */
  registryAuth?: boolean | Record<string, RegistryLogin>;
  /**
   * When the registry is asked for the digest that the image's tag stands for, so that all nodes run the same:
   * "changed" asks for a new service and for a changed image, and keeps the digest that runs otherwise;
   * "always" asks at every preview and `up`, and rolls out when the tag has moved; "never" does not ask.
   * A change restarts nothing, unless "always" finds that the tag has moved.
   * @default "changed" (ours; docker has "always")
   * @see `docker stack deploy --resolve-image`; Engine API `/distribution/{name}/json`
   */
  resolveImage?: "always" | "changed" | "never";
}

export type ResolveImage = NonNullable<RegistryArgs["resolveImage"]>;

export const RESOLVE_IMAGE: ResolveImage[] = ["always", "changed", "never"];

/** What docker calls its own registry in a login. */
export const DOCKER_HUB = "https://index.docker.io/v1/";
const HUB = "docker.io";
const HUB_NAMES = [HUB, "index.docker.io", "registry-1.docker.io"];

/** "docker.io", "registry.example.com:5000", however a login writes it: with a scheme, with a path. */
export function registryName(written: string): string {
  const host = written.replace(/^https?:\/\//, "").split("/")[0] ?? "";
  return HUB_NAMES.includes(host) ? HUB : host;
}

/** How a login at that registry is addressed. */
export const loginAddress = (registry: string): string =>
  registry === HUB ? DOCKER_HUB : registry;

/** The registry that an image comes from; undefined for what comes from none. */
export function registryOf(image: string): string | undefined {
  if (isUnknown(image) || isImageId(image)) return undefined;
  const parsed = parseImage(image);
  return "error" in parsed ? undefined : parsed.domain;
}

/** The login that is declared for an image: true stands for the machine's own. */
export function loginFor(
  registryAuth: RegistryArgs["registryAuth"],
  image: string,
): true | RegistryLogin | undefined {
  if (registryAuth === undefined || registryAuth === false) return undefined;
  if (isUnknown(registryAuth) || isUnknown(image)) return unknownAs<RegistryLogin>();
  if (registryAuth === true) return true;
  const registry = registryOf(image);
  return Object.entries(registryAuth).find(([name]) => registryName(name) === registry)?.[1];
}

/** Whether a registry can tell a digest for it: it is known, has a tag, and no digest yet. */
export const isByTag = (image: string): boolean =>
  registryOf(image) !== undefined && !image.includes("@");

/** "nginx:1.27" of "nginx:1.27@sha256:…". */
export const withoutDigest = (image: string): string => image.split("@")[0] ?? image;
