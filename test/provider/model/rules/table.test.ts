// Our half of the table of rules; the engine's is tested in test/system/rules.test.ts.

import { expect } from "chai";
import type { Problem } from "../../../../provider/model/common";
import { RULES } from "../../../rules";
import { READ } from "../../../rules/kinds";

const inWords = (problems: Problem[]): string | undefined =>
  problems.map(({ path, reason }) => `${path.join(".")}: ${reason}`).join(" | ") || undefined;

describe("a rule of the table", () => {
  for (const { subject, kind, rows } of RULES)
    describe(`about ${subject}:`, () => {
      for (const { rule, args, ours, warns } of rows)
        it(rule, () => {
          const { problems } = READ[kind](args);

          const refused = problems.filter(({ warning }) => !warning);
          const warned = problems.filter(({ warning }) => warning);
          expect([inWords(refused), inWords(warned)]).to.deep.equal([ours, warns]);
        });
    });

  it("has a reason exactly where it is not the engine's", () => {
    for (const { subject, rows } of RULES)
      for (const { rule, ours, engine, stricter, later } of rows)
        expect([stricter !== undefined, later !== undefined], `${subject}: ${rule}`).to.deep.equal([
          ours !== undefined && engine === undefined,
          ours === undefined && engine !== undefined,
        ]);
  });

  it("is there once", () => {
    for (const { subject, rows } of RULES)
      expect(new Set(rows.map(({ rule }) => rule)).size, subject).to.equal(rows.length);
  });
});
