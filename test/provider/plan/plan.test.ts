import { expect } from "chai";
import type { NetworkSpec } from "../../../provider/engine/types";
import { UNKNOWN } from "../../../provider/model/unknown";
import { ownerLabels } from "../../../provider/owner";
import { makePlan, type PlanInput, type Step } from "../../../provider/plan/plan";
import { planInWords } from "../../../provider/plan/words";
import { changed, desiredNetwork, desiredService, liveNetwork, liveService } from "./specs";
import { OWNER, sent, stored } from "./specs";

const ours = (key: string) => ownerLabels(OWNER, key);
const plan = (over: Partial<PlanInput>) =>
  makePlan({
    desired: [],
    previous: [],
    recorded: [],
    live: [],
    owner: OWNER,
    adopt: () => false,
    ...over,
  });
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

describe("a plan in words", () => {
  const words = (over: Partial<PlanInput>) => planInWords(plan(over).steps, 3).split("\n");
  const live = (replicas: number) =>
    liveService(stored({ Mode: { Replicated: { Replicas: replicas } } }), ours("web"));
  const refs = liveNetwork("shop_default");

  const publishing = (key: string, port: number) => ({
    Name: `shop_${key}`,
    EndpointSpec: { Ports: [{ TargetPort: 80, PublishedPort: port, Protocol: "tcp" as const }] },
  });
  const swapped = (key: string, port: number) => ({
    ...desiredService(sent(publishing(key, port))),
    key,
  });
  const holding = (key: string, port: number) => ({
    ...liveService(stored(publishing(key, port)), ours(key)),
    id: `svc-${key}`,
  });

  const ROWS: [string, Partial<PlanInput>, string[]][] = [
    ["a new service with its tasks", { desired: [desiredService(sent({ Mode: { Replicated: { Replicas: 3 } } }))] },
      ["+ web  new  3 tasks start"]],
    ["a new image with what restarts, and how", {
      desired: [desiredService(changed(sent({ Mode: { Replicated: { Replicas: 3 } }, UpdateConfig: { Parallelism: 1, Order: "start-first" } }), (s) => {
        s.TaskTemplate.ContainerSpec.Image = "nginx:1.27";
      }))],
      live: [live(3), refs],
    }, ["~ web  image nginx:1.26 → nginx:1.27, update config  3 tasks restart, 1 at a time, start-first"]],
    ["a change of scale that restarts nothing", {
      desired: [desiredService(sent({ Mode: { Replicated: { Replicas: 5 } } }))],
      live: [live(2), refs],
    }, ["~ web  replicas 2 → 5  no task restarts, 3 start"]],
    ["what a service that is sent waits for", {
      desired: [{ ...desiredService(sent({ Mode: { Replicated: { Replicas: 2 } } })), after: [
        { key: "db", until: "service_healthy" }, { key: "init", until: "service_completed_successfully" },
        { key: "cache", until: "service_started" },
      ] }],
    }, ["+ web  new  2 tasks start, after db is healthy and init has ended well"]],
    ["nothing of what a service that is kept would wait for", {
      desired: [{ ...desiredService(), after: [{ key: "db", until: "service_healthy" }] }],
      live: [liveService(stored(), ours("web")), refs],
    }, [""]],
    ["a removal", {
      recorded: [{ kind: "service", key: "worker", name: "shop_web", id: "svc1" }],
      live: [live(1)],
    }, ["- worker  removed  1 task stops"]],
    ["a variable by its name only", {
      desired: [desiredService(changed(sent(), (s) => {
        s.TaskTemplate.ContainerSpec.Env = ["A=hunter2"];
      }))],
      live: [live(1), refs],
    }, ["~ web  environment  1 task restarts, stop-first"]],
    ["the order that the engine takes where none is given", {
      desired: [desiredService(changed(sent({ UpdateConfig: { Parallelism: 0, Order: "" } }), (s) => {
        s.TaskTemplate.ContainerSpec.Hostname = "w";
      }))],
      live: [liveService(stored({ UpdateConfig: { Parallelism: 0, Order: "stop-first" } }), ours("web")), refs],
    }, ["~ web  hostname  1 task restarts, stop-first"]],
    ["the parts of what goes as a whole", {
      desired: [desiredService(sent({ EndpointSpec: {} }))],
      live: [liveService(stored({ EndpointSpec: { Mode: "dnsrr" } }), ours("web")), refs],
    }, ["~ web  endpoint mode dnsrr → vip  1 task restarts, stop-first"]],
    ["what may turn out to be no change", {
      desired: [desiredService(changed(sent({ Mode: { Replicated: { Replicas: 3 } } }), (s) => {
        s.TaskTemplate.Networks = [{ Target: UNKNOWN }];
      }))],
      live: [live(3), refs],
    }, ["~ web  networks (not known yet)  up to 3 tasks restart, 1 at a time, stop-first"]],
    ["what restarts for another reason", {
      desired: [desiredService(changed(sent({ Mode: { Replicated: { Replicas: 3 } } }), (s) => {
        s.TaskTemplate.Networks = [{ Target: UNKNOWN }];
        s.TaskTemplate.ContainerSpec.Hostname = "w";
      }))],
      live: [live(3), refs],
    }, ["~ web  hostname, networks (not known yet)  3 tasks restart, 1 at a time, stop-first"]],
    ["a job that may turn out to be the same", {
      desired: [desiredService(changed(sent({ Mode: { ReplicatedJob: {} } }), (s) => {
        s.TaskTemplate.ContainerSpec.Image = UNKNOWN;
      }))],
      live: [liveService(stored({ Mode: { ReplicatedJob: { MaxConcurrent: 1, TotalCompletions: 1 } } }), ours("web")), refs],
    }, ["~ web  image nginx:1.26 → (not known yet)  the job may run again"]],
    ["who has to do without a port until another service has it", {
      desired: [swapped("web", 8081), swapped("api", 8080)],
      live: [holding("web", 8080), holding("api", 8081), refs],
    }, ["~ web  ports  1 task restarts, stop-first, first without 8080/tcp, so tasks may restart twice",
      "~ api  ports  1 task restarts, stop-first"]],
  ]; // prettier-ignore
  for (const [what, over, expected] of ROWS)
    it(`shows ${what}`, () => expect(words(over)).to.deep.equal(expected));

  it("names what is around and somebody else's, which stays", () => {
    const [mine, theirs, ghost] = [live(1), liveNetwork("shop_back"), liveNetwork("shop_old")];
    const others = { ...theirs, id: "net2", labels: { "com.docker.stack.namespace": "shop" } };
    const { steps } = plan({ desired: [desiredService()], live: [mine, refs] });

    expect(planInWords(steps, 3, [mine, others, { ...ghost, id: "net3", ghost: true }])).to.equal(
      '= network shop_back  not declared  left alone: it belongs to the docker stack "shop"',
    );
  });
});
