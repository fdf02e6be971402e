// Published ports that pass from one service of a stack to another: who lets go first.

import { expect } from "chai";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { refuse } from "../../fakes/store";
import { failureOf } from "../lifecycle/support";
import { rolloutOf, type Rollout } from "./rollout";

const shop = (services: Props, more: Props = {}): Props => ({ services, converge: false, ...more });
const web = { image: "nginx" };

describe("the order of a rollout that moves published ports", () => {
  let engine: FakeEngine;
  let resource: Rollout["resource"];
  let writes: string[];
  let writesOf: Rollout["writesOf"];
  beforeEach(async () => void ({ engine, resource, writes, writesOf } = await rolloutOf("st")));

  const portsByService = async (): Promise<Record<string, unknown[]>> =>
    Object.fromEntries(
      (await engine.services.list()).map(({ Spec }) => [
        Spec.Name,
        (Spec.EndpointSpec?.Ports ?? []).map(({ PublishedPort }) => PublishedPort),
      ]),
    );

  it("frees a port first where the holder is no longer declared", async () => {
    await resource.up(shop({ old: { ...web, ports: ["8080:80"] }, other: web }));

    expect(await writesOf(shop({ web: { ...web, ports: ["8080:80"] } }))).to.deep.equal([
      "remove service st_old",
      "create service st_web",
      "remove service st_other",
    ]);
  });

  it("frees a port first where its holder gives it away", async () => {
    await resource.up(
      shop({ a: { ...web, ports: ["8081:80"] }, b: { ...web, ports: ["8080:80"] } }),
    );

    expect(
      await writesOf(
        shop({ a: { ...web, ports: ["8080:80"] }, b: { ...web, ports: ["8082:80"] } }),
      ),
    ).to.deep.equal(["update service st_b", "update service st_a"]);
  });

  it("has one of two that swap their ports let go of its own first, and nothing is left to do", async () => {
    const args = (a: string, b: string) =>
      shop({
        a: { ...web, ports: [a], deploy: { replicas: 3 } },
        b: { ...web, ports: [b], deploy: { replicas: 2 } },
      });
    await resource.up(args("8080:80", "8081:80"));

    expect(await writesOf(args("8081:80", "8080:80"))).to.deep.equal([
      "update service st_b",
      "update service st_a",
      "update service st_b",
    ]);
    expect(await portsByService()).to.deep.equal({ st_a: [8081], st_b: [8080] });
    expect(await writesOf(args("8081:80", "8080:80"))).to.deep.equal([]);
  });

  it("has a service let go of a port early that what it depends on wants", async () => {
    await resource.up(shop({ a: { ...web, ports: ["8080:80", "8082:80"] }, b: web }));

    const args = shop({
      a: { ...web, ports: ["8082:80"], dependsOn: ["b"] },
      b: { ...web, ports: ["8080:80"] },
    });
    expect(await writesOf(args)).to.deep.equal([
      "update service st_a",
      "update service st_b",
      "update service st_a",
    ]);
    expect(await portsByService()).to.deep.equal({ st_a: [8082], st_b: [8080] });
  });

  it("lets go of no port before its turn comes", async () => {
    const args = (a: string, b: string, cache: string) =>
      shop({
        a: { image: cache, ports: [a], dependsOn: ["cache"] },
        b: { ...web, ports: [b] },
        cache: { image: cache },
      });
    await resource.up(args("8080:80", "8081:80", "redis:1"));
    engine.before = (call) => {
      if (call === "services.update") throw new Error("no");
    };

    writes.length = 0;
    await failureOf(resource.up(args("8081:80", "8080:80", "redis:2")));

    expect(writes).to.deep.equal(["update service st_cache"]);
  });

  it("goes on where a run was killed with the port let go of", async () => {
    const args = (a: string, b: string) =>
      shop({ a: { ...web, ports: [a] }, b: { ...web, ports: [b] } });
    await resource.up(args("8080:80", "8081:80"));
    let updates = 0;
    engine.before = (call) => {
      if (call === "services.update" && ++updates > 1) throw new Error("no");
    };
    await failureOf(resource.up(args("8081:80", "8080:80")));
    engine.before = () => undefined;

    await resource.up(args("8081:80", "8080:80"));

    expect(await portsByService()).to.deep.equal({ st_a: [8081], st_b: [8080] });
  });

  it("waits for the swarm to see that a port was given up", async () => {
    await resource.up(shop({ a: { ...web, ports: ["8080:80"] } }));
    const [a] = await engine.services.list();
    let refusals = 0;
    engine.before = (call) => {
      if (call !== "services.create" || refusals++ > 1) return;
      refuse(
        "service st_b",
        "create",
        400,
        `port '8080' is already in use by service 'st_a' (${a?.ID}) as an ingress port`,
      );
    };

    await resource.up(shop({ a: web, b: { ...web, ports: ["8080:80"] } }));

    expect(await portsByService()).to.deep.equal({ st_a: [], st_b: [8080] });
  });

  it("fails at once for a port that somebody else has published meanwhile", async () => {
    await resource.up(shop({ a: web }));
    const theirs = { TaskTemplate: { ContainerSpec: { Image: "x" }, Placement: {} } };
    engine.before = async (call) => {
      if (call !== "services.create") return;
      engine.before = () => undefined;
      const Ports = [{ PublishedPort: 8080, TargetPort: 80, PublishMode: "ingress" as const }];
      const Mode = { Replicated: {} };
      await engine.services.create({ ...theirs, Name: "theirs", Mode, EndpointSpec: { Ports } });
    };

    const { message } = await failureOf(
      resource.up(shop({ a: web, b: { ...web, ports: ["8080:80"] } })),
    );

    expect(message).to.contain("port '8080' is already in use by service 'theirs'");
    expect(engine.calls.filter((call) => call === "services.create")).to.have.length(3);
  });
});
