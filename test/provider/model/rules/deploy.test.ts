// Rules of deploy, placement, and of how a service is reached.

import { expect } from "chai";
import { problemsOf, testRows } from "./rule-rows";

describe("the rules of deploy", () => {
  testRows([
    ["know modes", { deploy: { mode: "globl" } }, "deploy.mode", 'Did you mean "global"?'],
    ["refuse replicas below zero", { deploy: { replicas: -1 } }, "deploy.replicas", "0 or more"],
    ["refuse replicas of a global service", { deploy: { mode: "global", replicas: 2 } }, "deploy.replicas", "no meaning in mode global"],
    ["refuse replicas of a global job", { deploy: { mode: "global-job", replicas: 2 } }, "deploy.replicas", "no meaning in mode global-job"],
    ["take jobs", { deploy: { mode: "replicated-job", replicas: 5, maxConcurrent: 2 } }],
    ["keep maxConcurrent for jobs", { deploy: { maxConcurrent: 2 } }, "deploy.maxConcurrent", "mode replicated-job only"],
    ["refuse an update config of a job", { deploy: { mode: "global-job", updateConfig: {} } }, "deploy.updateConfig", "not possible for a job"],
    ["know failure actions", { deploy: { updateConfig: { failureAction: "stop" } } }, "deploy.updateConfig.failureAction", '"pause", "continue" or "rollback"'],
    ["refuse to roll a rollback back", { deploy: { rollbackConfig: { failureAction: "rollback" } } }, "deploy.rollbackConfig.failureAction", '"pause" or "continue"'],
    ["know orders", { deploy: { updateConfig: { order: "start" } } }, "deploy.updateConfig.order", "is not possible"],
    ["bound the ratio", { deploy: { updateConfig: { maxFailureRatio: 1.5 } } }, "deploy.updateConfig.maxFailureRatio", "from 0 to 1"],
    ["refuse a delay below zero", { deploy: { updateConfig: { delay: "-1s" } } }, "deploy.updateConfig.delay", "below zero"],
    ["refuse half a task at once", { deploy: { updateConfig: { parallelism: 0.5 } } }, "deploy.updateConfig.parallelism", "whole number"],
    ["demand enough memory", { deploy: { resources: { limits: { memory: "1M" } } } }, "deploy.resources.limits.memory", "1MiB is too little. The engine demands 4MiB or more."],
    ["demand enough of a CPU", { deploy: { resources: { reservations: { cpus: "0.0005" } } } }, "deploy.resources.reservations.cpus", "0.001 CPUs or more"],
    ["take zeros for the defaults", { deploy: { resources: { limits: { memory: 0, cpus: 0, pids: -1 } } } }],
    ["keep the reserved memory within the limit", { deploy: { resources: { limits: { memory: "50M" }, reservations: { memory: "60M" } } } }, "deploy.resources.reservations.memory", "60MiB is above the limit of 50MiB"],
    ["keep the reserved CPUs within the limit", { deploy: { resources: { limits: { cpus: 1 }, reservations: { cpus: "3/2" } } } }, "deploy.resources.reservations.cpus", "1.5 is above the limit of 1"],
    ["refuse a generic resource below zero", { deploy: { resources: { reservations: { genericResources: [{ discreteResourceSpec: { kind: "gpu", value: -1 } }] } } } }, "deploy.resources.reservations.genericResources.0", "0 or more"],
    ["take a generic resource of zero, which asks for a node that has it", { deploy: { resources: { reservations: { genericResources: [{ discreteResourceSpec: { kind: "gpu", value: 0 } }] } } } }],
    ["refuse a forced update below zero", { deploy: { forceUpdate: -1 } }, "deploy.forceUpdate", "0 or more"],
    ["take swap beside a limit of memory", { memswapLimit: "50M", memSwappiness: 100, deploy: { resources: { limits: { memory: "50M" } } } }],
    ["take swap without end, and one that says nothing", { memswapLimit: 0 }],
    ["demand a limit of memory beside swap", { memswapLimit: -1 }, "memswapLimit", "Set deploy.resources.limits.memory"],
    ["keep the memory within memory and swap", { memswapLimit: "40M", deploy: { resources: { limits: { memory: "50M" } } } }, "memswapLimit", "40MiB is below the memory limit of 50MiB"],
    ["bound the swappiness", { memSwappiness: 101 }, "memSwappiness", "from 0 to 100"],
    ["know conditions of restarts", { deploy: { restartPolicy: { condition: "always" } } }, "deploy.restartPolicy.condition", '"none", "on-failure" or "any"'],
    ["refuse a window below zero", { deploy: { restartPolicy: { window: "-1s" } } }, "deploy.restartPolicy.window", "below zero"],
  ]); // prettier-ignore
});

