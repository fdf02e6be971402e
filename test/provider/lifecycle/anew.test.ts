// A stack under another name: the old one goes whole, and only then the new one is refused or made.

import { expect } from "chai";
import { stack } from "../../../provider/resources/stack";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { network, secret, service } from "../engine/contract/support";
import { engineInSwarm, failureOf, inventory, pulumi, writesOf } from "./support";

const args = (name: string, more: Props = {}): Props => ({
  name,
  services: { web: { image: "nginx", secrets: ["pw"], networks: ["default"] } },
  secrets: { pw: { data: "hunter2!" } },
  converge: false,
  ...more,
});

const STRANGER =
  "and no Pulumi stack made it. Choose another name, or take it over with `adopt: true`.";

describe("the preview of a stack under another name", () => {
  let engine: FakeEngine;
  beforeEach(async () => {
    engine = await engineInSwarm();
  });
  const spec = service("store_web");
  const ofDocker = { "com.docker.stack.namespace": "store" };

  const ROWS: [kind: string, title: string, make: () => Promise<string>][] = [
    ["service", 'Service "store_web"', () => engine.services.create(spec)],
    ["network", 'Network "store_default"', () => engine.networks.create(network("store_default"))],
    ["secret", 'Secret "store_pw"', () => engine.secrets.create({ ...secret, Name: "store_pw" })],
  ];
  for (const [kind, title, make] of ROWS)
    it(`refuses the name of a ${kind} that somebody else has, before the old stack is removed`, async () => {
      const shop = pulumi(stack, engine, { name: "shop" });
      const { inputs } = await shop.up(args("shop"));
      const id = await make();

      const { failures } = await shop.check(args("store"), inputs, true);

      const reason = `${title}: a ${kind} of this name exists (id ${id}), ${STRANGER}`;
      expect(failures).to.deep.equal([{ property: "", reason }]);
    });

  it("refuses what its up would, and nothing is removed for it", async () => {
    const shop = pulumi(stack, engine, { name: "shop" });
    const { inputs } = await shop.up(args("shop"));
    await engine.services.create(spec);
    const before = await inventory(engine);
    engine.calls.length = 0;

    const { failures } = await shop.check(args("store"), inputs, true);
    expect(writesOf(engine)).to.deep.equal([]);
    expect(await inventory(engine)).to.deep.equal(before);

    const failure = await failureOf(shop.up(args("store")));
    expect(failure.message).to.equal(failures.map(({ reason }) => reason).join("\n"));
  });

  const TAKEN: [how: string, labels: Record<string, string>, more: Props][] = [
    ["that docker deployed under that name", ofDocker, {}],
    ["that it is told to adopt", {}, { adopt: true }],
  ];
  for (const [how, Labels, more] of TAKEN)
    it(`lets pass a service ${how}`, async () => {
      const shop = pulumi(stack, engine, { name: "shop" });
      const { inputs } = await shop.up(args("shop", more));
      const id = await engine.services.create({ ...spec, Labels });

      const { failures } = await shop.check(args("store", more), inputs, true);
      await shop.up(args("store", more));

      expect(failures).to.deep.equal([]);
      expect((await engine.services.list()).map(({ ID }) => ID)).to.deep.equal([id]);
    });

  it("refuses no name that the old one has, and frees", async () => {
    const shop = pulumi(stack, engine, { name: "shop" });
    const named = { secrets: { pw: { name: "pw", data: "hunter2!" } } };
    const { inputs } = await shop.up(args("shop", named));
    const other = { secrets: { pw: { name: "pw", data: "hunter3!" } } };

    const { failures } = await shop.check(args("store", other), inputs, true);
    await shop.up(args("store", other));

    expect(failures).to.deep.equal([]);
    expect((await inventory(engine)).secrets).to.deep.equal(["pw"]);
  });
});
