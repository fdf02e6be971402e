import { expect } from "chai";
import { lifecycle } from "../../../provider/lifecycle";
import { madeByOthers } from "../../../provider/lifecycle/neighbours";
import { UNKNOWN } from "../../../provider/model/unknown";
import type { Kind } from "../../../provider/objects/object";
import { network } from "../../../provider/resources/network";
import { stack } from "../../../provider/resources/stack";
import { openSession, type OpenSession } from "../../../provider/session";
import { visible } from "../../../provider/state";
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

describe("what resources before this one make", () => {
  const volumes = [
    { type: "volume", source: "films", target: "/f" },
    { type: "volume", source: "theirs", target: "/t" },
  ];
  const services = { web: { image: "nginx", volumes } };
  const whole = {
    services,
    networks: { front: {}, back: { name: "backbone" }, theirs: { external: true } },
    secrets: { pw: { data: "x" } },
    configs: { page: { data: "x" } },
    volumes: { films: {}, theirs: { external: true } },
  };
  const OF_SHOP = ["shop_front", "backbone", "shop_default", "shop_pw", "shop_page"];
  const HERE = { connection: { host: "tcp://127.0.0.1:1" } };
  const ELSEWHERE = { connection: { host: "tcp://127.0.0.1:2" } };

  const ROWS: [what: string, before: object, own: object, known: string[], kinds?: Kind[]][] = [
    ["is known by its names in the swarm", HERE, HERE, OF_SHOP],
    ["is known by its volumes, where those are asked for", HERE, HERE, ["shop_films"], ["volume"]],
    [
      "is known as far as its services are",
      { ...HERE, services: { db: UNKNOWN, ...services } },
      HERE,
      ["shop_films"],
      ["volume"],
    ],
    ["is unknown where its services are", { ...HERE, services: UNKNOWN }, HERE, [], ["volume"]],
    ["is of no use on another engine", HERE, ELSEWHERE, []],
    ["is unknown where its engine is", { connection: UNKNOWN }, HERE, []],
  ];
  for (const [what, before, own, known, kinds] of ROWS)
    it(what, async () => {
      const open: OpenSession = (needs) => openSession(needs, engineAlone);
      const [shop, edge] = ["shop", "edge"].map((name) => ({ name, __urn: urn("Stack", name) }));
      await lifecycle(stack, open).check({}, { ...shop, ...whole, ...before });
      const news = { ...edge, services: { web: { image: "nginx" } }, ...own };
      const { inputs } = await lifecycle(stack, open).check({}, news);

      const type = { ...stack, open };
      const made = madeByOthers(type, stack.canonical(visible(inputs), []), news, kinds);

      expect(made).to.have.members(known);
    });
});
