// What the demo asks of an engine's images: which are there, pull one, build one.

import { execFileSync } from "node:child_process";
import { Readable } from "node:stream";
import { ask, askText, type Target } from "./target";

interface Image {
  Id: string;
  Labels: Record<string, string> | null;
}

/** A registry that says nothing for this long is taken for absent. */
const REGISTRY_TIMEOUT_MS = 15_000;
/** How long a step of a build may say nothing: an engine that unpacks does not speak meanwhile. */
const STEP_TIMEOUT_MS = 5 * 60_000;

/** The image of this name on the engine, if it is there. */
export async function findImage(target: Target, name: string): Promise<Image | undefined> {
  const filters = JSON.stringify({ reference: [name] });
  const path = `/images/json?filters=${encodeURIComponent(filters)}`;
  const images = await ask<Image[]>(target, path);
  return images[0];
}

/** Lets the engine pull an image; fails with the registry's or the engine's words. */
export async function pullImage(target: Target, name: string): Promise<void> {
  const [fromImage = "", tag = "latest"] = name.split(":");
  const query = new URLSearchParams({ fromImage, tag });
  const settings = { method: "POST", timeoutMs: REGISTRY_TIMEOUT_MS };
  check(await askText(target, `/images/create?${query}`, settings));
}

export interface Build {
  name: string;
  /** Holds the Dockerfile and all that it copies. */
  folder: string;
  args?: Record<string, string>;
  labels?: Record<string, string>;
}

/** Lets the engine build an image; fails with the step's words. */
export async function buildImage(target: Target, build: Build): Promise<void> {
  const query = new URLSearchParams({
    t: build.name,
    buildargs: JSON.stringify(build.args ?? {}),
    labels: JSON.stringify(build.labels ?? {}),
    forcerm: "1",
  });
  const context = execFileSync("tar", ["-cf", "-", "-C", build.folder, "."], {
    maxBuffer: 200 * 1024 * 1024,
  });
  const tar = Readable.from([context]);
  const settings = { method: "POST", tar, timeoutMs: STEP_TIMEOUT_MS };
  check(await askText(target, `/build?${query}`, settings));
}

/** Removes an image's name, and the image with its last name; one in use stays. */
export async function removeImage(target: Target, name: string): Promise<void> {
  const path = `/images/${encodeURIComponent(name)}`;
  await askText(target, path, { method: "DELETE" }).catch(() => "");
}

// both answer 200 before they begin, and say in the stream how it ended
function check(stream: string): void {
  const lines = stream.trim().split("\n").filter(Boolean);
  const failure = lines
    .map((line) => JSON.parse(line) as { error?: string })
    .find(({ error }) => error !== undefined);
  if (failure) throw new Error(failure.error);
}
