import { expect } from "chai";
import { UNKNOWN } from "../../../provider/model/unknown";
import type { PlanInput } from "../../../provider/plan/plan";
import { planInWords } from "../../../provider/plan/words";
import { changed, desiredService, liveNetwork, liveService } from "./specs";
import { ours, plan, sent, stored } from "./specs";

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
    ["that it is sent in any case, where what it waits for is not required", {
      desired: [{ ...desiredService(sent({ Mode: { Replicated: { Replicas: 2 } } })), after: [
        { key: "db", until: "service_healthy", isOptional: true },
      ] }],
    }, ["+ web  new  2 tasks start, after db is healthy or has failed"]],
    ["nothing of what a service that is kept would wait for", {
      desired: [{ ...desiredService(), after: [{ key: "db", until: "service_healthy" }] }],
      live: [liveService(stored(), ours("web")), refs],
    }, [""]],
    ["a removal", {
      recorded: [{ kind: "service", key: "worker", name: "shop_web", id: "svc1" }],
      live: [live(1)],
    }, ["- worker  removed  1 task stops"]],
    ["a removal that makes room", {
      desired: [swapped("api", 8080)],
      recorded: [{ kind: "service", key: "web", name: "shop_web", id: "svc-web" }],
      live: [holding("web", 8080), refs],
    }, ["+ api  new      1 task starts", "- web  removed  1 task stops, first, to make room on 8080/tcp"]],
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
