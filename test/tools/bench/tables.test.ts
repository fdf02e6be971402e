import { expect } from "chai";
import { budgets, isMet } from "../../../tools/bench/budgets";
import { asMarkdown, forTerminal } from "../../../tools/bench/drawing";
import { withBlock } from "../../../tools/bench/document";
import type {
  ContenderName,
  LargeSample,
  Operation,
  Results,
} from "../../../tools/bench/operations";
import { tables } from "../../../tools/bench/tables";

const sample = (
  contender: ContenderName,
  operation: Operation,
  ms: number,
  peakBytes?: number,
) => ({
  ...{ contender, operation, ms, peakBytes },
});

const SMALL: Results = {
  samples: [
    sample("ours", "create", 16_000, 150e6),
    sample("ours", "create", 15_000, 140e6),
    sample("floor", "create", 6_000),
    sample("noop", "create", 4_000, 120e6),
    sample("ours", "unchanged", 5_000),
    sample("noop", "unchanged", 4_000),
    sample("ours", "remove", 5_000),
    sample("floor", "remove", 2_500),
  ],
  large: [],
  loadsMs: [90, 100, 160],
};

const large = (services: number, operation: Operation, more: Partial<LargeSample>) => ({
  ...{ services, operation, ms: 1_000, requests: 0, perService: 0, stateBytes: services * 500 },
  ...more,
});
const LARGE: Results = {
  samples: [],
  large: [
    large(300, "create", { requests: 318, perService: 300, peakBytes: 120e6, floorMs: 400 }),
    large(300, "unchanged", { peakBytes: 140e6 }),
    large(300, "refresh", { requests: 4 }),
    large(1000, "create", { requests: 1025, perService: 1000, stateBytes: 3_100_000 }),
    large(1000, "unchanged", { requests: 1, peakBytes: 160e6, idlePeakBytes: 130e6 }),
    large(1000, "refresh", { requests: 9 }),
    large(1000, "remove", { requests: 1006, perService: 1000, floorMs: 900 }),
  ],
  loadsMs: [],
};

describe("the budgets of a benchmark", () => {
  const verdicts = (results: Results): string[] =>
    budgets(results).map(
      (one) =>
        `${one.what}: ${Number(one.measured.toFixed(3))} of ${Number((one.limit ?? NaN).toFixed(3))} ${one.unit}` +
        (isMet(one) ? "" : ", not met"),
    );

  it("come from floor and program of the same run", () => {
    expect(verdicts(SMALL)).to.deep.equal([
      "create: floor + program + 5 s of stability, + 10 %: 15.5 of 16.5 s",
      "nothing changed: the program's time, + 10 %: 5 of 4.4 s, not met",
      "a dynamic provider that does nothing: peak memory: 120 of NaN MB",
      "our peak memory over that: 25 of 40 MB",
      "time to load our code: 100 of 150 ms",
    ]);
  });

  it("of large stacks are those of their sizes, and of what grows between them", () => {
    expect(verdicts(LARGE)).to.deep.equal([
      "300 services, nothing changed: 0 of 0 requests",
      "300 services, refresh: 4 of 8 requests",
      "300 services, state per service: 0.5 of 3 KB",
      "300 services, peak memory of the provider process: 140 of 150 MB",
      "1000 services, nothing changed: 1 of 0 requests, not met",
      "1000 services, refresh: 9 of 8 requests, not met",
      "1000 services, state per service: 3.1 of 3 KB, not met",
      "1000 services, peak memory of the provider process: 160 of 150 MB, not met",
      "the same of a provider that does nothing with the same inputs: 130 of NaN MB",
      "create, requests that make a service: 1 of 1 requests per service",
      "create, growth of all other requests: 0.01 of 0.01 requests per service",
    ]);
  });

  it("say nothing of what was not measured", () => {
    expect(verdicts({ samples: [], large: [], loadsMs: [] })).to.deep.equal([]);
  });
});

describe("the tables of a benchmark", () => {
  it("set everybody's times side by side, with ratios and the budget", () => {
    const [times] = tables(SMALL, { services: 20 });

    expect(times).to.deep.equal({
      title: "20 services of one task each: seconds, the best / the median",
      head: [
        ...["", "pulumi-swarm", "docker stack", "engine's floor", "program of one empty resource"],
        ...["ours to the floor", "docker to ours", "budget"],
      ],
      rows: [
        ["create", "15.0 / 15.5", "not measured", "6.0", "4.0", "2.6 ×", "–", "16.5 s"],
        ["nothing changed", "5.0", "not measured", "–", "4.0", "–", "–", "4.4 s"],
        ["update of all", "–", "not measured", "–", "–", "–", "–", "–"],
        ["one changed", "–", "not measured", "–", "–", "–", "–", "–"],
        ["refresh", "–", "not measured", "–", "–", "–", "–", "–"],
        ["remove", "5.0", "not measured", "2.5", "–", "2.0 ×", "–", "–"],
      ],
    });
  });

  it("show what large stacks cost", () => {
    const [costs] = tables(LARGE, { services: 20 });

    expect(costs?.rows.map((row) => row.join(" | "))).to.deep.equal([
      "300 | create | 1.0 s | 0.4 s | 318 | 18 | 120 MB | – | 0.50 KB",
      "300 | nothing changed | 1.0 s | – | 0 | 0 | 140 MB | – | 0.50 KB",
      "300 | refresh | 1.0 s | – | 4 | 4 | – | – | 0.50 KB",
      "1000 | create | 1.0 s | – | 1025 | 25 | – | – | 3.10 KB",
      "1000 | nothing changed | 1.0 s | – | 1 | 1 | 160 MB | 130 MB | 0.50 KB",
      "1000 | refresh | 1.0 s | – | 9 | 9 | – | – | 0.50 KB",
      "1000 | remove | 1.0 s | 0.9 s | 1006 | 6 | – | – | –",
    ]);
  });

  const TABLE = { title: "A title", head: ["", "budget"], rows: [["create", "**not met**"]] };

  it("are drawn for a terminal without marks", () => {
    expect(forTerminal(TABLE)).to.equal(
      [
        "A title",
        "┌────────┬─────────┐",
        "│        │ budget  │",
        "├────────┼─────────┤",
        "│ create │ not met │",
        "└────────┴─────────┘",
      ].join("\n"),
    );
  });

  it("are Markdown as the linter wants it", async () => {
    expect(await asMarkdown([TABLE], "Measured.", __filename)).to.equal(
      "Measured.\n\n### A title\n\n|        | budget      |\n| ------ | ----------- |\n| create | **not met** |\n",
    );
  });

  it("replace those of the document, and leave what stands around them", () => {
    const text = "# Title\n\n<!-- measured -->\n\nold\n\n<!-- /measured -->\n\nThe end.\n";

    expect(withBlock(text, "new\n")).to.equal(text.replace("old", "new"));
    expect(withBlock("", "new\n")).to.equal("<!-- measured -->\n\nnew\n\n<!-- /measured -->\n");
  });
});
