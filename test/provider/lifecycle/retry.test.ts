import { expect } from "chai";
import { asChecked, notePreview } from "../../../provider/lifecycle/retry";

describe("the preview of a failed run that is tried again", () => {
  const __urn = "urn:pulumi:prod::shop::swarm:Service::retried";
  const diffed = { __urn, image: "nginx" };

  it("knows what its check was shown and its diff is not: what the run makes before it", () => {
    notePreview({ __urn, __preview: true, __made: ["front"], __after: true }, false);

    expect(asChecked(diffed)).to.deep.equal({ ...diffed, __made: ["front"], __after: true });
  });

  it("knows nothing of earlier previews", () => {
    notePreview({ __urn, __preview: true, __made: ["front"], __after: true }, false);
    notePreview({ __urn, __preview: true }, false);

    expect(asChecked(diffed)).to.deep.equal(diffed);
  });
});
