// The tables of keys that a swarm does not have: each is told with the way out, and none is known to the model.

import { expect } from "chai";
import { droppedKeys, refusedKeys } from "../../../sdk/compose/keys";
import { read, refusal } from "./folder";

/** A file with a value at a place of the tables. */
function fileWith(pattern: string): object {
  return pattern
    .split(".")
    .reverse()
    .reduce<unknown>((inner, key, i, all) => {
      const isList = key === "*" && ["ports", "volumes"].includes(all[i + 1] ?? "");
      if (isList) return [inner];
      return { [key === "*" ? "one" : key]: inner };
    }, "x") as object;
}

const text = (pattern: string): string => JSON.stringify({ services: {}, ...fileWith(pattern) });

/** The place as a message writes it. */
const keyOf = (pattern: string): string =>
  pattern.replace(/(ports|volumes)\.\*/, "$1.0").replaceAll("*", "one");

describe("keys that a swarm does not have", () => {
  for (const [pattern, wayOut] of droppedKeys)
    it(`drops ${pattern} with a word`, () => {
      const file = text(pattern).replace(
        '"volumes":[{',
        '"volumes":[{"type":"bind","source":"/x","target":"/x",',
      );
      const complete = file.replace('"ports":[{', '"ports":[{"target":80,');

      expect(read(complete).warnings.join()).to.include(
        ` ${keyOf(pattern)}: not supported in a swarm, ignored. ${wayOut}`,
      );
    });

  for (const [pattern, wayOut] of refusedKeys)
    it(`refuses ${pattern} with the way out`, () => {
      expect(refusal(text(pattern))).to.include(
        ` ${keyOf(pattern)}: not supported in a swarm. ${wayOut}`,
      );
    });

  it("drops an unknown key where docker tolerates one, and says so", () => {
    const file =
      "services: {web: {image: a, volumes: [{type: bind, source: /x, target: /x, bind: {propagatoin: x}}]}}";

    expect(read(file).warnings).to.deep.equal([
      'c.yml:1:82 services.web.volumes.0.bind.propagatoin: unknown key, ignored. Did you mean "propagation"?',
    ]);
  });

  it("drops extensions without a word", () => {
    const { model, warnings } = read("x-a: 1\nservices: {web: {image: a, x-b: {c: [1]}}}");

    expect({ model: model.services, warnings }).to.deep.equal({
      model: { web: { image: "a" } },
      warnings: [],
    });
  });
});
