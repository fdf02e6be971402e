// Files of a size that nobody writes by hand are read, or refused, in seconds, and messages about them stay readable.

import { expect } from "chai";
import { checkStack } from "../../../sdk/compose";
import { read, refusal } from "./folder";

const times = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join("\n");

const web = (lines: string): string => `services:\n  web:\n    image: a\n${lines}`;

const accepted: Record<string, string> = {
  "30,000 labels": web(`    labels:\n${times(30_000, (i) => `      l${i}: v`)}`),
  "30,000 labels as a list": web(`    labels:\n${times(30_000, (i) => `      - l${i}=v`)}`),
  "40,000 anchors": `${times(40_000, (i) => `x-${i}: &a${i} b`)}\nservices: {web: {image: a}}`,
  "100,000 documents": `services: {web: {image: a}}\n${"---\na: b\n".repeat(100_000)}`,
  "100,000 variables without a value in one text": web(`    command: "${"${A} ".repeat(100_000)}"`),
  "a chain of 3,000 dependencies": `services:\n${times(
    3000,
    (i) => `  s${i}: {image: a, depends_on: [s${(i + 1) % 3000}]}`,
  )}`,
};

describe("a file of an odd size", () => {
  for (const [title, text] of Object.entries(accepted))
    it(`is read with ${title}`, () => {
      const start = performance.now();
      checkStack(read(text), "st");

      expect(performance.now() - start).to.be.below(20_000);
    }).timeout(60_000);

  it("has a bound for services that extend each other", () => {
    const text = `services:\n${times(1000, (i) => `  s${i}: {image: a, extends: s${i + 1}}`)}\n  s1000: {image: a}`;

    expect(refusal(text).split("\n")[0]).to.equal(
      "c.yml:102:20 services.s100.extends: the service extends others over more than 100 steps.",
    );
  });

  it("has its first hundred problems told", () => {
    const lines = refusal(`services:\n${times(300, (i) => `  s${i}: {imagee: a}`)}`).split("\n");

    expect(lines[0]).to.equal('c.yml:2:8 services.s0.imagee: unknown key. Did you mean "image"?');
    expect(lines.slice(100)).to.deep.equal(["… and 200 more."]);
  });

  it("is not repeated in a message", () => {
    const message = refusal(web(`    stop_grace_period: ${"1h".repeat(100_000)}x`));

    expect(message).to.match(
      /^c\.yml:4:5 services\.web\.stop_grace_period: "1h1h.*1hx" is no duration/s,
    );
    expect(message.length).to.be.below(2500);
  });
});
