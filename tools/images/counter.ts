// The images of examples/counter on one engine: Redis and Python as foreign.ts brings them, and the page built upon
// Python, as a user builds it.

import { resolve } from "node:path";
import type { Log } from "../engine/install";
import { buildImage } from "./engine-images";
import { ensureForeign, type Foreign } from "./foreign";
import type { Target } from "./target";

const FOREIGN: Foreign[] = [
  { name: "redis:7-alpine", standIn: "redis", packages: ["redis-tools"] },
  {
    name: "python:3.13-slim",
    standIn: "python",
    packages: ["python3", "python3-pip", "python3-flask", "python3-redis"],
  },
];

const APP_FOLDER = resolve(__dirname, "../../examples/counter/app");

/** Builds web:v1, after what it is built upon. */
export async function buildCounter(target: Target, log: Log): Promise<void> {
  await ensureForeign(target, FOREIGN, log);
  await buildImage(target, { name: "web:v1", folder: APP_FOLDER });
}
