// Plain scalars as Go reads and prints them. The pairs were printed by docker CLI 29.7.2.

import { expect } from "chai";
import { readPlain } from "../../../sdk/compose/go-scalar";

const printed: [source: string, text: string][] = [
  ["1", "1"],
  ["1.50", "1.5"],
  ["0x1F", "31"],
  ["0o17", "15"],
  ["017", "15"],
  ["1_000", "1000"],
  ["1e3", "1000"],
  [".5", "0.5"],
  ["-0", "0"],
  ["+5", "5"],
  ["0b101", "5"],
  ["08", "8"],
  ["1.0", "1"],
  ["1e30", "1e+30"],
  ["1234567.0", "1.234567e+06"],
  ["999999.5", "999999.5"],
  ["9007199254740993", "9007199254740993"],
  ["12345678901234567890", "12345678901234567890"],
  ["100000000000000000000", "1e+20"],
  ["1.0e-7", "1e-07"],
  ["0.0001", "0.0001"],
  ["0.00001", "1e-05"],
  ["1_000.5", "1000.5"],
  ["yes", "yes"],
  ["22:22", "22:22"],
  ["2001-01-01", "2001-01-01 00:00:00 +0000 UTC"],
  ["2001-1-2 3:4:5.50", "2001-01-02 03:04:05.5 +0000 UTC"],
  ["2001-01-01T10:00:00+02:00", "2001-01-01 10:00:00 +0200 +0200"],
  ["2001-02-30", "2001-02-30"],
  ["1.2.3", "1.2.3"],
  ["0b12", "0b12"],
];

const values: [source: string, value: unknown][] = [
  ["", null],
  ["~", null],
  ["NULL", null],
  ["True", true],
  ["FALSE", false],
  ["on", "on"],
  ["0444", 292],
  ["1.5", 1.5],
];

describe("a plain scalar", () => {
  for (const [source, text] of printed)
    it(`prints ${source} as ${text}`, () => {
      expect(readPlain(source).printed).to.equal(text);
    });

  for (const [source, value] of values)
    it(`reads ${source === "" ? "nothing" : source} as ${JSON.stringify(value)}`, () => {
      expect(readPlain(source).value).to.equal(value);
    });
});
