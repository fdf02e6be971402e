import { expect } from "chai";
import type { Node, Service, Task } from "../../provider/engine/types";
import { closingWords, type Closing } from "../../tools/demo/closing";
import { describe as describeRunning, type Running } from "../../tools/demo/observe";
import { engineFolder } from "../../tools/demo/state";
import { standingOf } from "../../tools/demo/swarm";
import { publishedUrl, visitsIn } from "../../tools/demo/visit";

const HOST = "unix:///run/docker.sock";
const placement = { Placement: {} };

function service(id: string, name: string, mode: Service["Spec"]["Mode"]): Service {
  const ContainerSpec = { Image: `${name}:1@sha256:${"0".repeat(64)}` };
  return {
    ID: id,
    Version: { Index: 1 },
    Spec: { Name: name, TaskTemplate: { ContainerSpec, ...placement }, Mode: mode },
  };
}

function task(serviceId: string, nodeId: string, state: Task["Status"]["State"]): Task {
  return {
    ID: `${serviceId}-${nodeId}-${state}`,
    Version: { Index: 1 },
    CreatedAt: "",
    UpdatedAt: "",
    Spec: { ContainerSpec: { Image: "" }, ...placement },
    ServiceID: serviceId,
    NodeID: nodeId,
    Status: { Timestamp: "", State: state },
    DesiredState: "running",
  };
}

const node = (id: string, hostname: string) =>
  ({ ID: id, Description: { Hostname: hostname } }) as Node;

describe("what the demo sees running", () => {
  it("is each service with its running tasks, their nodes, and its ports, by name", () => {
    const web = service("w", "web", { Replicated: { Replicas: 3 } });
    web.Endpoint = { Ports: [{ Protocol: "tcp", TargetPort: 80, PublishedPort: 4000 }] };
    const seen = describeRunning({
      services: [web, service("a", "agent", { Global: {} })],
      tasks: [
        task("w", "n2", "running"),
        task("w", "n1", "running"),
        task("w", "n1", "starting"),
        task("a", "n1", "running"),
      ],
      nodes: [node("n1", "one"), node("n2", "two")],
    });
    expect(seen).to.deep.equal([
      { service: "agent", image: "agent:1", running: 1, wanted: 1, nodes: ["one"], ports: [] },
      {
        service: "web",
        image: "web:1",
        running: 2,
        wanted: 3,
        nodes: ["one", "two"],
        ports: ["4000→80/tcp"],
      },
    ]);
  });

  it("reads the visits out of the page", () => {
    expect(visitsIn("<p>Visits: <b>12</b></p>")).to.equal(12);
    expect(visitsIn("<p>Visits: <b>cannot be counted</b></p>")).to.equal(undefined);
  });

  it("finds published ports on this machine for a socket, else on the engine's", () => {
    expect(publishedUrl(HOST, 4000)).to.equal("http://localhost:4000");
    expect(publishedUrl("tcp://10.0.0.11:2376", 4000)).to.equal("http://10.0.0.11:4000");
  });
});

describe("the folder of the demo's private engine", () => {
  it("is within the demo's, unless that is too deep for the engine's sockets", () => {
    expect(engineFolder("/home/me/pulumi-swarm/.demo")).to.equal(
      "/home/me/pulumi-swarm/.demo/engine",
    );
    const deep = `/home/me/${"deep/".repeat(9)}.demo`;
    expect(engineFolder(deep)).to.match(/^\/var\/lib\/pulumi-swarm-demo-[0-9a-f]{8}$/);
  });
});

describe("the closing words of the demo", () => {
  const web: Running = {
    service: "web",
    image: "web:1",
    running: 3,
    wanted: 3,
    nodes: ["one"],
    ports: ["4000→80/tcp"],
  };
  const base: Closing = {
    services: [web],
    visit: {
      way: "published port",
      url: "http://localhost:4000",
      pictureUrl: "http://localhost:5000",
      visits: 7,
    },
    engineHost: HOST,
    lacksIpvs: false,
    unchanged: false,
  };
  const lastLine = (closing: Closing) => closingWords(closing).split("\n").at(-1);

  it("name every service with replicas, node, ports and image", () => {
    const row = closingWords(base)
      .split("\n")
      .find((line) => line.includes("web"));
    expect(row?.split("│").map((cell) => cell.trim())).to.deep.equal([
      "",
      "web",
      "3/3",
      "one",
      "4000→80/tcp",
      "web:1",
      "",
    ]);
  });

  it("say where to open the page, and that it answered", () => {
    expect(closingWords(base)).to.include(
      "Open http://localhost:4000 for the page, which just counted visit 7,\n" +
        "and http://localhost:5000 for a picture of the swarm.",
    );
  });

  it("admit that published ports carry nothing where the kernel lacks ip_vs", () => {
    const visit = {
      way: "task address",
      url: "http://172.18.0.4",
      pictureUrl: "http://172.18.0.7:8080",
      visits: 7,
    } as const;
    const words = closingWords({ ...base, lacksIpvs: true, visit });
    expect(words).to.include("http://localhost:4000 does not answer here: this machine's kernel");
    expect(words).to.include("Open http://172.18.0.4 for the page");
  });

  it("admit that the page answers nowhere", () => {
    expect(closingWords({ ...base, visit: undefined })).to.include("The page answers neither at");
  });

  for (const [what, closing, expected] of [
    ["a first run", base, "Deployed: everything runs."],
    ["a second run", { ...base, unchanged: true }, "Unchanged: everything runs as declared."],
    [
      "tasks that do not run",
      { ...base, unchanged: true, services: [{ ...web, running: 2 }] },
      "Not all tasks run: web.",
    ],
    [
      "services that somebody removed",
      { ...base, unchanged: true, services: [] },
      "Nothing runs, though Pulumi deployed it: somebody removed it. This deploys it again: pulumi up --refresh",
    ],
  ] as const) {
    it(`end with the outcome of ${what}`, () => {
      expect(lastLine(closing as Closing)).to.equal(expected);
    });
  }
});

describe("how an engine stands to a swarm", () => {
  const swarm = { NodeID: "", NodeAddr: "", ControlAvailable: false, Error: "" };
  const standing = (info: Partial<Parameters<typeof standingOf>[1]["Swarm"]>) =>
    standingOf(HOST, { Swarm: { ...swarm, LocalNodeState: "inactive", ...info } });

  it("is none, or that of a manager", () => {
    expect(standing({})).to.equal("none");
    expect(standing({ LocalNodeState: "active", ControlAvailable: true })).to.equal("manager");
  });

  for (const [what, info, problem] of [
    [
      "a worker",
      { LocalNodeState: "active", RemoteManagers: [{ NodeID: "m", Addr: "10.0.0.11:2377" }] },
      `engine ${HOST}: a worker of a swarm, and only managers take orders. Use one of 10.0.0.11:2377.`,
    ],
    [
      "a locked manager",
      { LocalNodeState: "locked" },
      `engine ${HOST}: its swarm is locked. Unlock it first: docker swarm unlock.`,
    ],
    [
      "a node whose swarm failed",
      { LocalNodeState: "error", Error: "certificate expired" },
      `engine ${HOST}: its swarm is error. certificate expired. Mend it first.`,
    ],
  ] as const) {
    it(`is a problem, in a sentence, for ${what}`, () => {
      expect(standing(info as Parameters<typeof standing>[0])).to.deep.equal({ problem });
    });
  }
});
