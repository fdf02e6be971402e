import { expect } from "chai";
import { swarmCluster } from "../../../provider/resources/swarm-cluster";
import type { Props } from "../../../provider/state";
import { engineAlone, failureOf, pulumi, writesOf } from "./support";

const forced = (clusterId: string, confirm: string | number = 1) => ({
  forceNewCluster: { clusterId, confirm },
});

describe("a swarm that is to go on alone", () => {
  async function made(args: Props = {}) {
    const engine = engineAlone();
    const resource = pulumi(swarmCluster, engine);
    await resource.up(args);
    engine.calls.length = 0;
    const id = (await engine.swarm.inspect())?.ID ?? "";
    return { engine, resource, id };
  }
  const REFUSED = "Swarm: it is not forced to go on alone: ";

  it("is refused while it has a leader, in a preview and in an up", async () => {
    const { engine, resource, id } = await made();
    const words = REFUSED + "the swarm of " + engine.address + " has a leader, so nothing is lost.";

    const { inputs } = await resource.check(forced(id), resource.kept()?.inputs, true);
    const kept = resource.kept();
    const previewed = resource.verbs.diff(kept?.id ?? "", kept?.outs ?? {}, inputs);
    expect((await failureOf(previewed)).message).to.contain(words);
    expect((await failureOf(resource.up(forced(id)))).message).to.contain(words);

    expect(writesOf(engine)).to.deep.equal([]);
  });

  const WRONG: [string, (id: string) => Props, string][] = [
    ["under another id", () => forced("c9"), 'forceNewCluster.clusterId is "c9", and this resource lives in swarm '],
    ["through one of several managers", (id) => ({ ...forced(id), connection: { host: ["unix:///a", "unix:///b"] } }),
      "`connection.host` lists several managers. Name the one that goes on."],
  ]; // prettier-ignore
  for (const [what, args, words] of WRONG)
    it(`is refused ${what}`, async () => {
      const { engine, resource, id } = await made();

      expect((await failureOf(resource.up(args(id)))).message).to.contain(REFUSED + words);
      expect(writesOf(engine)).to.deep.equal([]);
    });

  it("is refused where no state knows it", async () => {
    const engine = engineAlone();
    const failure = await failureOf(pulumi(swarmCluster, engine).up(forced("c1")));

    expect(failure.message).to.contain("forceNewCluster: this stack has no record of the swarm");
    expect(writesOf(engine)).to.deep.equal([]);
  });

  it("is asked for once by each value of its confirmation", () => {
    const isAsked = (was: object, is: object) =>
      swarmCluster.rescue?.isAsked({ name: "c", ...was }, { name: "c", ...is });

    expect(isAsked({}, forced("c1"))).to.equal(true);
    expect(isAsked(forced("c1", 1), forced("c1", 2))).to.equal(true);
    expect(isAsked(forced("c1"), forced("c1"))).to.equal(false);
    expect(isAsked(forced("c2"), forced("c1"))).to.equal(false);
    expect(isAsked(forced("c1"), {})).to.equal(false);
  });

  it("is not asked again where a run did it and failed later", async () => {
    const { engine, resource, id } = await made();
    const kept = resource.kept();
    const outs = { ...kept?.outs, __unfinished: true };

    expect(await swarmCluster.rescue?.prepare(engine, { name: "c", ...forced(id) }, outs)).to.equal(
      undefined,
    );
  });
});
