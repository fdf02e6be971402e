// How often the engine is asked, by the size of a stack: one request a service for what is made, changed or
// removed, and lists for the rest. The waits ask more often where a rollout takes longer; here nobody waits.

import { expect } from "chai";
import { stack } from "../../../provider/resources/stack";
import type { FakeEngine } from "../../fakes/engine";
import { engineInSwarm, pulumi } from "./support";

const services = (count: number, own: (index: number) => string) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `s${index}`,
      { image: "busybox", environment: { OWN: own(index) }, deploy: { replicas: 0 } },
    ]),
  );
const args = (count: number, own: (index: number) => string = () => "1") => ({
  services: services(count, own),
  converge: false,
  resolveImage: "never",
});

/** Each kind that a stack may have, whatever is declared. */
const lists = (times: number) => ({
  "networks.list": times,
  "secrets.list": times,
  "configs.list": times,
  "services.list": times,
});

for (const count of [3, 40])
  describe(`a stack of ${count} services`, () => {
    let engine: FakeEngine;
    let resource: ReturnType<typeof pulumi>;
    beforeEach(async () => {
      engine = await engineInSwarm();
      resource = pulumi(stack, engine, { name: "shop" });
    });

    async function asked(work: () => Promise<unknown>): Promise<Record<string, number>> {
      engine.calls.length = 0;
      await work();
      const counts: Record<string, number> = {};
      for (const call of engine.calls) counts[call] = (counts[call] ?? 0) + 1;
      return counts;
    }

    it("is made with one request a service", async () => {
      expect(await asked(() => resource.up(args(count)))).to.deep.equal({
        "engine.info": 1,
        ...lists(2),
        "networks.create": 1,
        "networks.inspect": 1,
        "services.create": count,
      });
    });

    it("costs no request when nothing changed", async () => {
      await resource.up(args(count));

      expect(await asked(() => resource.up(args(count)))).to.deep.equal({});
    });

    it("is changed with one request for each service that changes", async () => {
      await resource.up(args(count));
      const changed = args(count, (index) => (index === 0 ? "2" : "1"));
      const asks = { "engine.info": 1, ...lists(2), "tasks.list": 1 };

      const one = await asked(() => resource.up(changed));
      const all = await asked(() => resource.up(args(count, () => "3")));

      expect(one).to.deep.equal({ ...asks, "services.update": 1 });
      expect(all).to.deep.equal({ ...asks, "services.update": count });
    });

    it("is refreshed with a list of each kind", async () => {
      await resource.up(args(count));

      expect(await asked(() => resource.refresh())).to.deep.equal({
        "engine.info": 1,
        ...lists(1),
      });
    });

    it("is removed with one request a service", async () => {
      await resource.up(args(count));

      expect(await asked(() => resource.destroy())).to.deep.equal({
        "engine.info": 1,
        ...lists(1),
        "tasks.list": 1,
        "services.remove": count,
        "networks.remove": 1,
      });
    });
  });
