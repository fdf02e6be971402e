// Which fields `ignoreChanges` leaves to others, and what a preview says of them.

import { expect } from "chai";
import { UNKNOWN } from "../../../provider/model/unknown";
import type { Desired } from "../../../provider/objects/object";
import { asLive, leaveAlone, ownOf } from "../../../provider/plan/left-alone";
import { makePlan } from "../../../provider/plan/plan";
import { planInWords } from "../../../provider/plan/words";
import { ownerLabels } from "../../../provider/owner";
import { changed, desiredService, liveService, OWNER, sent, stored } from "./specs";

const single: Desired = { ...desiredService(), args: [] };
const inStack: Desired = { ...desiredService(), args: ["services", "web"] };

describe("what is left to others", () => {
  const ROWS: [path: string, desired: Desired, left: Desired["left"]][] = [
    ["deploy.replicas", single, ["replicas"]],
    ['deploy["replicas"]', single, ["replicas"]],
    ['["deploy"].replicas', single, ["replicas"]],
    ["deploy", single, ["replicas"]],
    ["deploy.*", single, ["replicas"]],
    ["image", single, ["image"]],
    ["*", single, ["replicas", "image"]],
    ["deploy.labels", single, undefined],
    ["deploy.replicas.x", single, undefined],
    ["", single, undefined],
    ["deploy.replicas", inStack, undefined],
    ["services.web.deploy.replicas", inStack, ["replicas"]],
    ['services["web"].image', inStack, ["image"]],
    ["services.*.image", inStack, ["image"]],
    ["services[*].image", inStack, ["image"]],
    ["services", inStack, ["replicas", "image"]],
    ["services.db.image", inStack, undefined],
    ["services.web", { ...inStack, args: ["services", 'w"b'] }, undefined],
    ['services["w\\"b"]', { ...inStack, args: ["services", 'w"b'] }, ["replicas", "image"]],
    ["*", { ...single, kind: "network", args: undefined }, undefined],
  ];
  for (const [path, desired, left] of ROWS)
    it(`is, by "${path}" of ${desired.args?.join(".") || desired.kind}: ${left?.join(", ") ?? "nothing"}`, () => {
      expect(leaveAlone([desired], [path])[0]?.left).to.deep.equal(left);
    });

  const replicas = (count: number) => ({ Mode: { Replicated: { Replicas: count } } });

  it("is in no line of a preview, nor in the tasks that it counts", () => {
    const Image = "nginx:1.27";
    const declared = changed(sent(replicas(2)), ({ TaskTemplate }) => {
      TaskTemplate.ContainerSpec.Image = Image;
    });
    const { steps } = makePlan({
      desired: [{ ...desiredService(declared), left: ["replicas"] }],
      previous: [],
      recorded: [],
      live: [liveService(stored(replicas(5)), ownerLabels(OWNER, "web"))],
      owner: OWNER,
      adopt: () => false,
    });

    expect(planInWords(steps, 1)).to.match(/image nginx:1.26 → nginx:1.27.* 5 tasks restart/);
    expect(planInWords(steps, 1)).not.to.contain("replicas");
  });

  it("is the live value, whatever is declared or not known yet", () => {
    const live = stored(replicas(5));

    for (const Replicas of [2, undefined, UNKNOWN as never])
      expect(
        asLive(sent({ Mode: { Replicated: { Replicas } } }), live, ["replicas"]),
      ).to.deep.equal(sent(replicas(5)));
  });

  it("is nothing of a job, nor where the kind of mode changes", () => {
    for (const Mode of [
      { ReplicatedJob: { TotalCompletions: 2 } },
      { Global: {} },
      UNKNOWN as never,
    ])
      expect(asLive(sent({ Mode }), stored(replicas(5)), ["replicas"])).to.deep.equal(
        sent({ Mode }),
      );
  });

  it("counts for no meddling while it is waited for, forced updates included", () => {
    const meddled = changed(sent(replicas(5)), ({ TaskTemplate }) => {
      TaskTemplate.ForceUpdate = 9;
    });

    expect(JSON.stringify(ownOf(meddled, sent(replicas(2)), ["replicas"]))).to.equal(
      JSON.stringify(ownOf(sent(replicas(2)), sent(replicas(2)), ["replicas"])),
    );
    expect(ownOf(meddled, sent(replicas(2)))).to.deep.equal(meddled);
  });
});
