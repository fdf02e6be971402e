// Platforms in one spelling: Compose's `os[/architecture[/variant]]` with Go's names, as images are built for.

import { refuse } from "../place";
import type { Place } from "../place";

const FORM = /^(linux|windows)(\/[a-z0-9_]+(\/v\d+)?)?$/;
const GO_NAMES = new Map([
  ["x86_64", "amd64"],
  ["aarch64", "arm64"],
  ["i386", "386"],
  ["i686", "386"],
]);

/** "linux/amd64" for "Linux/x86_64"; undefined, and refused, when it is no platform. */
export function canonicalPlatform(place: Place, given: string): string | undefined {
  const text = String(given).toLowerCase();
  if (!FORM.test(text)) {
    return refuse(
      place,
      `"${given}" is no platform of a node. Write the system and the architecture, such as "linux/amd64" or "linux/arm64".`,
    );
  }
  const [os, architecture, variant] = text.split("/");
  const name = GO_NAMES.get(architecture ?? "") ?? architecture;
  // arm64 has one variant only, and a swarm tells variants of nothing but arm.
  return [os, name, name === "arm" ? variant : undefined].filter(Boolean).join("/");
}
