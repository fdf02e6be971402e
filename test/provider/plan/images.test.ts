// What a preview says of images that no registry told of.

import { expect } from "chai";
import type { Node, Task } from "../../../provider/engine/types";
import { asksTasks, placesOfImages, type Untold } from "../../../provider/plan/preflight/images";
import { node, task } from "./swarms";
import { service } from "../engine/contract/support";

const WHY = "the registry refused access (denied)";

/** A service of this image, kept to these nodes. */
function untold(name: string, image: string, ...constraints: string[]): Untold {
  const template = { ContainerSpec: { Image: image }, Placement: { Constraints: constraints } };
  return { image, spec: service(name, template), why: WHY, isAsked: true };
}

const at = (image: string, on: string, state: "running" | "rejected"): Task => {
  const one = task("other", on);
  const Err = state === "rejected" ? `No such image: ${image}` : undefined;
  return {
    ...one,
    Spec: { ContainerSpec: { Image: image }, Placement: {} },
    Status: { ...one.Status, State: state, Err },
  };
};

const three = [node("m1"), node("w1"), node("w2")];
const held = (...entries: [string, boolean | undefined][]) => new Map(entries);
const OTHERWISE =
  'A task on a node without it is rejected with "No such image", unless the node can pull it itself.';
const load = (image: string, to: string) => `(docker save ${image} | ssh ${to} docker load)`;
const push = "Push it to a registry that the nodes reach";
const bind = (to: string) =>
  `or bind the service to nodes that have it (deploy.placement.constraints: ["node.hostname == ${to}"]).`;

interface Row {
  title: string;
  nodes?: Node[];
  held: Map<string, boolean | undefined>;
  tasks?: Task[];
  untold: Untold[];
  says: string[];
}

describe("a preview looks for nodes that have an image, and", () => {
  const web = untold("web", "web:1");
  const start = `Image web:1 of service web: ${WHY}.`;
  const table: Row[] = [
    {
      title: "says nothing of a single node that has it",
      nodes: [node("m1")],
      held: held(["web:1", true]),
      untold: [web],
      says: [],
    },
    {
      title: "says that a single node lacks it",
      nodes: [node("m1")],
      held: held(["web:1", false]),
      untold: [web],
      says: [
        `${start} m1 lacks it. ${OTHERWISE} ${push}, or load it there ${load("web:1", "m1")}.`,
      ],
    },
    {
      title: "knows of the other nodes nothing by itself",
      held: held(["web:1", true]),
      untold: [web],
      says: [
        `${start} m1 has it; w1 and w2 are not known to have it. ${OTHERWISE} ` +
          `${push}, load it there ${load("web:1", "w1")}, ${bind("m1")}`,
      ],
    },
    {
      title: "learns of them by tasks",
      held: held(["web:1", true]),
      tasks: [at("web:1", "w1", "running"), at("web:1", "w2", "rejected")],
      untold: [web],
      says: [
        `${start} m1 and w1 have it; w2 lacks it. ${OTHERWISE} ` +
          `${push}, load it there ${load("web:1", "w2")}, ${bind("m1")}`,
      ],
    },
    {
      title: "says nothing where all run it",
      held: held(["web:1", true]),
      tasks: [at("web:1", "w1", "running"), at("web:1", "w2", "running")],
      untold: [web],
      says: [],
    },
    {
      title: "believes the engine of its own node, whatever its tasks tell",
      nodes: [node("m1")],
      held: held(["web:1", true]),
      tasks: [at("web:1", "m1", "rejected")],
      untold: [web],
      says: [],
    },
    {
      title: "takes the tasks' word where the engine does not let its images be seen",
      held: held(["web:1", undefined]),
      tasks: [at("web:1", "m1", "running")],
      untold: [web],
      says: [
        `${start} m1 has it; w1 and w2 are not known to have it. ${OTHERWISE} ` +
          `${push}, load it there ${load("web:1", "w1")}, ${bind("m1")}`,
      ],
    },
    {
      title: "says that no node is known to have it",
      held: held(["web:1", undefined]),
      untold: [web],
      says: [
        `${start} m1, w1 and w2 are not known to have it. ${OTHERWISE} ` +
          `${push}, or load it there ${load("web:1", "m1")}.`,
      ],
    },
    {
      title: "says nothing of nodes that may not run it",
      held: held(["web:1", true]),
      untold: [untold("web", "web:1", "node.hostname == m1")],
      says: [],
    },
    {
      title: "names the engine's node that has it and may not run it",
      held: held(["web:1", true]),
      untold: [untold("web", "web:1", "node.hostname != m1")],
      says: [
        `${start} m1 has it, and may not run it; w1 and w2 are not known to have it. ${OTHERWISE} ` +
          `${push}, or load it there ${load("web:1", "w1")}.`,
      ],
    },
    {
      title: "says nothing of nodes that take no tasks",
      nodes: [node("m1"), node("w1", { availability: "drain" }), node("w2", { state: "down" })],
      held: held(["web:1", true]),
      untold: [web],
      says: [],
    },
    {
      title: "names all services of an image once, and all nodes that any of them may run on",
      held: held(["web:1", true]),
      untold: [
        untold("b", "web:1", "node.hostname == m1"),
        untold("a", "web:1", "node.hostname == w2"),
      ],
      says: [
        `Image web:1 of services a, b: ${WHY}. m1 has it; w2 is not known to have it. ${OTHERWISE} ` +
          `${push}, load it there ${load("web:1", "w2")}, ${bind("m1").replace("service", "services")}`,
      ],
    },
    {
      title: "says once what is the same of several images",
      nodes: [node("m1"), node("w1")],
      held: held(["a:1", true], ["b:1", true], ["c:1", false]),
      untold: [untold("x", "b:1"), untold("y", "a:1"), untold("z", "c:1")],
      says: [
        `Images a:1, b:1 of services x, y: ${WHY}. m1 has them; w1 is not known to have them. ${OTHERWISE} ` +
          `${push.replace("it", "them")}, load them there ${load("a:1 b:1", "w1")}, ` +
          bind("m1").replace("service", "services").replace("have it", "have them"),
        `Image c:1 of service z: ${WHY}. m1 lacks it; w1 is not known to have it. ${OTHERWISE} ` +
          `${push}, or load it there ${load("c:1", "m1")}.`,
      ],
    },
    {
      title: "says what to check first",
      nodes: [node("m1")],
      held: held(["web:1", false]),
      untold: [{ ...web, check: "Check the name." }],
      says: [
        `${start} m1 lacks it. ${OTHERWISE} Check the name. ${push}, or load it there ${load("web:1", "m1")}.`,
      ],
    },
  ];
  for (const { title, nodes = three, says, tasks = [], ...row } of table)
    it(title, () => {
      const places = { nodes, nodeId: "m1", held: row.held, tasks };

      expect(placesOfImages(row.untold, places)).to.deep.equal(says);
    });

  const asking: [string, Node[], boolean | undefined, boolean][] = [
    ["asks for no tasks where its engine answers for all", [node("m1")], true, false],
    ["asks for no tasks where its engine alone lacks it", [node("m1")], false, false],
    ["asks for the tasks of other nodes", three, true, true],
    ["asks for tasks where its engine does not say", [node("m1")], undefined, true],
  ];
  for (const [title, nodes, has, asks] of asking)
    it(title, () => {
      const places = { nodes, nodeId: "m1", held: held(["web:1", has]) };

      expect(asksTasks([web], places)).to.equal(asks);
    });
});
