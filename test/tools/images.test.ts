import { expect } from "chai";
import { findImage, pullImage } from "../../tools/images/engine-images";
import { startStub, type Answer, type Stub } from "../fakes/stub";

describe("the demo's images", () => {
  let stub: Stub;
  afterEach(() => stub.close());
  const stream = (...lines: object[]): Answer => {
    return (_asked, response) =>
      response.end(lines.map((line) => JSON.stringify(line)).join("\r\n"));
  };

  it("are looked up by their exact name", async () => {
    stub = await startStub({ answer: () => ({ body: [{ Id: "sha256:1", Labels: null }] }) });
    expect(await findImage(stub, "redis:7-alpine")).to.deep.equal({ Id: "sha256:1", Labels: null });
    expect(stub.asked.map(({ path, query }) => [path, query])).to.deep.equal([
      ["/images/json", { filters: '{"reference":["redis:7-alpine"]}' }],
    ]);
  });

  it("are pulled by name and tag", async () => {
    stub = await startStub({ answer: () => stream({ status: "Pulling" }, { status: "Done" }) });
    await pullImage(stub, "redis:7-alpine");
    expect(stub.asked.map(({ method, path, query }) => [method, path, query])).to.deep.equal([
      ["POST", "/images/create", { fromImage: "redis", tag: "7-alpine" }],
    ]);
  });

  it("fail with the registry's words, which come after an answer of 200", async () => {
    stub = await startStub({
      answer: () => stream({ status: "Pulling" }, { error: "no such host" }),
    });
    const failure = await pullImage(stub, "redis:7-alpine").catch((error: Error) => error.message);
    expect(failure).to.equal("no such host");
  });
});
