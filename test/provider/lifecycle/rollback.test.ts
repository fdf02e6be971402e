import { expect } from "chai";
import { SwarmError } from "../../../provider/errors";
import { stack } from "../../../provider/resources/stack";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { written } from "../apply/written";
import { engineInSwarm, failureOf, inventory, isWrite, pulumi, writesOf } from "./support";

const ONCE = { restartPolicy: { condition: "none" } };
const rollback = (args: Props): Props => ({ ...args, onFailure: "rollback" });

const BEFORE: Props = {
  services: {
    web: { image: "nginx:1", networks: ["front"], secrets: ["pw"], deploy: ONCE },
    worker: { image: "busybox:1", networks: ["front"], dependsOn: ["web"], deploy: ONCE },
    old: { image: "nginx:1", ports: ["8080:80"], networks: ["front"], deploy: ONCE },
  },
  networks: { front: {} },
  secrets: { pw: { data: "first secret" } },
  configs: { conf: { data: "a" } },
  converge: false,
};
const AFTER: Props = {
  services: {
    web: { image: "nginx:2", networks: ["front"], secrets: ["pw"], deploy: ONCE },
    worker: { image: "busybox:2", networks: ["front"], dependsOn: ["web"], deploy: ONCE },
    api: { image: "api:2", ports: ["8080:80"], networks: ["front"], configs: ["conf"], deploy: ONCE },
  },
  networks: { front: { attachable: true } },
  secrets: { pw: { data: "second secret" } },
  configs: { conf: { data: "b" } },
  converge: false,
}; // prettier-ignore
const MADE = {
  configs: ["st_conf-2"],
  networks: ["st_front-2"],
  secrets: ["st_pw-2"],
  services: ["st_api", "st_web", "st_worker"],
};

/** All that runs: every spec, by name. */
async function specs(engine: FakeEngine): Promise<object> {
  const [services, networks] = await Promise.all([engine.services.list(), engine.networks.list()]);
  const names = new Map(networks.map(({ Id, Name }) => [Id, Name]));
  const shown = JSON.stringify(services.map(({ Spec }) => [Spec.Name, Spec]).sort());
  return JSON.parse([...names].reduce((text, [id, name]) => text.replaceAll(id, name), shown));
}

/** What the state says, but for the ids of what was made again. */
const truthOf = ({ outs }: { outs: Props }): object => {
  const objects = outs.__objects as { kind: string; key: string; name: string }[];
  const told = Object.entries(outs).filter(([key]) => !["__objects", "deployed"].includes(key));
  return { told, objects: objects.map(({ kind, key, name }) => `${kind} ${key} ${name}`).sort() };
};

/** For good: an update without an answer is looked for, and sent again. */
const cut = () => new SwarmError("ENGINE_REFUSED", "cut");
function failing(...at: number[]): (call: string) => void {
  let writes = 0;
  return (call) => {
    if (isWrite(call) && at.includes(++writes)) throw cut();
  };
}
function heal(engine: FakeEngine): void {
  engine.before = () => undefined;
  engine.after = () => undefined;
}

async function deployed(...steps: Props[]) {
  const engine = await engineInSwarm();
  const resource = pulumi(stack, engine, { name: "st" });
  for (const args of steps) await resource.up(args);
  engine.calls.length = 0;
  return { engine, resource };
}

/** Writes until everything is sent; what comes after is the removal of the old. */
const WRITES = 7;

describe("a rollout that rolls back", () => {
  it("is tried at every write until everything is sent", async () => {
    const { engine, resource } = await deployed(rollback(BEFORE));
    const log = written(engine);

    await resource.up(rollback(AFTER));

    expect(log.slice(0, WRITES).at(-1)).to.match(/update service/);
    expect(log.slice(WRITES)).to.have.members(["remove config undefined", "remove network undefined", "remove secret undefined"]);
  }); // prettier-ignore

  for (const when of ["before", "after"] as const)
    for (let at = 1; at <= WRITES; at++)
      describe(`when write ${at} fails ${when} the engine has done it`, () => {
        it("leaves everything as it was, and the next up does what was asked", async () => {
          const { engine, resource } = await deployed(rollback(BEFORE));
          const before = { runs: await specs(engine), there: await inventory(engine) };
          const kept = resource.kept() ?? { outs: {} };
          engine[when] = failing(at);

          const failure = await failureOf(resource.up(rollback(AFTER)));

          heal(engine);
          expect(failure.message).to.match(/^cut\n/);
          expect(await inventory(engine), failure.message).to.deep.equal(before.there);
          expect(await specs(engine)).to.deep.equal(before.runs);
          expect(truthOf(resource.kept() ?? { outs: {} })).to.deep.equal(truthOf(kept));
          await resource.up(rollback(AFTER));
          expect((await inventory(engine)).services).to.deep.equal(MADE.services);
          engine.calls.length = 0;
          await resource.up(rollback(AFTER));
          expect(writesOf(engine)).to.deep.equal([]);
        });

        it("leaves nothing of a first up, and no resource", async () => {
          const { engine, resource } = await deployed();
          engine[when] = failing(at);

          const failure = await resource.up(rollback(AFTER)).catch((error: Error) => error);

          heal(engine);
          if (!(failure instanceof Error)) return expect(at).to.be.greaterThan(6);
          expect(await inventory(engine), failure.message).to.deep.equal({});
          expect(resource.kept()).to.equal(undefined);
        });

        it("goes on with the next up, and is destroyed whole, when the rollback fails, too", async () => {
          for (let more = 1; more <= 9; more++) {
            const { engine, resource } = await deployed(rollback(BEFORE));
            engine[when] = failing(at, at + more);
            const failure = await failureOf(resource.up(rollback(AFTER)));
            heal(engine);
            const what = `write ${at} and ${at + more}: ${failure.message}`;

            await resource.up(rollback(AFTER));

            const made = await inventory(engine);
            expect(made.services, what).to.deep.equal(MADE.services);
            expect(Object.values(made).flat(), what).to.have.length(6);
            engine.calls.length = 0;
            await resource.up(rollback(AFTER));
            expect(writesOf(engine), what).to.deep.equal([]);
            await resource.destroy();
            expect(await inventory(engine), what).to.deep.equal({});
          }
        });

        it("is as before when the program is taken back after a rollback that failed", async () => {
          for (let more = 1; more <= 9; more++) {
            const { engine, resource } = await deployed(rollback(BEFORE));
            const before = (await inventory(engine)).services;
            engine[when] = failing(at, at + more);
            const { message } = await failureOf(resource.up(rollback(AFTER)));
            heal(engine);

            await resource.up(rollback(BEFORE));

            const made = await inventory(engine);
            expect(made.services, message).to.deep.equal(before);
            expect(Object.values(made).flat(), message).to.have.length(6);
          }
        });
      });
});
