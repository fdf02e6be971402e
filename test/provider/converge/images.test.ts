// Which nodes have an image, by what their tasks tell.

import { expect } from "chai";
import { nodesByTasks, wayOut } from "../../../provider/converge/images";
import type { Task, TaskState } from "../../../provider/engine/types";
import { inList } from "../../../provider/in-list";
import { node, replicas, spec, task } from "./recorded";
import { playOne } from "./recording";

const NO_IMAGE = "No such image: web:1";
/** A task on n1 that got into its state at this second. */
const on = (state: TaskState, since: number, err?: string): Task =>
  task("t1", 1, state, { since, err, node: "n1" });
const ended = (state: TaskState, since: number): Task => {
  const one = on(state, since);
  return { ...one, Status: { ...one.Status, ContainerStatus: { ContainerID: "c1" } } };
};

describe("a node", () => {
  const table: [string, Task[], boolean | undefined][] = [
    ["has the image of a task that runs there", [on("running", 1)], true],
    ["has the image of a task that is about to", [on("ready", 1)], true],
    ["may not have it yet while it is prepared", [on("preparing", 1)], undefined],
    ["lacks the image for want of which a task was rejected", [on("rejected", 1, NO_IMAGE)], false],
    ["lacks what the registry denied it", [on("rejected", 1, "pull access denied for web, repository does not exist")], false],
    ["may have the image of a task that was rejected for something else", [on("rejected", 1, "invalid mount config")], undefined],
    ["has it again when a task runs there after one was rejected", [on("rejected", 1, NO_IMAGE), on("running", 2)], true],
    ["lacks it again when a task was rejected after one began to run", [on("running", 1), on("rejected", 2, NO_IMAGE)], false],
    ["may have kept the image of a task that ended", [ended("complete", 1)], undefined],
    ["may have got it when a task ended there after one was rejected", [on("rejected", 1, NO_IMAGE), ended("failed", 2)], undefined],
    ["lacks it when one was rejected after another ended", [ended("failed", 1), on("rejected", 2, NO_IMAGE)], false],
    ["tells nothing by tasks of other images", [{ ...on("running", 1), Spec: { ContainerSpec: { Image: "web:1@sha256:0" }, Placement: {} } }], undefined],
    ["tells nothing by tasks that have no node", [{ ...on("running", 1), NodeID: undefined }], undefined],
  ]; // prettier-ignore
  for (const [title, tasks, has] of table)
    it(title, () => {
      expect([...nodesByTasks("web:1", tasks)]).to.deep.equal(
        has === undefined ? [] : [["n1", has]],
      );
    });
});

describe("the way out for nodes without an image", () => {
  it("is a registry, a copy, or a constraint", () => {
    expect(
      wayOut({ images: ["web:1"], has: ["m1", "m2"], lacks: ["w1", "w2"], services: 1 }),
    ).to.equal(
      "Push it to a registry that the nodes reach, load it there (docker save web:1 | ssh w1 docker load), or bind " +
        'the service to nodes that have it (deploy.placement.constraints: ["node.hostname == m1"]).',
    );
  });

  it("is no constraint where no node has it", () => {
    expect(wayOut({ images: ["a:1", "b:1"], has: [], lacks: ["w1"], services: 2 })).to.equal(
      "Push them to a registry that the nodes reach, or load them there (docker save a:1 b:1 | ssh w1 docker load).",
    );
  });

  const lists: [string[], string][] = [
    [["a"], "a"],
    [["a", "b"], "a and b"],
    [["a", "b", "c", "d", "e", "f"], "a, b, c, d, e and f"],
    [["a", "b", "c", "d", "e", "f", "g"], "a, b, c, d, e and 2 more"],
  ];
  for (const [names, text] of lists)
    it(`names ${names.length}`, () => {
      expect(inList(names, 5)).to.equal(text);
    });
});

describe("a rollout that fails for want of an image", () => {
  const ADVICE =
    "Check the image's name and tag, and that every node can pull it: the registry answers there, and a private one has credentials.";
  const rejected = (id: string, slot: number, at: string): Task =>
    task(id, slot, "rejected", { err: NO_IMAGE, node: at, since: slot });
  const tasks = [
    task("t1", 1, "running", { node: "n2", since: 1 }),
    rejected("t2", 2, "n3"),
    rejected("t3", 2, "n4"),
  ];
  const nodes = ["n1", "n2", "n3", "n4"].map((id) => node(id));
  const push = "Push it to a registry that the nodes reach, load it there";
  const bind = (host: string) =>
    `or bind the service to nodes that have it (deploy.placement.constraints: ["node.hostname == ${host}"]).`;

  it("names the nodes that have it, the engine's own among them, and those that lack it", async () => {
    const recorded = { spec: spec(replicas(2)), frames: [{ at: 0, tasks }] };

    const { message } = await playOne(recorded, { nodes, held: ["web:1"] });

    expect(message.split("\n").at(-1)).to.equal(
      `${ADVICE} host-n3 and host-n4 lack web:1, and host-n1 and host-n2 have it. ` +
        `${push} (docker save web:1 | ssh host-n3 docker load), ${bind("host-n1")}`,
    );
  });

  it("advises no node that may not run it", async () => {
    const placed = {
      template: { Placement: { Constraints: ["node.id != n1"] } },
      ...replicas(2),
    };
    const recorded = { spec: spec(placed), frames: [{ at: 0, tasks }] };

    const { message } = await playOne(recorded, { nodes, held: ["web:1"] });

    expect(message.split("\n").at(-1)).to.equal(
      `${ADVICE} host-n3 and host-n4 lack web:1, and host-n2 has it. ` +
        `${push} (docker save web:1 | ssh host-n3 docker load), ${bind("host-n2")}`,
    );
  });

  it("speaks of the registry alone where that gave a digest", async () => {
    const Image = "web:1@sha256:0";
    const template = { ContainerSpec: { Image } };
    const pulled = tasks.map((one) => ({ ...one, Spec: { ...one.Spec, ...template } }));
    const recorded = {
      spec: spec({ ...replicas(2), template }),
      frames: [{ at: 0, tasks: pulled }],
    };

    const { message } = await playOne(recorded, { nodes, held: ["web:1"] });

    expect(message.split("\n").at(-1)).to.equal(ADVICE);
  });
});
