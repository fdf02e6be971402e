import { expect } from "chai";
import { service } from "../../../provider/resources/service";
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
});
