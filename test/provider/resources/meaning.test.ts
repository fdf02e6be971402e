// Which ways of writing a service are one and the same, so that an `up` has nothing to do.

import { expect } from "chai";
import { diff } from "../../../provider/lifecycle/diff";
import type { ServiceArgs } from "../../../provider/model/service";
import { service } from "../../../provider/resources/service";
import { stack } from "../../../provider/resources/stack";

const bind = { type: "bind", source: "/tmp", target: "/host" };
const volume = { type: "volume", source: "data", target: "/data" };

const SAME: [string, ServiceArgs, ServiceArgs][] = [
  ["an image by its full name", { image: "busybox" }, { image: "docker.io/library/busybox:latest" }],
  ["the mode that is the default", {}, { deploy: { mode: "replicated", replicas: 1 } }],
  ["an empty health check", {}, { healthcheck: {} }],
  ["groups in another order", { groupAdd: ["1", "2"] }, { groupAdd: [2, 1] }],
  ["options of the resolver in another order", { dnsOpt: ["rotate", "ndots:2"] }, { dnsOpt: ["ndots:2", "rotate"] }],
  ["mounts in another order", { volumes: [volume, bind] }, { volumes: ["/tmp:/host", volume] }],
  ["options of a mount that say nothing", { volumes: [bind] }, { volumes: [{ ...bind, bind: {} }] }],
  ["aliases in another order", { networks: { a: { aliases: ["x", "y"] } } }, { networks: { a: { aliases: ["y", "x"] } } }],
  ["constraints in another order", { deploy: { placement: { constraints: ["node.role==manager", "node.id!=a"] } } }, { deploy: { placement: { constraints: ["node.id!=a", "node.role==manager"] } } }],
  ["a port with its protocol and mode", { ports: [{ target: 80, published: 80 }] }, { ports: [{ target: 80, published: 80, protocol: "tcp", mode: "ingress" }] }],
]; // prettier-ignore

const DIFFERENT: [string, ServiceArgs, ServiceArgs][] = [
  ["servers that are asked in another order", { dns: ["1.1.1.1", "8.8.8.8"] }, { dns: ["8.8.8.8", "1.1.1.1"] }],
  ["words of a command in another order", { command: ["a", "b"] }, { command: ["b", "a"] }],
  ["preferences in another order", { deploy: { placement: { preferences: [{ spread: "node.labels.a" }, { spread: "node.labels.b" }] } } }, { deploy: { placement: { preferences: [{ spread: "node.labels.b" }, { spread: "node.labels.a" }] } } }],
  ["a name without a value", { environment: ["A"] }, { environment: ["A="] }],
  ["an init that is said to be off", {}, { init: false }],
  ["what it comes after", {}, { dependsOn: ["b"] }],
]; // prettier-ignore

const differs = (before: ServiceArgs, after: ServiceArgs): boolean => {
  const args = (more: ServiceArgs) => ({ name: "a", image: "busybox", ...more });
  return diff(service, args(before), args(after)).changes;
};

describe("what a service means", () => {
  for (const [what, before, after] of SAME)
    it(`is the same with ${what}`, () => expect(differs(before, after)).to.equal(false));

  for (const [what, before, after] of DIFFERENT)
    it(`is another with ${what}`, () => expect(differs(before, after)).to.equal(true));

  it("is the same in a stack, but for the image, which a label quotes as it is written", () => {
    const inStack = (web: ServiceArgs) => ({ name: "shop", services: { web } });
    const changes = (before: ServiceArgs, after: ServiceArgs): boolean =>
      diff(stack, inStack(before), inStack(after)).changes;
    const image = "busybox";

    expect(changes({ image, groupAdd: ["1", "2"] }, { image, groupAdd: ["2", "1"] })).to.equal(
      false,
    );
    expect(changes({ image }, { image: "busybox:latest" })).to.equal(true);
  });
});
