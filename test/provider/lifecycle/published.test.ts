import { expect } from "chai";
import type { PortConfig } from "../../../provider/engine/types";
import { isPublished, liveService } from "../../../provider/objects/service";
import { service } from "../../../provider/resources/service";
import { stack } from "../../../provider/resources/stack";
import { service as ofOthers } from "../engine/contract/support";
import { engineInSwarm, pulumi } from "./support";

describe("the ports of a service that is not waited for", () => {
  it("are in the state, though the swarm gives them a moment after the service", async () => {
    const engine = await engineInSwarm();
    const { list } = engine.services;
    let looks = 0;
    engine.services.list = async (filters) => {
      const found = await list(filters);
      const isEarly = found.length > 0 && ++looks === 1;
      return isEarly ? found.map((one) => ({ ...one, Endpoint: { Spec: {} } })) : found;
    };

    const { outs } = await pulumi(service, engine).up({
      ...{ image: "nginx:1", ports: ["8080:80"], converge: false },
    });

    expect(outs.publishedPorts).to.deep.equal([{ target: 80, published: 8080, protocol: "tcp" }]);
  });

  it("are not waited for where the service is another's, which the swarm may never give its own", async () => {
    const engine = await engineInSwarm();
    const stuck = { EndpointSpec: { Ports: [{ TargetPort: 80, PublishedPort: 9090 }] } };
    await engine.services.create({ ...ofOthers("theirs"), ...stuck });
    const { list } = engine.services;
    let looks = 0;
    engine.services.list = async (filters) => {
      looks += 1;
      const found = await list(filters);
      return found.map((one) =>
        one.Spec.Name === "theirs" ? { ...one, Endpoint: { Spec: {} } } : one,
      );
    };
    const looksOf = async (args: object): Promise<number> => {
      const before = looks;
      await pulumi(stack, engine, { name: "st" }).up({ converge: false, ...args });
      return looks - before;
    };

    expect(await looksOf({ services: { web: { image: "nginx:1" } } })).to.be.below(10);
  });
});

describe("whether a service has the ports that it publishes", () => {
  const host = { PublishMode: "host" as const };
  const ROWS: [string, wanted: PortConfig, there: PortConfig[], boolean][] = [
    ["the port", { TargetPort: 80, PublishedPort: 81 }, [{ TargetPort: 80, PublishedPort: 81 }], true],
    ["one that the swarm chose", { TargetPort: 80 }, [{ TargetPort: 80, PublishedPort: 30000 }], true],
    ["another one", { TargetPort: 80, PublishedPort: 82 }, [{ TargetPort: 80, PublishedPort: 81 }], false],
    ["none", { TargetPort: 80 }, [], false],
    // the swarm looks at their targets only: moby/swarmkit#2376
    ["one that each node chooses, of the protocol of before", { TargetPort: 80, Protocol: "udp", ...host }, [{ TargetPort: 80, Protocol: "tcp", ...host }], true],
  ]; // prettier-ignore
  for (const [what, wanted, Ports, expected] of ROWS)
    it(`is ${expected ? "so" : "not so"} with ${what}`, () => {
      const Spec = { ...ofOthers("web"), EndpointSpec: { Ports: [wanted] } };
      const live = liveService({ ID: "s1", Version: { Index: 1 }, Spec, Endpoint: { Ports } });

      expect(isPublished(live)).to.equal(expected);
    });
});
