// Units: docker's grammars in, exact numbers and one spelling out.

import { expect } from "chai";
import {
  durationNs,
  formatCpus,
  formatDuration,
  formatSize,
  parseCpus,
  parseDuration,
  parseSize,
} from "../../../provider/model/units";

describe("a duration", () => {
  const rows: [text: string, ns: bigint, canonical: string][] = [
    ["0", 0n, "0s"],
    ["0s", 0n, "0s"],
    ["10s", 10_000_000_000n, "10s"],
    ["90s", 90_000_000_000n, "1m30s"],
    ["1h", 3_600_000_000_000n, "1h0m0s"],
    ["1.5h", 5_400_000_000_000n, "1h30m0s"],
    ["1h30m5.25s", 5_405_250_000_000n, "1h30m5.25s"],
    ["500ms", 500_000_000n, "500ms"],
    ["1us", 1_000n, "1µs"],
    ["1µs", 1_000n, "1µs"],
    ["1μs", 1_000n, "1µs"],
    ["1500ns", 1_500n, "1.5µs"],
    ["7ns", 7n, "7ns"],
    [".5s", 500_000_000n, "500ms"],
    ["5.s", 5_000_000_000n, "5s"],
    ["-1s", -1_000_000_000n, "-1s"],
    ["+1s", 1_000_000_000n, "1s"],
    ["1s1s", 2_000_000_000n, "2s"],
    ["2562047h47m16.854775807s", 9_223_372_036_854_775_807n, "2562047h47m16.854775807s"],
  ];
  for (const [text, ns, canonical] of rows) {
    it(`reads ${text} and writes ${canonical}`, () => {
      expect(parseDuration(text)).to.equal(ns);
      expect(formatDuration(ns)).to.equal(canonical);
      expect(parseDuration(canonical)).to.equal(ns);
    });
  }
  for (const text of ["", "10", "1d", "1H", "1 s", "s", ".s", "-", "1m 30s", "9999999h"]) {
    it(`is not "${text}"`, () => expect(durationNs(text)).to.equal(undefined));
  }
});

describe("a size", () => {
  const rows: [text: string | number, bytes: number, canonical: string][] = [
    [0, 0, "0B"],
    [1000, 1000, "1000B"],
    [52_428_800, 52_428_800, "50MiB"],
    ["100", 100, "100B"],
    ["1.5k", 1536, "1536B"],
    ["50M", 52_428_800, "50MiB"],
    ["50MB", 52_428_800, "50MiB"],
    ["512mib", 536_870_912, "512MiB"],
    ["1.5gb", 1_610_612_736, "1536MiB"],
    ["1 g", 1_073_741_824, "1GiB"],
    ["7b", 7, "7B"],
    ["1e3", 1000, "1000B"],
    ["1tb", 1_099_511_627_776, "1TiB"],
    ["1P", 1_125_899_906_842_624, "1PiB"],
    ["2048PiB", 2_305_843_009_213_693_952, "2048PiB"],
  ];
  for (const [text, bytes, canonical] of rows) {
    it(`reads ${text} and writes ${canonical}`, () => {
      expect(parseSize(text)).to.equal(bytes);
      expect(formatSize(bytes)).to.equal(canonical);
      expect(parseSize(canonical)).to.equal(bytes);
    });
  }
  for (const text of [
    "",
    "g",
    "-1",
    "1x",
    "1kbb",
    "1bb",
    "1  g",
    "1g ",
    "1.2.3k",
    -1,
    1.5,
    Infinity,
  ]) {
    it(`is not ${JSON.stringify(text)}`, () => expect(parseSize(text)).to.equal(undefined));
  }
});

describe("CPUs", () => {
  const rows: [text: string | number, nano: bigint, canonical: string][] = [
    ["0.5", 500_000_000n, "0.5"],
    [0.1, 100_000_000n, "0.1"],
    [2, 2_000_000_000n, "2"],
    ["1/4", 250_000_000n, "0.25"],
    ["1.50", 1_500_000_000n, "1.5"],
    ["5e-1", 500_000_000n, "0.5"],
    [".25", 250_000_000n, "0.25"],
    ["0.000000001", 1n, "0.000000001"],
    [1e-7, 100n, "0.0000001"],
    ["-0.5", -500_000_000n, "-0.5"],
    ["0", 0n, "0"],
  ];
  for (const [text, nano, canonical] of rows) {
    it(`reads ${text} and writes ${canonical}`, () => {
      expect(parseCpus(text)).to.equal(nano);
      expect(formatCpus(nano)).to.equal(canonical);
      expect(parseCpus(canonical)).to.equal(nano);
    });
  }
  for (const text of ["", ".", "abc", "1/0", "1/3", "0.0000000001", "1/2/3", "1 "]) {
    it(`are not "${text}"`, () => expect(parseCpus(text)).to.equal(undefined));
  }
});
