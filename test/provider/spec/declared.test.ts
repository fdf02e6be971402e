import { expect } from "chai";
import { canonicalStack } from "../../../provider/model/canonical";
import { declaredSpecs, stackSpecs } from "../../../provider/spec/stack";

describe("a stack of networks that no service uses", () => {
  const inputs = canonicalStack(
    { networks: { core: { attachable: true }, outside: { external: true } } },
    [],
  );

  it("is empty for `docker stack deploy`, and so for render", () => {
    expect(stackSpecs(inputs, "st").networks).to.deep.equal({});
  });

  it("is made by a Stack, but for what is external", () => {
    const { networks } = declaredSpecs(inputs, "st");

    expect(Object.keys(networks)).to.deep.equal(["core"]);
    expect(networks.core).to.include({ Name: "st_core", Driver: "overlay", Attachable: true });
  });
});
