// The contract for services, their tasks and their events.

import { expect } from "chai";
import type { EngineEvent, ServiceSpec } from "../../../../provider/engine/types";
import type { Contract } from "./support";
import { codeOf, isPending, service, settled, until } from "./support";

export function describeServices(open: () => Contract): void {
  describe("services", () => {
    it("are found by id and by name, and by nothing else", async () => {
      const { engine } = open();

      const id = await engine.services.create(service("web"));

      const found = await Promise.all(
        [id, "web", id.slice(0, 8), "we", "WEB", "nothing"].map(async (key) =>
          engine.services.inspect(key).then((one) => one?.ID),
        ),
      );
      expect(found).to.deep.equal([id, id, undefined, undefined, undefined, undefined]);
      expect(await engine.services.list({ id: [id], name: ["we"] })).to.have.length(1);
    });

    it("have names that differ by more than their case", async () => {
      const { engine } = open();

      const codes = ["web", "Web"].map((name) => codeOf(engine.services.create(service(name))));

      expect(await Promise.all(codes)).to.deep.equal(["NAME_TAKEN", "NAME_TAKEN"]);
    });

    it("have a task for each replica", async () => {
      const { engine } = open();
      const web = await engine.services.inspect("web");

      const tasks = await until(
        () => engine.tasks.list({ service: ["web"], "desired-state": ["running"] }),
        ({ length }) => length === 2,
      );

      expect(tasks.map(({ Slot }) => Slot).sort()).to.deep.equal([1, 2]);
      expect(new Set(tasks.map(({ ServiceID }) => ServiceID))).to.deep.equal(new Set([web?.ID]));
    });

    it("are updated from the version that was read, and remember the spec before", async () => {
      const { engine } = open();
      const update = (index: number, spec: ServiceSpec) =>
        engine.services.update("web", index, spec);
      const live = await settled(engine, "web");

      await update(live.Version.Index, { ...live.Spec, Labels: { a: "b" } });

      const after = await settled(engine, "web");
      expect([after.Spec.Labels, after.PreviousSpec?.Labels]).to.deep.equal([{ a: "b" }, {}]);
      expect(await codeOf(update(live.Version.Index, live.Spec))).to.equal("OUT_OF_SEQUENCE");
      expect(await codeOf(update(after.Version.Index, { ...after.Spec, Name: "other" }))).to.equal(
        "ENGINE_REFUSED",
      );
    });

    it("replace their tasks when what a task is made of changes", async () => {
      const { engine } = open();
      const before = await engine.tasks.list({ service: ["web"] });
      const live = await settled(engine, "web");
      const TaskTemplate = { ...live.Spec.TaskTemplate, ForceUpdate: 7 };

      await engine.services.update("web", live.Version.Index, { ...live.Spec, TaskTemplate });

      const fresh = await until(
        () => engine.tasks.list({ service: ["web"], "_up-to-date": ["true"] }),
        ({ length }) => length > 0,
      );
      const old = before.map(({ ID }) => ID);
      expect(fresh.filter(({ ID }) => old.includes(ID))).to.deep.equal([]);
    });

    it("refuse what they refer to and is not there", async () => {
      const lost = service("lost", { Networks: [{ Target: "nowhere" }] });

      expect(await codeOf(open().engine.services.create(lost))).to.equal("NOT_FOUND");
    });

    it("are told of by events", async () => {
      const { engine } = open();
      const abort = new AbortController();
      const events = engine.events({ type: ["service"] }, abort.signal)[Symbol.asyncIterator]();
      const first = events.next() as Promise<IteratorYieldResult<EngineEvent>>;
      // The stream is open when it tells of something; until then make something to tell of.
      for (let made = 0; made === 0 || (await isPending(first)); made += 1) {
        await engine.services.create(service(`told-${made}`));
      }

      const { Type, Action, Actor } = (await first).value;
      abort.abort();
      for (const { ID } of await engine.services.list({ name: ["told-"] })) {
        await engine.services.remove(ID);
      }

      expect([Type, Action]).to.deep.equal(["service", "create"]);
      expect(Actor.Attributes.name).to.match(/^told-/);
    });

    it("go, and twice, and their tasks cannot be asked for any more", async () => {
      const { engine } = open();

      await engine.services.remove("web");
      await engine.services.remove("web");

      expect(await engine.services.inspect("web")).to.equal(undefined);
      expect(await codeOf(engine.tasks.list({ service: ["web"] }))).to.equal("NOT_FOUND");
    });
  });
}
