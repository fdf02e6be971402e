// Connections that are cut in the middle of a write, by the real Pulumi CLI on a real engine: before the request has
// arrived, or before its answer has.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import type { Service } from "../../provider/engine/types";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { killingProxy, type KillingProxy, type Moment } from "./support/killing-proxy";
import { SLEEPER, stackProgram, type StackProgram } from "./support/stack-program";

const at = (VERSION: string): object => ({ ...SLEEPER, environment: { VERSION } });
const versionIn = (spec: Service["Spec"] | undefined): string[] =>
  spec?.TaskTemplate.ContainerSpec.Env ?? [];

describe("an up whose connection is cut", () => {
  let lab: Lab;
  let engine: Engine;
  let proxy: KillingProxy;
  let program: StackProgram;
  /** What runs now. */
  let version = 0;

  before(async () => {
    lab = await startLab({ name: "lost-answers", managers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    const host = lab.nodes[0]?.host ?? "";
    engine = connect({ host });
    proxy = await killingProxy(host);
    program = await stackProgram(proxy.host);
    program.declare({ services: { web: at("0"), db: at("0") } });
    await program.up();
  });
  after(async () => {
    program?.remove();
    proxy?.close();
    await lab?.stop();
  });

  const taskIds = async (): Promise<string[]> => (await engine.tasks.list()).map(({ ID }) => ID);

  /** Runs it, and cuts all connections once. */
  async function upCutAt(moment: Omit<Moment, "kind">) {
    proxy.reset();
    const reached = proxy.stopAt({ kind: "write", ...moment }).then(() => proxy.reset());
    const run = program.pulumi("up", "--yes", "--skip-preview");
    await Promise.race([reached, run]);
    return run;
  }

  const named = async (name: string): Promise<string[]> =>
    (await engine.services.list({ name: [name] })).map(({ ID }) => ID);

  for (const when of ["before", "after"] as const)
    describe(`${when} what it writes has arrived`, () => {
      const usual = () => ({ web: at(`${version}`), db: at(`${version}`) });

      it("goes on with an update, and sends it once", async () => {
        const before = await taskIds();
        const last = [`VERSION=${version}`];
        version += 1;
        const next = [`VERSION=${version}`];
        program.declare({ services: usual() });

        const { exitCode, text } = await upCutAt({ nth: 1, when });

        expect(exitCode, text).to.equal(0);
        const all = await engine.services.list();
        expect(all.map(({ Spec }) => versionIn(Spec))).to.deep.equal([next, next]);
        expect(all.map(({ PreviousSpec }) => versionIn(PreviousSpec))).to.deep.equal([last, last]);
        const came = (await taskIds()).filter((id) => !before.includes(id));
        expect(came).to.have.length(2);
      });

      it("fails with a new service, and the next up makes it or takes it up", async () => {
        program.declare({ services: { ...usual(), new: at("0") } });

        const { exitCode, text } = await upCutAt({ nth: 1, when });

        expect(exitCode, text).to.not.equal(0);
        expect(text).to.contain("service shop_new");
        const there = await named("shop_new");
        expect(there).to.have.length(when === "before" ? 0 : 1);
        await program.up();
        const found = await named("shop_new");
        expect(found).to.have.length(1).and.to.include.members(there);
      });

      it("leaves nothing of a service that was to go, at the latest with the next up", async () => {
        program.declare({ services: usual() });

        await upCutAt({ nth: 1, when });

        await program.up();
        expect(await named("shop_new")).to.deep.equal([]);
        expect(await program.up()).to.match(/Resources:\n +2 unchanged/);
      });
    });
});
