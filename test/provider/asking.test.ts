// What registries answer, and how it is told.

import { expect } from "chai";
import { ask, checkFor, reasonInWords, staysInWords, type Unanswered } from "../../provider/asking";
import { fakeEngine } from "../fakes/engine";
import { refuse } from "../fakes/store";

type Row = [title: string, status: number, words: string, reason: string, check?: string];

const REFUSED = "Check the name, and the registry's login in `registryAuth`.";
const MISSING = "Check the name and the tag.";

const unanswered = (image: string, why: Unanswered["why"], words: string): Unanswered => ({
  ...{ image, why, words },
});

describe("a registry", () => {
  const table: Row[] = [
    ["is silent", 500, "dial tcp: no such host", "no registry could be asked (dial tcp: no such host)"],
    ["refuses access", 401, "no basic auth credentials.", "the registry refused access (no basic auth credentials)", REFUSED],
    ["refuses access in words", 500, "denied: requested access to the resource is denied", "the registry refused access (denied: requested access to the resource is denied)", REFUSED],
    ["does not have it", 404, "manifest unknown", "the registry does not have it (manifest unknown)", MISSING],
  ]; // prettier-ignore
  for (const [title, status, words, reason, check] of table)
    it(title, async () => {
      const engine = fakeEngine();
      engine.distribution = async (image) => refuse(`image ${image}`, "look up", status, words);

      const answer = await ask(engine, "r.io/app:1");

      if (!("why" in answer)) throw new Error("it told a digest");
      expect([reasonInWords(answer), checkFor(answer)]).to.deep.equal([reason, check]);
    });

  it("that tells nothing of images that run is named once, with all of them", () => {
    const all = [
      unanswered("b:1", "silent", "no such host."),
      unanswered("a:1", "silent", "no such host."),
      unanswered("r.io/c:1", "missing", "manifest unknown."),
    ];

    expect(staysInWords(all)).to.deep.equal([
      "Images a:1, b:1: no registry could be asked (no such host), so what runs stays.",
      `Image r.io/c:1: the registry does not have it (manifest unknown), so what runs stays. ${MISSING}`,
    ]);
  });
});
