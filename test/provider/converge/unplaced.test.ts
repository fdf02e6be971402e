// Tasks that never start: no node suits them, or their network has no addresses.

import { expect } from "chai";
import { node, spec, task } from "./recorded";
import { playOne, type Frame } from "./recording";

describe("a new service whose tasks find no node", () => {
  const prefix = "no suitable node";
  const pends = (err: string): Frame[] => [
    { at: 0, tasks: [task("t1", 1, "new")] },
    { at: 1, tasks: [task("t1", 1, "pending", { err, message: "pending task scheduling" })] },
  ];
  const constrained = { template: { Placement: { Constraints: ["node.labels.disk == ssd"] } } };
  const table: [string, string, Parameters<typeof spec>[0], string[]][] = [
    [
      "for its constraints",
      `${prefix} (scheduling constraints not satisfied on 1 node)`,
      constrained,
      [
        "  node.labels.disk == ssd matches 0 of 1 node",
        `  web.1: pending: ${prefix} (scheduling constraints not satisfied on 1 node)`,
        "Label a node so that it fits, or change deploy.placement.constraints.",
      ],
    ],
    [
      "for its reservations",
      `${prefix} (insufficient resources on 3 nodes)`,
      { template: { Resources: { Reservations: { MemoryBytes: 900 * 2 ** 30, NanoCPUs: 16e9 } } } },
      [
        "  each task reserves 900 GiB of memory; the biggest node has 8 GiB, for all its tasks",
        "  each task reserves 16 CPUs; the biggest node has 4, for all its tasks",
        `  web.1: pending: ${prefix} (insufficient resources on 3 nodes)`,
        "Lower deploy.resources.reservations, or add a node.",
      ],
    ],
    [
      "for a missing plugin",
      `${prefix} (missing plugin on 3 nodes)`,
      { template: { LogDriver: { Name: "splunk" } } },
      [
        '  log driver "splunk" is on 0 of 1 node',
        `  web.1: pending: ${prefix} (missing plugin on 3 nodes)`,
        "Install the volume, network or log driver on the nodes.",
      ],
    ],
    [
      "for a port that is taken",
      `${prefix} (host-mode port already in use on 3 nodes)`,
      { EndpointSpec: { Ports: [{ TargetPort: 80, PublishedPort: 8080, PublishMode: "host" }] } },
      [
        "  each task takes port 8080/tcp of its node",
        `  web.1: pending: ${prefix} (host-mode port already in use on 3 nodes)`,
        "Free the published port on the nodes, or run at most one task a node: a port in host mode is taken once per node.",
      ],
    ],
    [
      "for its limit per node",
      `${prefix} (max replicas per node limit exceed)`,
      {},
      [
        `  web.1: pending: ${prefix} (max replicas per node limit exceed)`,
        "Raise deploy.placement.maxReplicasPerNode, lower the replicas, or add a node.",
      ],
    ],
    [
      "for its platform",
      `${prefix} (unsupported platform on 1 node)`,
      { template: { Placement: { Platforms: [{ OS: "linux", Architecture: "arm64" }] } } },
      [
        "  platform linux/arm64 matches 0 of 1 node",
        `  web.1: pending: ${prefix} (unsupported platform on 1 node)`,
        "Use an image built for the nodes' platform.",
      ],
    ],
    [
      "for all nodes are drained",
      `${prefix} (1 node not available for new tasks)`,
      {},
      [
        `  web.1: pending: ${prefix} (1 node not available for new tasks)`,
        "Set a node's availability to active, or bring it up again.",
      ],
    ],
  ];
  for (const [name, err, more, message] of table)
    it(name, async () => {
      const result = await playOne({ spec: spec(more), frames: pends(err) });

      expect(Math.floor(result.seconds)).to.equal(61);
      expect(result.message.split("\n")).to.deep.equal([
        'Service "web": 1 of 1 task found no node for 60 s. 0 of 1 task running.',
        ...message,
      ]);
    });

  it("is cured by a node that joins in time", async () => {
    const frames = [
      ...pends(`${prefix} (insufficient resources on 1 node)`),
      { at: 50, tasks: [task("t1", 1, "running", { node: "n2" })] },
    ];

    const result = await playOne({ spec: spec(), frames });

    expect(result).to.include({ state: "converged" });
  });

  it("is not told before the time is over without a break", async () => {
    const pending = pends(`${prefix} (insufficient resources on 1 node)`);
    const frames = [
      ...pending,
      { at: 40, tasks: [task("t1", 1, "starting")] },
      ...pending.slice(1).map((frame) => ({ ...frame, at: 50 })),
    ];

    const result = await playOne({ spec: spec(), frames });

    expect(Math.floor(result.seconds)).to.equal(110);
  });

  it("of a global service is told when none is eligible", async () => {
    const drained = [node("n1", { availability: "drain" })];

    const result = await playOne(
      { spec: spec({ Mode: { Global: {} } }), frames: [{ at: 0 }] },
      { nodes: drained },
    );

    expect(result.message.split("\n")).to.deep.equal([
      'Service "web": no node has been eligible for 60 s. No task runs.',
      "Label a node so that it fits, or change deploy.placement.constraints.",
    ]);
  });
});

describe("a new service whose tasks wait for a network", () => {
  const frames = [{ at: 0, tasks: [task("t1", 1, "new", { message: "created" })] }];
  const attached = spec({ template: { Networks: [{ Target: "net-id" }] } });

  it("fails when the network was never allocated", async () => {
    const networks = [{ Id: "net-id", Name: "front", Driver: "" }];

    const result = await playOne({ spec: attached, frames }, { networks });

    expect(Math.floor(result.seconds)).to.equal(15);
    expect(result.message.split("\n")).to.deep.equal([
      'Service "web": its tasks wait for "front", which the engine never gave any addresses. 0 of 1 task running.',
      "Its subnet overlaps another network's, or the swarm's address pool is used up: give the network a subnet of its own.",
    ]);
  });

  it("is waited for when the network has its addresses", async () => {
    const networks = [{ Id: "net-id", Name: "front", Driver: "overlay" }];

    const result = await playOne({ spec: attached, frames }, { networks, timeoutS: 30 });

    expect(result).to.include({ state: "timed out", code: "NOT_CONVERGED" });
    expect(result.message).to.equal(
      'Service "web": not converged after 30 s: 0/1 running, 1 new. 0 of 1 task running.',
    );
  });
});
