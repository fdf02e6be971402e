import { expect } from "chai";
import { UNKNOWN } from "../../../provider/model/unknown";
import { makePlan } from "../../../provider/plan/plan";
import { planInWords } from "../../../provider/plan/words";
import { ownerOf } from "../../../provider/owner";
import type { Props } from "../../../provider/state";
import { network } from "../engine/contract/support";
import { engineInSwarm, pulumi, urn } from "./support";
import { TYPES } from "./types";

/** The value with the one at each of its paths unknown, in turn. */
function* withOneUnknown(value: unknown, path = ""): Generator<{ path: string; args: unknown }> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const at = path === "" ? key : `${path}.${key}`;
    const put = (changed: unknown): unknown =>
      Array.isArray(value)
        ? value.map((one, i) => (String(i) === key ? changed : (one as unknown)))
        : { ...value, [key]: changed };
    yield { path: at, args: put(UNKNOWN) };
    for (const below of withOneUnknown(item, at)) yield { path: below.path, args: put(below.args) };
  }
}

async function engineWithNetwork() {
  const engine = await engineInSwarm();
  await engine.networks.create(network("shared"));
  return engine;
}

for (const { type, full } of TYPES) {
  describe(`check of a ${type.type}`, () => {
    for (const { path, args: news } of withOneUnknown(full) as Iterable<{
      path: string;
      args: Props;
    }>)
      it(`previews while ${path} is not known yet`, async () => {
        const engine = await engineWithNetwork();
        const resource = pulumi(type, engine);
        const isNew = await resource.check(news, {}, true);
        await resource.up({ ...full, converge: false });

        const isChanged = await resource.check(news, resource.kept()?.inputs, true);

        expect(isNew.failures).to.deep.equal([]);
        expect(isChanged.failures).to.deep.equal([]);
        expect(await resource.check(isNew.inputs, {}), "not idempotent").to.deep.equal({
          inputs: isNew.inputs,
          failures: [],
        });
      });

    it("never shows what stands for a value that is not known yet", async () => {
      const owner = ownerOf(urn(type.type, "web"));
      for (const { path, args: news } of withOneUnknown(full)) {
        const engine = await engineWithNetwork();
        await pulumi(type, engine).up({ ...full, converge: false });
        const inputs = type.canonical({ name: "web", ...(news as Props) }, []);
        const live = await type.observe(engine, inputs, []);
        const desired = type.declare(inputs, owner);
        const plan = makePlan({
          ...{ desired, previous: [], recorded: [], live, owner },
          adopt: () => false,
        });

        expect(planInWords(plan.steps, 1), path).to.not.contain(UNKNOWN);
        expect(plan.refusals.join(), path).to.not.contain(UNKNOWN);
      }
    });
  });
}
