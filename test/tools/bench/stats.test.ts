import { expect } from "chai";
import { figures, growth, ratio } from "../../../tools/bench/stats";

describe("figures of a benchmark", () => {
  const rows: { name: string; values: number[]; is: ReturnType<typeof figures> }[] = [
    { name: "are none where nothing was measured", values: [], is: undefined },
    { name: "of one value are that value", values: [3], is: { min: 3, median: 3, count: 1 } },
    {
      name: "take the middle of an odd number, by size and not by text",
      values: [100, 9, 20],
      is: { min: 9, median: 20, count: 3 },
    },
    {
      name: "take the mean of the two in the middle",
      values: [4, 1, 2, 10],
      is: { min: 1, median: 3, count: 4 },
    },
  ];
  for (const { name, values, is } of rows)
    it(name, () => {
      expect(figures(values)).to.deep.equal(is);
    });

  const of = (median: number) => ({ min: median, median, count: 1 });
  const ratios = [
    { name: "is of the medians", of: of(6), to: of(4), is: 1.5 },
    { name: "is none without the one", of: undefined, to: of(4), is: undefined },
    { name: "is none without the other", of: of(4), to: undefined, is: undefined },
    { name: "is none of nothing", of: of(4), to: of(0), is: undefined },
  ];
  for (const row of ratios)
    it(`the ratio ${row.name}`, () => {
      expect(ratio(row.of, row.to)).to.equal(row.is);
    });

  it("tell how much a count grows with each one more", () => {
    expect(growth({ size: 300, count: 318 }, { size: 1000, count: 1018 })).to.equal(1);
    expect(growth({ size: 300, count: 18 }, { size: 1000, count: 25 })).to.equal(0.01);
  });
});