describe("the rules of placement", () => {
  const constraint = (text: string) => ({ deploy: { placement: { constraints: [text] } } });
  const at = "deploy.placement.constraints.0";
  testRows([
    ["take a label of a node", constraint("node.labels.disk == ssd")],
    ["take a label of an engine", constraint("engine.labels.os!=x")],
    ["take a subnet", constraint("node.ip==10.0.0.0/8")],
    ["take keys in any case", constraint("Node.Role==Manager")],
    ["demand an operator", constraint("node.role=worker"), at, '"node.role=worker" has no operator'],
    ["demand a key of two characters", constraint("a==b"), at, '"a" is no key'],
    ["demand a value", constraint("node.id=="), at, '"" is no value'],
    ["know the characters of a value", constraint("node.labels.a==b,c"), at, '"b,c" is no value'],
    ["know keys", constraint("node.rol==worker"), at, 'Did you mean "node.role"?'],
    ["take platforms", { platform: "linux/amd64", deploy: { placement: { platforms: ["windows/amd64", "linux"] } } }],
    ["know the systems of platforms", { platform: "amd64" }, "platform", 'Write the system and the architecture, such as "linux/amd64"'],
    ["know platforms of a list", { deploy: { placement: { platforms: ["linux/amd64", "linux/"] } } }, "deploy.placement.platforms.1", '"linux/" is no platform'],
    ["demand the name of a label", constraint("node.labels.==x"), at, 'knows no "node.labels."'],
    ["know roles", constraint("node.role==leader"), at, '"leader" matches no node'],
    ["demand an address", constraint("node.ip==10.0.0"), at, '"10.0.0" is no address and no subnet'],
    ["refuse a bound on the tasks of a node that has one", { deploy: { mode: "global", placement: { maxReplicasPerNode: 2 } } }, "deploy.placement.maxReplicasPerNode", "no meaning in mode global"],
  ]); // prettier-ignore

  it("warn of a preference that the swarm ignores", () => {
    const deploy = { placement: { preferences: [{ spread: "node.id" }] } };

    expect(problemsOf({ deploy })).to.deep.equal([
      {
        path: ["deploy", "placement", "preferences", "0"],
        reason:
          'spreads over "node.id", which the swarm ignores. Use node.labels.… or engine.labels.…',
        warning: true,
      },
    ]);
  });
});

describe("the rules of an endpoint", () => {
  const host = { target: 80, published: 80, mode: "host" };
  const startFirst = { updateConfig: { order: "start-first" } };
  testRows([
    ["take one port of two protocols", { ports: ["53:53/tcp", "53:53/udp"] }],
    ["take ports that the engine chooses", { ports: ["80", { target: 80 }] }],
    ["bound targets", { ports: [{ target: 0 }] }, "ports.0.target", "from 1 to 65535"],
    ["bound published ports", { ports: [{ target: 80, published: 70000 }] }, "ports.0.published", "from 0 to 65535"],
    ["know protocols", { ports: [{ target: 80, protocol: "http" }] }, "ports.0.protocol", '"tcp", "udp" or "sctp"'],
    ["know modes", { ports: [{ target: 80, mode: "hots" }] }, "ports.0.mode", 'Did you mean "host"?'],
    ["find a port twice", { ports: ["80:80", "80:81/tcp"] }, "ports.1", "80/tcp is published twice"],
    ["know endpoint modes", { deploy: { endpointMode: "lb" } }, "deploy.endpointMode", '"vip" or "dnsrr"'],
    ["refuse the routing mesh with dnsrr", { ports: ["80"], deploy: { endpointMode: "dnsrr" } }, "ports.0", 'which the endpoint mode "dnsrr" excludes'],
    ["refuse the routing mesh that is meant, too", { ports: [{ target: 80 }], deploy: { endpointMode: "dnsrr" } }, "ports.0", 'mode "host"'],
    ["take ports of the nodes with dnsrr", { ports: [host], deploy: { endpointMode: "dnsrr" } }],
    ["refuse start-first of a global service that holds a port", { ports: [host], deploy: { mode: "global", ...startFirst } }, "deploy.updateConfig.order", "the old one holds port 80"],
    ["take start-first behind the routing mesh", { ports: ["80:80"], deploy: { mode: "global", ...startFirst } }],
  ]); // prettier-ignore

  it("warn of start-first with a port of the nodes, which waits without a node to spare", () => {
    const [problem] = problemsOf({ ports: [host], deploy: startFirst });

    expect(problem).to.include({ warning: true });
    expect(problem?.reason).to.include("unless there are more nodes than replicas");
  });
});
