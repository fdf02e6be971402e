// How registries are asked, by way of the engine: each image once in a run, a few at a time, and none of a
// registry that was silent once. That one tells nothing stops no rollout, for nodes may hold the image.

import type { Engine, RegistryAuth } from "./engine/engine";
import { createTurns } from "./engine/request";
import type { Distribution } from "./engine/types";
import { SwarmError } from "./errors";
import { registryOf } from "./model/registry";

export type Answer = Told | Unanswered;

export interface Told {
  digest: string;
  platforms: { Architecture?: string; OS?: string }[];
}

export interface Unanswered {
  image: string;
  why: "silent" | "refused" | "missing";
  /** The engine's, or the registry's. */
  words: string;
}

/** What one engine was told in this run. */
interface Memory {
  answers: Map<string, Promise<Answer>>;
  silent: Map<string, Unanswered>;
  turn: <T>(task: () => Promise<T>) => Promise<T>;
}

/** Requests for registries must not keep the engine's own waiting. */
const AT_ONCE = 4;
const memories = new WeakMap<Engine, Memory>();

/** Never throws for what a registry does. */
export function ask(engine: Engine, image: string, auth?: RegistryAuth): Promise<Answer> {
  const memory = memories.get(engine) ?? {
    answers: new Map<string, Promise<Answer>>(),
    silent: new Map<string, Unanswered>(),
    turn: createTurns(AT_ONCE),
  };
  memories.set(engine, memory);
  const key = JSON.stringify([image, auth]);
  const answer =
    memory.answers.get(key) ?? memory.turn(() => send(engine, memory, { image, auth }));
  memory.answers.set(key, answer);
  return answer;
}

async function send(
  engine: Engine,
  { silent }: Memory,
  { image, auth }: { image: string; auth?: RegistryAuth },
): Promise<Answer> {
  const registry = registryOf(image) ?? "";
  const before = silent.get(registry);
  if (before) return { ...before, image };
  try {
    return read(await engine.distribution(image, auth));
  } catch (error) {
    if (!(error instanceof SwarmError)) throw error;
    const failure = { image, ...reasonOf(error) };
    if (failure.why === "silent") silent.set(registry, failure);
    return failure;
  }
}

/** Platforms as docker takes them: none that is not known, and of ARM no variant, which nodes name otherwise. */
function read({ Descriptor, Platforms }: Distribution): Told {
  const named = (Platforms ?? []).filter(
    ({ architecture, os }) => architecture !== "unknown" && os !== "unknown",
  );
  const platforms = named.map(({ architecture, os }) => ({
    ...(architecture && architecture !== "arm" && { Architecture: architecture }),
    ...(os && { OS: os }),
  }));
  const unique = new Map(platforms.map((one) => [JSON.stringify(one), one]));
  return { digest: Descriptor.digest, platforms: [...unique.values()] };
}

function reasonOf(error: SwarmError): Omit<Unanswered, "image"> {
  const { statusCode, words = error.message } = (error.cause ?? {}) as {
    statusCode?: number;
    words?: string;
  };
  if (statusCode === 401 || statusCode === 403 || REFUSED.test(words))
    return { why: "refused", words };
  if (statusCode === 404 || MISSING.test(words)) return { why: "missing", words };
  return { why: "silent", words };
}

const REFUSED = /unauthorized|denied|forbidden|authentication required|no basic auth/i;
const MISSING = /manifest unknown|name unknown|not found|does not exist/i;

const REASONS: Record<Unanswered["why"], string> = {
  silent: "no registry could be asked",
  refused: "the registry refused access",
  missing: "the registry does not have it",
};

/** "the registry refused access (no basic auth credentials)" */
export const reasonInWords = ({ why, words }: Unanswered): string =>
  `${REASONS[why]} (${words.replace(/[.\s]+$/, "")})`;

const CHECKS: Record<Unanswered["why"], string | undefined> = {
  silent: undefined,
  refused: "Check the name, and the registry's login in `registryAuth`.",
  missing: "Check the name and the tag.",
};

export const checkFor = ({ why }: Unanswered): string | undefined => CHECKS[why];

/** Of images that run, and are asked for in each run: one sentence for each registry and reason. */
export function staysInWords(unanswered: Unanswered[]): string[] {
  const groups = new Map<string, Unanswered[]>();
  for (const one of unanswered) {
    const key = `${one.why} ${registryOf(one.image)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const images = [...new Set(group.map(({ image }) => image))].sort();
    const [first] = group;
    const why = first ? reasonInWords(first) : "";
    return `Image${images.length > 1 ? "s" : ""} ${images.join(", ")}: ${why}, so what runs stays. ${(first && checkFor(first)) ?? ""}`.trim();
  });
}
