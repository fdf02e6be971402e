import { expect } from "chai";
import { lifecycle } from "../../../provider/lifecycle";
import { network } from "../../../provider/resources/network";
import { stack } from "../../../provider/resources/stack";
import { openSession, type OpenSession } from "../../../provider/session";
import { engineAlone, urn } from "./support";

const pool = (subnet: string) => ({ ipam: { config: [{ subnet }] } });
const at = (host: string) => ({ connection: { host } });

describe("the networks of one program", () => {
  /** Checks them one after the other, with no engine that is in a swarm yet. */
  async function reasonsOf(
    ...resources: [type: "Network" | "Stack", name: string, args: object][]
  ) {
    const open: OpenSession = (needs) => openSession(needs, engineAlone);
    const types = { Network: lifecycle(network, open), Stack: lifecycle(stack, open) };
    const reasons: string[] = [];
    for (const [type, name, args] of resources) {
      const news = { name, ...args, __urn: urn(type, name) };
      const { failures } = await types[type].check({}, news);
      reasons.push(...failures.map(({ reason }) => reason));
    }
    return reasons;
  }
  const CLASH =
    'Network "back": Its subnet 10.20.0.0/25 overlaps with 10.20.0.0/24 of network "front". Choose another subnet.';
  const services = { web: { image: "nginx" } };

  it("must not overlap", async () => {
    expect(
      await reasonsOf(
        ["Network", "front", pool("10.20.0.0/24")],
        ["Network", "back", pool("10.20.0.0/25")],
      ),
    ).to.deep.equal([CLASH]);
  });

  it("must not overlap those of a stack", async () => {
    expect(
      await reasonsOf(
        [
          "Stack",
          "shop",
          { services, networks: { front: { name: "front", ...pool("10.20.0.0/24") } } },
        ],
        ["Network", "back", pool("10.20.0.0/25")],
      ),
    ).to.deep.equal([CLASH]);
  });

  it("may overlap those of another engine, and what they were themselves", async () => {
    expect(
      await reasonsOf(
        ["Network", "front", { ...pool("10.20.0.0/24"), ...at("tcp://127.0.0.1:1") }],
        ["Network", "back", { ...pool("10.20.0.0/25"), ...at("tcp://127.0.0.1:2") }],
        ["Network", "back", { ...pool("10.20.0.0/26"), ...at("tcp://127.0.0.1:2") }],
      ),
    ).to.deep.equal([]);
  });
});
