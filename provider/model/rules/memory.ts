// Rules of swap: the limit of memory and swap together, and how readily the kernel swaps.

import { refuse, within } from "../place";
import type { Place } from "../place";
import type { ServiceInputs } from "../service";
import { parseSize } from "../units";
import { hasUnknown } from "../unknown";
import { check, wholeNumber } from "./check";

/** What is wrong with the swap of a service. */
export function memoryRules(
  { memswapLimit, memSwappiness, deploy }: ServiceInputs,
  place: Place,
): void {
  check(within(place, "memSwappiness"), memSwappiness, wholeNumber(0, 100));
  if (memswapLimit === undefined || hasUnknown([memswapLimit, deploy?.resources ?? deploy])) return;
  const memory = deploy?.resources?.limits?.memory ?? "";
  const [bytes, most] = [parseSize(memory) ?? 0, parseSize(memswapLimit) ?? -1];
  const at = within(place, "memswapLimit");
  if (most === 0) return;
  if (bytes === 0) {
    refuse(
      at,
      "needs a limit of the memory alone, as the engine demands. Set deploy.resources.limits.memory.",
    );
  } else if (most > 0 && most < bytes) {
    refuse(
      at,
      `${memswapLimit} is below the memory limit of ${memory}. It bounds memory and swap together: write the sum of both.`,
    );
  }
}
