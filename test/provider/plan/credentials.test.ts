// What a preview says of digests and credentials.

import { expect } from "chai";
import { UNKNOWN } from "../../../provider/model/unknown";
import type { Desired } from "../../../provider/objects/object";
import { makePlan } from "../../../provider/plan/plan";
import { planInWords } from "../../../provider/plan/words";
import { changed, desiredService, liveService, OWNER, sent, stored } from "./specs";

const before = { username: "ops", password: "hunter2" };
const after = { username: "ops", password: "hunter3" };

describe("new credentials of a registry", () => {
  function words(
    declared: Partial<Desired>,
    spec = sent(),
    previous: Partial<Desired> = { login: before },
  ) {
    const plan = makePlan({
      desired: [{ ...desiredService(spec), ...declared }],
      previous: [{ ...desiredService(spec), ...previous }],
      recorded: [],
      live: [liveService(stored(sent(spec)))],
      owner: OWNER,
      adopt: () => true,
    });
    return planInWords(plan.steps, 1);
  }

  it("are told, and restart nothing", () => {
    expect(words({ login: after })).to.equal("~ web  registry credentials  no task restarts");
    expect(words({ login: true })).to.equal("~ web  registry credentials  no task restarts");
  });

  it("may be what is not known yet", () => {
    const login = { username: "ops", password: UNKNOWN };
    expect(words({ login })).to.equal("~ web  registry credentials  no task restarts");
  });

  it("are none where they are the same, or gone, or whose service was made elsewhere", () => {
    expect(words({ login: { ...before } })).to.equal("");
    expect(words({})).to.equal("");
    expect(words({ login: true }, sent(), { login: true })).to.equal("");
  });

  it("of a job wait for its next change", () => {
    const job = sent({ Mode: { ReplicatedJob: { MaxConcurrent: 1, TotalCompletions: 1 } } });

    expect(words({ login: after }, job)).to.equal(
      "~ web  registry credentials  sent with the job's next change: an update runs it again",
    );
  });

  it("never show what they are", () => {
    expect(words({ login: after })).to.not.match(/hunter|ops/);
  });

  it("are told beside what else changes; platforms are a part of another image", () => {
    const spec = changed(sent(), ({ TaskTemplate }) => {
      TaskTemplate.ContainerSpec.Image = "nginx:9@sha256:0";
      TaskTemplate.Placement.Platforms = [{ Architecture: "amd64", OS: "linux" }];
    });

    expect(words({ login: after, spec })).to.match(
      /^~ web {2}image \S+ → nginx:9, registry credentials {2}\d tasks? restart/,
    );
  });
});
