import { expect } from "chai";
import { polled } from "../../provider/polled";

/** Gives 1, 2, 3, … */
function counter(): () => Promise<number> {
  let count = 0;
  return async () => (count += 1);
}

describe("a wait that looks again and again", () => {
  const ROWS: [string, number, { timeoutMs: number; everyMs?: number }, number][] = [
    ["looks once where that is enough", 1, { timeoutMs: 60_000 }, 1],
    ["looks until it is enough", 3, { timeoutMs: 60_000, everyMs: 1 }, 3],
    ["looks once where there is no time", 3, { timeoutMs: -1 }, 1],
  ]; // prettier-ignore
  for (const [what, enough, pace, seen] of ROWS)
    it(what, async () => {
      expect(await polled(counter(), (count) => count >= enough, pace)).to.equal(seen);
    });
});
