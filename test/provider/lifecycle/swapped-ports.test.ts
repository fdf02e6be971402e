// Two services that swap their ports, by a run that fails at each of its writes: rolled back, or gone on with.

import { expect } from "chai";
import { SwarmError } from "../../../provider/errors";
import { stack } from "../../../provider/resources/stack";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { engineInSwarm, failureOf, isWrite, pulumi, writesOf } from "./support";

const args = (web: string, api: string, onFailure: string): Props => ({
  services: { web: { image: "nginx", ports: [web] }, api: { image: "nginx", ports: [api] } },
  converge: false,
  onFailure,
});
const ports = async (engine: FakeEngine): Promise<Record<string, unknown>> =>
  Object.fromEntries(
    (await engine.services.list()).map(({ Spec }) => [
      Spec.Name,
      Spec.EndpointSpec?.Ports?.map(({ PublishedPort }) => PublishedPort),
    ]),
  );
const BEFORE = { st_web: [8080], st_api: [8081] };
const AFTER = { st_web: [8081], st_api: [8080] };

describe("services that swap their ports, in a run that fails", () => {
  for (const onFailure of ["keep", "rollback"])
    for (const when of ["before", "after"] as const)
      for (const at of [1, 2, 3])
        it(`end as declared by the next one: ${onFailure}, write ${at} failed ${when} it was done`, async () => {
          const engine = await engineInSwarm();
          const resource = pulumi(stack, engine, { name: "st" });
          await resource.up(args("8080:80", "8081:80", onFailure));
          let writes = 0;
          engine[when] = (call) => {
            if (isWrite(call) && ++writes === at) throw new SwarmError("ENGINE_REFUSED", "cut");
          };

          await failureOf(resource.up(args("8081:80", "8080:80", onFailure)));

          engine[when] = () => undefined;
          if (onFailure === "rollback") expect(await ports(engine)).to.deep.equal(BEFORE);
          await resource.up(args("8081:80", "8080:80", onFailure));
          expect(await ports(engine)).to.deep.equal(AFTER);
          engine.calls.length = 0;
          await resource.up(args("8081:80", "8080:80", onFailure));
          expect(writesOf(engine)).to.deep.equal([]);
        });
});
