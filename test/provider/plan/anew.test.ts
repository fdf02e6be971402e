import { expect } from "chai";
import { madeAnew } from "../../../provider/plan/anew";
import { makePlan, type PlanInput } from "../../../provider/plan/plan";
import { planInWords } from "../../../provider/plan/words";
import type { Live } from "../../../provider/objects/object";
import { ownerLabels, type Owner } from "../../../provider/owner";
import { desiredService, liveNetwork, liveService, ours, OWNER, sent, stored } from "./specs";

const NAMESPACE = "com.docker.stack.namespace";

describe("a stack under another name", () => {
  const web = liveService(stored({ Mode: { Replicated: { Replicas: 2 } } }), ours("web"));
  const net = liveNetwork("shop_default", ours("default"));
  const other: Live = {
    ...liveService(stored({ Name: "store_web", Labels: {} }), { [NAMESPACE]: "store" }),
    id: "svc2",
  };
  const input: PlanInput = {
    desired: [desiredService(sent({ Name: "store_web" }))],
    previous: [desiredService()],
    recorded: [
      { kind: "service", key: "web", name: "shop_web", id: "svc1" },
      { kind: "network", key: "default", name: "shop_default", id: "net1" },
    ],
    live: [web, net],
    owner: OWNER,
    adopt: ({ labels }) => labels[NAMESPACE] === "store",
  };
  function told(over: Partial<PlanInput>, was: Owner = OWNER) {
    const { going, remaining } = madeAnew({ ...input, ...over }, was);
    const { steps, refusals } = makePlan(remaining);
    return { words: planInWords([...going, ...steps], 3).split("\n"), refusals };
  }
  const GOING = [
    "- web              removed  2 tasks stop, first, to make room on 8080/tcp",
    "- network default  removed",
  ];

  it("is told by what goes, and by what comes then", () => {
    expect(told({})).to.deep.equal({
      words: [...GOING, "+ web              new      1 task starts"],
      refusals: [],
    });
  });

  it("is told by what it takes over under the new name", () => {
    const like = sent({ Name: "store_web", Labels: { [NAMESPACE]: "store" }, EndpointSpec: {} });
    const spec = stored({ ...like, Mode: { Replicated: { Replicas: 1 } } });
    const deployed = { ...other, spec, labels: spec.Labels ?? {} };

    expect(told({ desired: [desiredService(like)], live: [web, net, deployed] })).to.deep.equal({
      words: ["- web              removed  2 tasks stop", GOING[1]],
      refusals: [],
    });
  });

  it("takes over nothing of somebody else's, and nothing of theirs goes", () => {
    const stranger = { ...other, labels: {} };
    const theirs = { ...net, labels: ownerLabels({ ...OWNER, name: "theirs" }, "default") };

    expect(told({ live: [web, theirs, stranger] })).to.deep.equal({
      words: ["- web  removed  2 tasks stop"],
      refusals: [
        'Service "store_web": a service of this name exists (id svc2), and no Pulumi stack made it. ' +
          "Choose another name, or take it over with `adopt: true`.",
      ],
    });
  });

  it("goes under the name that the program called it by before", () => {
    const renamed = { ...OWNER, name: "store" };

    expect(told({ owner: renamed }, OWNER).words.slice(0, 2)).to.deep.equal(GOING);
  });
});
