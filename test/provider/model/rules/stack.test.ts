// Rules of a stack: what its parts say of each other, and the names that they get.

import { expect } from "chai";
import { canonicalStack } from "../../../../provider/model/canonical";
import type { Problem } from "../../../../provider/model/common";
import { imageIdsRules, stackRules } from "../../../../provider/model/rules";
import type { ServiceArgs } from "../../../../provider/model/service";
import { UNKNOWN } from "../../../../provider/model/unknown";
import type { StackModel } from "../../../../provider/model/stack";

const problemsOf = (model: StackModel, namespace = "st"): Problem[] =>
  stackRules(canonicalStack(model, []), namespace);
const web = (args: ServiceArgs): StackModel => ({ services: { web: { image: "nginx", ...args } } });
const two = (one: ServiceArgs, other: ServiceArgs): StackModel => ({
  services: { one: { image: "a", ...one }, two: { image: "b", ...other } },
});
const ends = { two: { condition: "service_completed_successfully" } };
const subnet = (text: string) => ({ ipam: { config: [{ subnet: text }] } });

describe("the rules of a stack", () => {
  const rows: [title: string, model: StackModel, path?: string, reason?: string][] = [
    ["take an empty one", {}],
    ["take the default network undeclared", web({ networks: ["default"] })],
    ["take anonymous volumes, binds and groups of cluster volumes", web({ volumes: ["/a", "/b:/b", { type: "cluster", source: "group:g", target: "/c" }] })],
    ["bring up the rules of its parts", web({ hostname: "{{.X}}" }), "services.web.hostname", "no field"],
    ["find a network that is not there", { ...web({ networks: ["frnt"] }), networks: { front: null } }, "services.web.networks.frnt", 'no network "frnt" in this stack. Did you mean "front"? Declare it under networks'],
    ["find a network that has a capital", { ...web({ networks: ["n"] }), networks: { N: null } }, "services.web.networks.n", 'Did you mean "N"?'],
    ["find a volume that is not there", web({ volumes: ["d:/d"] }), "services.web.volumes.0.source", 'no volume "d"'],
    ["find a secret that is not there", web({ secrets: ["a"] }), "services.web.secrets.0", 'no secret "a"'],
    ["find a config that is not there", web({ configs: ["a"] }), "services.web.configs.0", 'no config "a"'],
    ["find the config of a credential spec that is not there", web({ credentialSpec: { config: "a" } }), "services.web.credentialSpec.config", 'no config "a"'],
    ["find a service that is not there", web({ dependsOn: ["db"] }), "services.web.dependsOn.db", 'no service "db"'],
    ["take no property of JavaScript's for a declaration", web({ networks: ["constructor"] }), "services.web.networks.constructor", 'no network "constructor"'],
    ["let a service depend on one that is not there, where that is not required", web({ dependsOn: { db: { required: false } } })],
    ["find services that wait for each other", two({ dependsOn: ["two"] }, { dependsOn: ["one"] }), "services.one.dependsOn", "one → two → one"],
    ["find a service that waits for itself", web({ dependsOn: ["web"] }), "services.web.dependsOn", "web → web"],
    ["find a wait for the end of what is started again for ever", two({ dependsOn: ends }, {}), "services.one.dependsOn.two.condition", 'starts the tasks of "two" again when they end. Set its restart condition to "on-failure" or "none", or its deploy.mode to "replicated-job"'],
    ["find it for a global service, too", two({ dependsOn: ends }, { deploy: { mode: "global" } }), "services.one.dependsOn.two.condition", "never comes true"],
    ["find it for what is to restart always", two({ dependsOn: ends }, { restart: "always" }), "services.one.dependsOn.two.condition", "never comes true"],
    ["let a service wait for the end of a job", two({ dependsOn: ends }, { deploy: { mode: "replicated-job" } })],
    ["let a service wait for the end of what is not started again", two({ dependsOn: ends }, { deploy: { restartPolicy: { condition: "on-failure" } } })],
    ["let a service wait for the end of what never runs", two({ dependsOn: ends }, { deploy: { replicas: 0 } })],
    ["let a service wait for the end of one that is yet to be known", two({ dependsOn: ends }, { deploy: UNKNOWN as never })],
    ["keep published ports apart", two({ ports: ["80:80"] }, { ports: [{ target: 1, published: 80, mode: "host" }] }), "services.two.ports.0", '80/tcp is published by service "one", too'],
    ["keep services off the routing mesh's network", { ...web({ networks: ["mesh"] }), networks: { mesh: { external: true, name: "ingress" } } }, "services.web.networks.mesh", "no service joins it"],
    ["keep subnets of two networks apart", { networks: { a: subnet("10.0.0.0/24"), b: subnet("10.0.0.128/25") } }, "networks.b.ipam.config.0.subnet", '10.0.0.128/25 overlaps 10.0.0.0/24 of network "a"'],
    ["demand names for DNS of services", { services: { "a.b": { image: "x" } } }, "services.a.b", '"st_a.b" is no name'],
    ["bound the joined name", { services: { ["w".repeat(61)]: { image: "x" } } }, `services.${"w".repeat(61)}`, "has 64 characters; at most 63"],
    ["bound the joined name of a secret", { secrets: { ["s".repeat(62)]: { data: "x" } } }, `secrets.${"s".repeat(62)}`, "at most 64"],
    ["say nothing of the key of what has a name", { secrets: { ["s".repeat(62)]: { data: "x", name: "short" } } }],
    ["let volumes differ in capitals, which nodes make and tell apart", { volumes: { a: { name: "Vol" }, b: { name: "vol" }, C: null, c: null } }],
    ["let other drivers name their volumes", { volumes: { a: { driver: "gfs", name: "g/sub" }, b: { external: true, name: "g/other" } } }],
    ["keep services that name no network off one of one engine", { services: { web: { image: "a" } }, networks: { default: { driver: "bridge" } } }, "services.web.networks.default", "network of one engine"],
    ["find names that differ only in capitals", { configs: { a: { data: "x", name: "C" }, b: { data: "x", name: "c" } } }, "configs.b", 'the name "c", which "a" has already'],
  ]; // prettier-ignore
  for (const [title, model, path, reason] of rows) {
    it(title, () => {
      const problems = problemsOf(model);

      expect(problems.map((problem) => problem.path.join("."))).to.deep.equal(
        path === undefined ? [] : [path],
      );
      if (reason !== undefined) expect(problems[0]?.reason).to.include(reason);
    });
  }

  it("demand a name of the stack", () => {
    expect(problemsOf({}, " ").map(({ path }) => path)).to.deep.equal([["name"]]);
  });
  it("leave ids of images to docker, and refuse them where an engine is asked", () => {
    const model = web({ image: "a".repeat(64) });
    const problems = imageIdsRules(canonicalStack(model, []).services);

    expect(problemsOf(model)).to.deep.equal([]);
    expect(problems.map(({ path }) => path)).to.deep.equal([["services", "web", "image"]]);
  });
  it("warn of two services that hold one port of the nodes", () => {
    const port = { target: 80, published: 80, mode: "host" };
    const [problem] = problemsOf(two({ ports: [port] }, { ports: [port] }));

    expect(problem).to.deep.equal({
      path: ["services", "two", "ports", "0"],
      reason: '80/tcp is held by service "one", too: their tasks cannot share a node.',
      warning: true,
    });
  });
});
