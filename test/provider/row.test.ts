import { expect } from "chai";
import { rowOf, type Said } from "../../provider/row";

const waits = (count: number): Said[] =>
  Array.from({ length: count }, (_, i) => ({
    line: `s${i + 1} 0/1 running (2 s)`,
    isSettled: false,
  }));
const settled = (count: number): Said[] =>
  Array.from({ length: count }, (_, i) => ({ line: `d${i + 1} converged (2 s)`, isSettled: true }));

describe("the row of a wait", () => {
  const rows: { name: string; said: Said[]; total: number; is: string }[] = [
    {
      name: "shows every service of a few, settled or not",
      said: [...settled(1), ...waits(2)],
      total: 3,
      is: "d1 converged (2 s); s1 0/1 running (2 s); s2 0/1 running (2 s)",
    },
    {
      name: "of many shows those that are awaited",
      said: [...settled(5), ...waits(2)],
      total: 7,
      is: "5 of 7 services settled; s1 0/1 running (2 s); s2 0/1 running (2 s)",
    },
    {
      name: "counts those of which nothing was seen yet",
      said: waits(1),
      total: 20,
      is: "0 of 20 services settled; s1 0/1 running (2 s)",
    },
    {
      name: "names the first six awaited, and how many more there are",
      said: waits(1000),
      total: 1000,
      is:
        "0 of 1000 services settled; s1 0/1 running (2 s); s2 0/1 running (2 s); s3 0/1 running (2 s); " +
        "s4 0/1 running (2 s); s5 0/1 running (2 s); s6 0/1 running (2 s); and 994 more",
    },
    {
      name: "ends when all have settled",
      said: settled(300),
      total: 300,
      is: "300 of 300 services settled",
    },
  ];
  for (const { name, said, total, is } of rows)
    it(name, () => {
      expect(rowOf(said, total)).to.equal(is);
    });
});
