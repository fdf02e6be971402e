// By their meaning the tables of docker/cli, cli/command/service/progress/progress_test.go.

import { expect } from "chai";
import type { Reading } from "../../../provider/converge/observation";
import { read } from "../../../provider/converge/verdict";
import type { Node, ServiceMode, Task, TaskState } from "../../../provider/engine/types";
import { node, spec, task } from "./recorded";

interface Shown {
  mode: ServiceMode;
  tasks: Task[];
  nodes?: Node[];
  iteration?: number;
}

function reading({ mode, tasks, nodes = [node("a"), node("b")], iteration = 0 }: Shown): Reading {
  const service = {
    ID: "web-id",
    Version: { Index: 1 },
    Spec: spec({ Mode: mode }),
    JobStatus: { JobIteration: iteration === 0 ? {} : { Index: iteration } },
  };
  return read({ service, tasks, nodes, baseline: new Set(), nowMs: 0 });
}

/** "running/desired", with a ! when that is all that is wanted. */
function tally(shown: Shown): string {
  const { running, desired, isSatisfied, isFinished } = reading(shown);
  return `${running}/${desired}${isSatisfied || isFinished ? "!" : ""}`;
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe("a replicated service", () => {
  const mode = { Replicated: { Replicas: 1 } };
  const one = (state: TaskState, desired: TaskState = "running", id = "t1"): Task =>
    task(id, 1, state, { desired, node: "a" });
  const table: [string, Task[], string][] = [
    ["has nothing at first", [], "0/1"],
    ["does not count a task that is to stop", [one("new", "shutdown")], "0/1"],
    ["has a new task", [one("new")], "0/1"],
    ["has a running task", [one("running")], "1/1!"],
    ["has a failed task that is not replaced yet", [one("failed")], "0/1"],
    ["has a replacement", [one("failed", "shutdown"), one("running", "running", "t2")], "1/1!"],
    [
      "waits for the second of two tasks that share the slot (start-first)",
      [one("running"), one("preparing", "running", "t2")],
      "0/1",
    ],
    [
      "waits for a task that is held back until the restart delay is over",
      [one("ready", "ready")],
      "0/1",
    ],
    ["has one task too many", [one("running"), task("t2", 2, "running", { node: "b" })], "2/1"],
    ["counts a slot with a high number", [task("t9", 7, "running", { node: "b" })], "1/1!"],
  ];
  for (const [name, tasks, expected] of table)
    it(name, () => expect(tally({ mode, tasks })).to.equal(expected));

  it("counts one slot after the other of many", () => {
    const tasks: Task[] = [];
    for (const i of numbers(50)) {
      tasks[i] = task(`t${i}`, i + 1, "new", { node: i % 2 ? "a" : "b" });
      expect(tally({ mode: { Replicated: { Replicas: 50 } }, tasks })).to.equal(`${i}/50`);
      tasks[i] = task(`t${i}`, i + 1, "running", { node: i % 2 ? "a" : "b" });
      const isLast = i === 49;
      expect(tally({ mode: { Replicated: { Replicas: 50 } }, tasks })).to.equal(
        `${i + 1}/50${isLast ? "!" : ""}`,
      );
    }
  });

  it("does not count what a node that is down is said to run", () => {
    const tasks = [one("running")];
    const nodes = [node("a", { state: "down" }), node("b")];

    expect(tally({ mode, tasks, nodes })).to.equal("0/1");
  });

  it("of no replicas is satisfied when nothing is to run", () => {
    const none = { Replicated: { Replicas: 0 } };

    expect(tally({ mode: none, tasks: [one("running")] })).to.equal("1/0");
    expect(tally({ mode: none, tasks: [one("running", "remove")] })).to.equal("0/0!");
  });

  it("has one replica when none are said", () => {
    expect(tally({ mode: { Replicated: {} }, tasks: [one("running")] })).to.equal("1/1!");
  });
});

describe("a global service", () => {
  const mode = { Global: {} };
  const nodes = [node("a")];
  const one = (state: TaskState, desired: TaskState = "running", id = "t1"): Task =>
    task(id, undefined, state, { desired, node: "a" });
  const table: [string, Task[], string][] = [
    ["has nothing at first", [], "0/1"],
    ["does not count a task that is to stop", [one("new", "shutdown")], "0/1"],
    ["has a new task", [one("new")], "0/1"],
    ["has a running task", [one("running")], "1/1!"],
    ["has a failed task that is not replaced yet", [one("failed")], "0/1"],
    ["has a replacement", [one("failed", "shutdown"), one("running", "running", "t2")], "1/1!"],
    [
      "waits for the second of two tasks that share the node (start-first)",
      [one("running"), one("preparing", "running", "t2")],
      "0/1",
    ],
  ];
  for (const [name, tasks, expected] of table)
    it(name, () => expect(tally({ mode, tasks, nodes })).to.equal(expected));

  it("counts one node after the other of many", () => {
    const many = numbers(50).map((i) => node(`n${i}`));
    const tasks = numbers(50).map((i) => task(`t${i}`, undefined, "new", { node: `n${i}` }));
    expect(tally({ mode, tasks, nodes: many })).to.equal("0/50");
    for (const i of numbers(50)) {
      tasks[i] = task(`t${i}`, undefined, "running", { node: `n${i}` });
      expect(tally({ mode, tasks, nodes: many })).to.equal(`${i + 1}/50${i === 49 ? "!" : ""}`);
    }
  });

  it("does not wait for a node that is drained, paused or down", () => {
    const others = [
      node("b", { availability: "drain" }),
      node("c", { availability: "pause" }),
      node("d", { state: "down" }),
    ];

    expect(tally({ mode, tasks: [one("running")], nodes: [node("a"), ...others] })).to.equal(
      "1/1!",
    );
  });

  it("waits for a node that a new leader has not heard of yet", () => {
    const tasks = [one("running"), task("t2", undefined, "preparing", { node: "b" })];

    expect(tally({ mode, tasks, nodes: [node("a"), node("b", { state: "unknown" })] })).to.equal(
      "1/2",
    );
  });

  it("fits nowhere when no node is eligible", () => {
    const drained = [node("a", { availability: "drain" })];

    expect(reading({ mode, tasks: [], nodes: drained })).to.include({
      fitsNowhere: true,
      isSatisfied: false,
      isFinished: false,
    });
  });
});

describe("a replicated job", () => {
  const mode = { ReplicatedJob: { MaxConcurrent: 2, TotalCompletions: 5 } };
  const of = (id: string, slot: number, state: TaskState, iteration = 1): Task =>
    task(id, slot, state, { iteration, desired: state === "failed" ? "shutdown" : "complete" });
  const done = (...slots: number[]): Task[] =>
    slots.map((slot) => of(`t${slot}`, slot, "complete"));
  const table: [string, Task[], string][] = [
    ["does not count an earlier run", [of("t1", 0, "new", 0), of("t2", 1, "complete", 0)], "0/5"],
    ["starts its first tasks", [of("t1", 0, "preparing"), of("t2", 1, "running")], "0/5"],
    ["counts what is complete", done(0, 1), "2/5"],
    ["goes on with further slots", [...done(0, 1, 3), of("t2", 2, "running")], "3/5"],
    ["does not count a failure", [...done(0, 1, 3), of("t2", 2, "failed")], "3/5"],
    [
      "tries a failed slot again",
      [...done(0, 1, 3, 4), of("t2", 2, "failed"), of("t6", 2, "running")],
      "4/5",
    ],
    [
      "ends with the second try",
      [...done(0, 1, 3, 4), of("t2", 2, "failed"), of("t6", 2, "complete")],
      "5/5!",
    ],
  ];
  for (const [name, tasks, expected] of table)
    it(name, () => expect(tally({ mode, tasks, iteration: 1 })).to.equal(expected));

  it("counts 50 completions, ten at once", () => {
    const large = { ReplicatedJob: { MaxConcurrent: 10, TotalCompletions: 50 } };
    for (const complete of numbers(51)) {
      const running = numbers(Math.min(10, 50 - complete));
      const tasks = [
        ...numbers(complete).map((i) => of(`t${i}`, i, "complete", 0)),
        ...running.map((i) => of(`t${complete + i}`, complete + i, "running", 0)),
      ];
      expect(tally({ mode: large, tasks })).to.equal(`${complete}/50${complete === 50 ? "!" : ""}`);
    }
  });

  it("has one completion when nothing is said", () => {
    expect(tally({ mode: { ReplicatedJob: {} }, tasks: [of("t1", 0, "complete", 0)] })).to.equal(
      "1/1!",
    );
  });
});

describe("a global job", () => {
  const mode = { GlobalJob: {} };
  const nodes = [node("a"), node("b"), node("c")];
  const of = (id: string, on: string, state: TaskState, iteration = 1): Task =>
    task(id, undefined, state, {
      iteration,
      node: on,
      desired: state === "failed" ? "shutdown" : "complete",
    });
  const old = [of("t1", "a", "complete", 0), of("t2", "b", "complete", 0)];
  const [a, b, c] = [of("t3", "a", "failed"), of("t4", "b", "complete"), of("t5", "c", "complete")];
  const table: [string, Task[], string][] = [
    ["has nothing at first", [], "0/3"],
    ["does not count an earlier run", old, "0/3"],
    ["starts on every node", [...old, of("t3", "a", "new"), of("t4", "b", "running")], "0/3"],
    ["counts what is complete", [...old, of("t3", "a", "running"), b], "1/3"],
    ["does not count a failure", [...old, a, b, c], "2/3"],
    ["tries a failed node again", [...old, a, b, c, of("t6", "a", "preparing")], "2/3"],
    ["ends with the second try", [...old, a, b, c, of("t6", "a", "complete")], "3/3!"],
  ];
  for (const [name, tasks, expected] of table)
    it(name, () => expect(tally({ mode, tasks, nodes, iteration: 1 })).to.equal(expected));

  it("counts one node after the other of many", () => {
    const many = numbers(50).map((i) => node(`n${i}`));
    const tasks = numbers(50).map((i) => of(`t${i}`, `n${i}`, "new"));
    for (const i of numbers(50)) {
      tasks[i] = of(`t${i}`, `n${i}`, "complete");
      expect(tally({ mode, tasks, nodes: many, iteration: 1 })).to.equal(
        `${i + 1}/50${i === 49 ? "!" : ""}`,
      );
    }
  });

  it("fits nowhere when no node is eligible, and is not done then", () => {
    expect(reading({ mode, tasks: [], nodes: [] })).to.include({
      fitsNowhere: true,
      isFinished: false,
    });
  });
});
