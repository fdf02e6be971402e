// An image, as its registry tells of it by way of the engine.

import { ask, checkFor, reasonInWords, type Unanswered } from "../asking";
import type { Engine } from "../engine/engine";
import { authFor } from "../engine/login";
import { SwarmError } from "../errors";
import { parseImage } from "../model/image";
import { loginFor, withoutDigest } from "../model/registry";
import type { GetRegistryImageResult } from "./answers";
import type { RegistryImageQuestion } from "./questions";

export async function registryImage(
  engine: Engine,
  { image, registryAuth }: RegistryImageQuestion,
): Promise<GetRegistryImageResult> {
  if (typeof image !== "string" || image === "")
    throw new SwarmError("INVALID_INPUT", "Look-up of an image: give the `image`, as text.");
  const parsed = parseImage(image);
  if ("error" in parsed)
    throw new SwarmError(
      "INVALID_INPUT",
      `Image "${image}" is no image reference: ${parsed.error}.`,
    );
  const answer = await ask(engine, image, await authFor(loginFor(registryAuth, image), image));
  if ("why" in answer) throw untold(image, answer);
  const { digest, platforms } = answer;
  return {
    digest,
    pinned: `${withoutDigest(image)}@${digest}`,
    platforms: platforms.map(({ OS, Architecture }) =>
      [OS, Architecture].filter(Boolean).join("/"),
    ),
  };
}

function untold(image: string, answer: Unanswered): SwarmError {
  const code = answer.why === "missing" ? "NOT_FOUND" : "ENGINE_REFUSED";
  const what = checkFor(answer) ?? "See that the engine reaches the registry.";
  return new SwarmError(code, `Image "${image}": ${reasonInWords(answer)}. ${what}`);
}
