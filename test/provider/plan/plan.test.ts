import { expect } from "chai";
import type { NetworkSpec } from "../../../provider/engine/types";
import type { Step } from "../../../provider/plan/plan";
import { desiredNetwork, desiredService, liveNetwork, liveService } from "./specs";
import { ours, plan, sent, stored } from "./specs";

const actions = (steps: Step[]) =>
  steps.map((step) =>
    "desired" in step ? `${step.action} ${step.desired.kind}` : `remove ${step.live.kind}`,
  );

describe("a plan", () => {
  it("creates what is not there, networks before services", () => {
    const { steps } = plan({ desired: [desiredService(), desiredNetwork()] });

    expect(actions(steps)).to.deep.equal(["create network", "create service"]);
  });

  it("keeps what is as declared", () => {
    const { steps } = plan({
      desired: [desiredNetwork(), desiredService()],
      live: [
        liveNetwork("shop_default", ours("default"), {
          Labels: { "com.docker.stack.namespace": "shop" },
        }),
        liveService(stored(), ours("web")),
      ],
    });

    expect(actions(steps)).to.deep.equal(["keep network", "keep service"]);
  });

  it("refuses an object of somebody else and names the owner", () => {
    const { refusals } = plan({
      desired: [desiredService()],
      live: [liveService(stored(), { ...ours("web"), "pulumi-swarm.project": "other" })],
    });

    expect(refusals).to.deep.equal([
      'Service "shop_web": a service of this name exists (id svc1), and it belongs to "shop" of ' +
        'Pulumi project "other", stack "prod". Choose another name, or take it over with `adopt: true`.',
    ]);
  });

  it("takes up again what a killed run made", () => {
    const { steps, refusals } = plan({
      desired: [desiredService(), desiredNetwork()],
      live: [
        liveService(stored(), ours("web")),
        liveNetwork("shop_default", ours("default"), {
          Labels: { "com.docker.stack.namespace": "shop" },
        }),
      ],
    });

    expect(refusals).to.deep.equal([]);
    expect(actions(steps)).to.deep.equal(["keep network", "keep service"]);
  });

  it("gives a changed network a successor that its services move to", () => {
    const { steps } = plan({
      desired: [desiredNetwork("shop_default", { Attachable: true }), desiredService()],
      live: [liveNetwork("shop_default", ours("default")), liveService(stored(), ours("web"))],
    });

    expect(actions(steps)).to.deep.equal(["replace network", "update service"]);
    expect(steps[0]).to.include({ name: "shop_default-2" });
  });

  it("finds a successor again by its label, though its name differs", () => {
    const labels = { Labels: { "com.docker.stack.namespace": "shop" } };
    const { steps } = plan({
      desired: [desiredNetwork()],
      live: [liveNetwork("shop_default-2", ours("default"), labels)],
    });

    expect(actions(steps)).to.deep.equal(["keep network"]);
  });

  it("takes up the newest of several versions that killed runs left, and removes the others", () => {
    const labels = { Labels: { "com.docker.stack.namespace": "shop" } };
    const { steps } = plan({
      desired: [desiredNetwork()],
      live: ["shop_default-9", "shop_default-10", "shop_default"].map((name) =>
        liveNetwork(name, ours("default"), labels),
      ),
    });

    expect(steps.map((step) => `${step.action} ${"live" in step && step.live.name}`)).to.deep.equal(
      ["keep shop_default-10", "remove shop_default-9", "remove shop_default"],
    );
  });

  it("takes up the successor of what state remembers, where a killed run made it as declared", () => {
    const Labels = { "com.docker.stack.namespace": "shop" };
    const net = (name: string, over = {}) =>
      liveNetwork(name, ours("default"), { ...over, Labels });
    const recorded = { kind: "network" as const, key: "default", name: "shop_default", id: "net1" };
    const told = (attachable: boolean, key = "default") =>
      plan({
        desired: [desiredNetwork("shop_default", { Attachable: true })],
        live: [
          net("shop_default"),
          { ...net("shop_default-2", { Attachable: attachable }), labels: ours(key) },
        ],
        recorded: [recorded],
      }).steps.map((step) => `${step.action} ${"live" in step ? step.live.name : ""}`);

    expect(told(true)).to.deep.equal(["keep shop_default-2", "remove shop_default"]);
    expect(told(false)).to.deep.equal(["replace shop_default", "remove shop_default-2"]);
    expect(told(true, "other")).to.deep.equal(["replace shop_default", "remove shop_default-2"]);
  });

  it("removes what is recorded and no longer declared, services first", () => {
    const { steps } = plan({
      recorded: [
        { kind: "network", key: "default", name: "shop_default", id: "net1" },
        { kind: "service", key: "web", name: "shop_web", id: "svc1" },
      ],
      live: [liveNetwork("shop_default"), liveService()],
    });

    expect(actions(steps)).to.deep.equal(["remove service", "remove network"]);
  });

  it("never removes what somebody else put beside it", () => {
    expect(plan({ live: [liveNetwork("shop_default"), liveService()] }).steps).to.deep.equal([]);
  });

  it("rebuilds a service whose kind of mode changes, under its own name", () => {
    const { steps } = plan({
      desired: [desiredService(sent({ Mode: { Global: {} } }))],
      live: [liveService(stored(), ours("web"))],
    });

    expect(steps[0]).to.include({ action: "replace", name: "shop_web" });
  });

  it("compares networks without the engine's own subnet, and with one that was asked for", () => {
    const asked = {
      IPAM: { Driver: "", Options: null, Config: [{ Subnet: "10.9.0.0/24" }] },
    } as Partial<NetworkSpec>;
    const live = liveNetwork("shop_default", ours("default"), {
      Labels: { "com.docker.stack.namespace": "shop" },
    });

    expect(actions(plan({ desired: [desiredNetwork()], live: [live] }).steps)).to.deep.equal([
      "keep network",
    ]);
    expect(
      actions(plan({ desired: [desiredNetwork("shop_default", asked)], live: [live] }).steps),
    ).to.deep.equal(["replace network"]);
  });
});
