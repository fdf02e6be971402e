import { expect } from "chai";
import { fits, fitsPlatform, parseConstraint } from "../../../provider/converge/constraints";
import { eligibleNodes, explainPlacement } from "../../../provider/converge/eligible";
import type { Node } from "../../../provider/engine/types";
import { node, spec } from "./recorded";

const manager: Node = {
  ...node("n1", { labels: { disk: "ssd", Zone: "A" } }),
  Spec: { Role: "manager", Availability: "active", Labels: { disk: "ssd", Zone: "A" } },
  Status: { State: "ready", Addr: "10.0.0.11" },
};
const engineLabels = { ...manager.Description.Engine, Labels: { os: "Debian" } };
manager.Description.Engine = engineLabels;

describe("a placement constraint", () => {
  const table: [string, boolean][] = [
    ["node.id == n1", true],
    ["node.id==N1", true],
    ["node.id != n1", false],
    ["node.hostname == HOST-N1", true],
    ["NODE.Role == manager", true],
    ["node.role != worker", true],
    ["node.role == worker", false],
    ["node.platform.os == linux", true],
    ["node.platform.arch == x86_64", true],
    ["node.platform.arch == amd64", false],
    ["node.labels.disk == SSD", true],
    ["node.labels.disk != ssd", false],
    ["node.labels.zone == A", false],
    ["node.labels.Zone == a", true],
    ["node.labels.missing != x", true],
    ["node.labels.missing == x", false],
    ["node.labels.constructor != x", true],
    ["engine.labels.os == debian", true],
    ["engine.labels.os != debian", false],
    ["node.ip == 10.0.0.11", true],
    ["node.ip != 10.0.0.11", false],
    ["node.ip == 10.0.0.0/24", true],
    ["node.ip == 10.0.0.77/24", true],
    ["node.ip == 10.0.1.0/24", false],
    ["node.ip != 10.0.1.0/24", true],
    ["node.ip == 2001:db8::/32", false],
    ["node.ip != not-an-address", false],
    ["node.ip != 10.0.0.0/33", false],
    ["node.labels. == x", false],
    ["foo == bar", false],
    ["foo != bar", false],
  ];
  for (const [constraint, matches] of table)
    it(`"${constraint}" ${matches ? "matches" : "does not match"}`, () => {
      expect(fits(manager, [constraint])).to.equal(matches);
    });

  it("has to match together with all others", () => {
    expect(fits(manager, ["node.role == manager", "node.labels.disk == ssd"])).to.equal(true);
    expect(fits(manager, ["node.role == manager", "node.labels.disk == hdd"])).to.equal(false);
    expect(fits(manager, [])).to.equal(true);
  });

  it("is compared with the empty address of a node that has none", () => {
    const bare = { ...manager, Status: { State: "ready" } };

    expect(fits(bare, ["node.ip != 10.0.0.11"])).to.equal(true);
    expect(fits(bare, ["node.ip == 10.0.0.11"])).to.equal(false);
  });

  it("is read as the engine reads it", () => {
    const a = (operator: "==" | "!=", value: string) => ({ key: "node.id", operator, value });

    expect(parseConstraint("node.id==x")).to.deep.equal(a("==", "x"));
    expect(parseConstraint("  node.id  !=  x y ")).to.deep.equal(a("!=", "x y"));
    for (const refused of [
      "node.id",
      "node.id=x",
      "n==x",
      "node.id==",
      "node.id==a,b",
      "node.id==a=b",
      "a b==c",
    ])
      expect(parseConstraint(refused), refused).to.equal(undefined);
  });
});

describe("an image's platforms", () => {
  const table: [{ Architecture?: string; OS?: string }[] | undefined, boolean][] = [
    [undefined, true],
    [[], true],
    [[{ Architecture: "amd64", OS: "linux" }], true],
    [[{ Architecture: "x86_64", OS: "linux" }], true],
    [[{ Architecture: "arm64", OS: "linux" }], false],
    [
      [
        { Architecture: "arm64", OS: "linux" },
        { Architecture: "amd64", OS: "linux" },
      ],
      true,
    ],
    [[{ Architecture: "amd64", OS: "windows" }], false],
    [[{ OS: "linux" }], true],
  ];
  for (const [platforms, matches] of table)
    it(`${JSON.stringify(platforms)} ${matches ? "run" : "do not run"} on a node of linux/x86_64`, () => {
      expect(fitsPlatform(manager, platforms)).to.equal(matches);
    });

  it("take arm64 and aarch64 as one", () => {
    const pi = node("n2");
    pi.Description.Platform.Architecture = "aarch64";

    expect(fitsPlatform(pi, [{ Architecture: "arm64", OS: "linux" }])).to.equal(true);
  });
});

describe("the nodes of a global service", () => {
  const nodes = [
    manager,
    node("n2", { labels: { disk: "ssd" } }),
    node("n3", { labels: { disk: "ssd" }, state: "down" }),
    node("n4", { labels: { disk: "ssd" }, availability: "drain" }),
    node("n5", { labels: { disk: "ssd" }, availability: "pause" }),
    node("n6"),
    node("n7", { labels: { disk: "ssd" }, state: "unknown" }),
  ];
  const Platforms = [{ Architecture: "amd64", OS: "linux" }];
  const ssd = spec({
    template: { Placement: { Constraints: ["node.labels.disk == ssd"], Platforms } },
  });

  it("are active and fit, and not down", () => {
    expect(eligibleNodes(ssd, nodes).map(({ ID }) => ID)).to.deep.equal(["n1", "n2", "n7"]);
  });

  it("are not those that began to join and never got here: the swarm knows nothing of them", () => {
    const begun = { ...node("n8", { state: "unknown" }), Description: { Platform: {} } } as Node;

    expect(eligibleNodes(spec(), [manager, begun]).map(({ ID }) => ID)).to.deep.equal(["n1"]);
  });

  it("are counted for each constraint in the explanation", () => {
    expect(explainPlacement(ssd, nodes)).to.deep.equal([
      "node.labels.disk == ssd matches 6 of 7 nodes",
      "platform linux/amd64 matches 7 of 7 nodes",
    ]);
  });
});
