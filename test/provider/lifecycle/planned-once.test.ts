// Pulumi checks what it replaces twice: with the old inputs, and as something new. One of them is planned.

import { expect } from "chai";
import type { Props } from "../../../provider/state";
import { network } from "../../../provider/resources/network";
import { stack } from "../../../provider/resources/stack";
import { engineInSwarm, pulumi } from "./support";

const args = (image: string, name = "shop"): Props => ({
  name,
  services: { web: { image } },
  converge: false,
});

async function made() {
  const engine = await engineInSwarm();
  const shop = pulumi(stack, engine, { name: "shop" });
  const kept = await shop.up(args("nginx:1"));
  const asks = async (work: Promise<unknown>): Promise<boolean> => {
    engine.calls.length = 0;
    await work;
    return engine.calls.includes("services.list");
  };
  const check = (wanted: Props, olds: Props, isPreview = true) =>
    asks(shop.check(wanted, olds, isPreview));
  return { engine, shop, kept, asks, check, inputs: kept.inputs, NEW: {} };
}

describe("a preview of what is checked twice", () => {
  it("plans what Pulumi replaces for a reason of its own once", async () => {
    const { check, inputs, NEW } = await made();

    expect([await check(args("nginx:2"), inputs), await check(args("nginx:2"), NEW)]).to.deep.equal(
      [true, false],
    );
  });

  it("plans once what diff tells of a failed run, which Pulumi then replaces", async () => {
    const { shop, kept, check, asks, inputs, NEW } = await made();
    const news = await shop.check(args("nginx:1"), inputs, true);
    const outs = { ...kept.outs, __unfinished: true };

    expect([
      await asks(shop.verbs.diff(kept.id, outs, news.inputs)),
      await check(args("nginx:1"), NEW),
    ]).to.deep.equal([true, false]);
  });

  it("plans what is replaced without a change as new", async () => {
    const { check, inputs, NEW } = await made();

    expect([
      await check(args("nginx:2"), inputs),
      await check(args("nginx:1"), inputs),
      await check(args("nginx:1"), NEW),
    ]).to.deep.equal([true, false, true]);
  });

  it("plans the next preview of the same process as this one", async () => {
    const { check, inputs, NEW } = await made();
    const run = async () => [
      await check(args("nginx:2"), inputs),
      await check(args("nginx:2"), NEW),
    ];

    expect([await run(), await run()]).to.deep.equal([
      [true, false],
      [true, false],
    ]);
  });

  type Made = Awaited<ReturnType<typeof made>>;
  const BETWEEN: [what: string, run: (it: Made) => Promise<unknown>][] = [
    ["an up", ({ check, inputs }) => check(args("nginx:2"), inputs, false)],
    ["a refresh", ({ shop }) => shop.refresh()],
    ["a destroy", ({ shop }) => shop.destroy()],
  ];
  for (const [what, run] of BETWEEN)
    it(`plans as new what is so in a preview after ${what}`, async () => {
      const it = await made();
      const first = await it.check(args("nginx:2"), it.inputs);
      await run(it);

      expect([first, await it.check(args("nginx:2"), it.NEW)]).to.deep.equal([true, true]);
    });

  it("plans a version of several once: as new, for only then its name is known", async () => {
    const engine = await engineInSwarm();
    const front = pulumi(network, engine, { name: "front" });
    const { inputs } = await front.up({ attachable: true });
    const callsOf = async (olds: Props): Promise<string[]> => {
      engine.calls.length = 0;
      await front.check({ attachable: false }, olds, true);
      return [...engine.calls];
    };

    expect(await callsOf(inputs)).to.deep.equal([]);
    expect(await callsOf({})).to.include("networks.list");
  });
});
