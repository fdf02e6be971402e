import { expect } from "chai";
import { apply, type Applied } from "../../../provider/apply/apply";
import type { ServiceSpec } from "../../../provider/engine/types";
import type { Desired } from "../../../provider/objects/object";
import { KINDS } from "../../../provider/objects";
import { owned, ownerOf } from "../../../provider/owner";
import { makePlan } from "../../../provider/plan/plan";
import { reporter } from "../../../provider/progress";
import { service } from "../engine/contract/support";
import { engineInSwarm, urn } from "../lifecycle/support";

const owner = ownerOf(urn("Stack", "st"));
const desired = (key: string, change: Partial<ServiceSpec> = {}): Desired => {
  const spec = owned({ ...service(`st_${key}`), ...change }, owner, key);
  return { kind: "service", key, name: spec.Name, spec };
};

describe("what is waited for", () => {
  it("is every declared service, with the tasks that it had and whether it was sent", async () => {
    const engine = await engineInSwarm();
    const idOf = (key: string) => engine.services.create(desired(key).spec as ServiceSpec);
    const [kept, changed] = [await idOf("kept"), await idOf("changed")];
    const tasks = (await engine.tasks.list()).map(({ ID, ServiceID }) => [ServiceID, ID]);
    const plan = makePlan({
      desired: [
        desired("kept"),
        desired("changed", { Mode: { Replicated: { Replicas: 3 } } }),
        desired("new"),
      ],
      ...{ previous: [], recorded: [], owner, adopt: () => false },
      live: await KINDS.service.list(engine),
    });
    const waited: Applied[] = [];

    await apply(plan, {
      ...{ engine, reporter: reporter(undefined), journal: [] },
      converge: {
        watch: (service) => void waited.push(service),
        reaches: () => Promise.resolve(true),
        giveUp: () => undefined,
        end: () => Promise.resolve(),
      },
    });

    const [made] = await engine.services.list({ name: ["st_new"] });
    const told = waited.map(({ id, sent, tasksBefore }) => ({ id, sent, tasksBefore }));
    const before = (id: string) => tasks.flatMap(([of, task]) => (of === id ? [task] : []));
    expect(told).to.have.deep.members([
      { id: kept, sent: false, tasksBefore: before(kept) },
      { id: changed, sent: true, tasksBefore: before(changed) },
      { id: made?.ID, sent: true, tasksBefore: [] },
    ]);
  });
});
