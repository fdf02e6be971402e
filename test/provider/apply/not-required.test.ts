// Who goes on without what is not required, and who is held back beside it; the warning is told of who is sent only.

import { expect } from "chai";
import type { Build } from "../../../provider/apply/build";
import { sendServices } from "../../../provider/apply/services";
import type { Condition, Dependency } from "../../../provider/objects/object";
import { owned, ownerOf } from "../../../provider/owner";
import { reporter } from "../../../provider/progress";
import { service } from "../engine/contract/support";
import { stack } from "../../../provider/resources/stack";
import { engineInSwarm, failureOf, pulumi, urn } from "../lifecycle/support";
import { written } from "./written";

const owner = ownerOf(urn("Stack", "st"));
const needs = (key: string, until: Condition = "service_healthy"): Dependency => ({ key, until });
const mayMiss = (key: string, until?: Condition): Dependency => ({
  ...needs(key, until),
  isOptional: true,
});
const create = (key: string, after: Dependency[]): Build => {
  const spec = owned(service(`st_${key}`), owner, key);
  const desired = { kind: "service" as const, key, name: spec.Name, spec, after };
  return { action: "create", desired, name: spec.Name };
};
const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

interface Run {
  /** What each service comes after. */
  services: Record<string, Dependency[]>;
  /** Who is told of in this order, once somebody waits for it: that it got there, or that it did not. */
  answers: [key: string, isReached: boolean][];
  /** Whom the engine refuses. */
  refused?: string;
}

/** What is sent and warned of, in order; then the error. */
async function told({
  services,
  answers,
  refused,
}: Run): Promise<{ log: string[]; error: string[] }> {
  const engine = await engineInSwarm();
  const log = written(engine);
  engine.before = (call) => {
    if (call === "services.create" && log.at(-1) === `create service st_${refused}`)
      throw new Error("no");
  };
  let gates: { key: string; answer(isReached: boolean): void }[] = [];
  const giveUp = (): void => gates.splice(0).forEach(({ answer }) => answer(false));
  const steps = Object.entries(services).map(([key, after]) => create(key, after));
  const ended = failureOf(
    sendServices(steps, {}, {
      ...{ engine, journal: [] },
      reporter: { ...reporter(undefined), warn: async (text) => void log.push(text) },
      converge: {
        ...{ watch: () => undefined, giveUp, end: () => Promise.resolve() },
        reaches: ({ desired: { key } }) => new Promise((answer) => gates.push({ key, answer })),
      },
    }),
  ); // prettier-ignore
  for (const [key, isReached] of answers) {
    do await turn();
    while (!gates.some((gate) => gate.key === key));
    const answered = gates.filter((gate) => gate.key === key);
    gates = gates.filter((gate) => !answered.includes(gate));
    answered.forEach(({ answer }) => answer(isReached));
  }
  const failure = await ended;
  const all = failure instanceof AggregateError ? (failure.errors as Error[]) : [failure];
  const error = all.flatMap(({ message }) => message.split("\n").filter((line) => line !== ""));
  return { log, error };
}

const WITHOUT_X =
  'Service "st_a" is sent without "x", which did not get to be healthy and is not required.';
const WITHOUT_UNSENT_X =
  'Service "st_a" is sent without "x", which was not sent and is not required.';
const C_WAITS = 'Service "st_c" was not sent: it waits for "x" to be healthy.';

describe("a service that does not require another", () => {
  const ROWS: [string, Run, { log: string[]; error: string[] }][] = [
    ["goes on though a later one requires the same", {
      services: { x: [], a: [mayMiss("x")], c: [needs("x")] },
      answers: [["x", false]],
    }, { log: ["create service st_x", WITHOUT_X, "create service st_a"], error: [C_WAITS] }],
    ["goes on though an earlier one requires the same, and others that one", {
      services: { x: [], c: [needs("x")], late: [needs("c", "service_started")], a: [mayMiss("x")] },
      answers: [["x", false]],
    }, {
      log: ["create service st_x", WITHOUT_X, "create service st_a"],
      error: [C_WAITS, 'Service "st_late" was not sent: it comes after "c".'],
    }],
    ["goes on when what it requires gets there after who requires the same was held back", {
      services: { x: [], db: [], c: [needs("x")], a: [mayMiss("x"), needs("db")] },
      answers: [["x", false], ["db", true]],
    }, {
      log: ["create service st_x", "create service st_db", WITHOUT_X, "create service st_a"],
      error: [C_WAITS],
    }],
    ["goes on where the other one was held back itself", {
      services: { y: [], x: [needs("y")], a: [mayMiss("x")] },
      answers: [["y", false]],
    }, {
      log: ["create service st_y", WITHOUT_UNSENT_X, "create service st_a"],
      error: ['Service "st_x" was not sent: it waits for "y" to be healthy.'],
    }],
    ["goes on where it merely comes after one that was held back", {
      services: { y: [], x: [needs("y")], a: [mayMiss("x", "service_started")] },
      answers: [["y", false]],
    }, {
      log: ["create service st_y", WITHOUT_UNSENT_X, "create service st_a"],
      error: ['Service "st_x" was not sent: it waits for "y" to be healthy.'],
    }],
    ["is not begun, nor warned of, once yet another has failed", {
      services: { x: [], y: [], a: [mayMiss("x")], c: [needs("y")] },
      answers: [["y", false], ["x", false]],
    }, {
      log: ["create service st_x", "create service st_y"],
      error: [
        'Service "st_a" was not sent: the rollout had failed by then.',
        'Service "st_c" was not sent: it waits for "y" to be healthy.',
      ],
    }],
    ["is not begun where the other one was not, because yet another has failed", {
      services: { y: [], db: [], c: [needs("y")], x: [needs("db")], a: [mayMiss("x")] },
      answers: [["y", false], ["db", true]],
    }, {
      log: ["create service st_y", "create service st_db"],
      error: [
        'Service "st_a" was not sent: the rollout had failed by then.',
        'Service "st_c" was not sent: it waits for "y" to be healthy.',
        'Service "st_x" was not sent: the rollout had failed by then.',
      ],
    }],
    ["is not begun where something that it requires fails, too", {
      services: { x: [], db: [], a: [mayMiss("x"), needs("db")] },
      answers: [["x", false], ["db", false]],
    }, {
      log: ["create service st_x", "create service st_db"],
      error: ['Service "st_a" was not sent: it waits for "db" to be healthy.'],
    }],
    ["is not begun where the engine refuses the other one", {
      services: { x: [], a: [mayMiss("x")] },
      answers: [],
      refused: "x",
    }, {
      log: ["create service st_x"],
      error: ["no", 'Service "st_a" was not sent: the rollout had failed by then.'],
    }],
    ["is not begun, nor warned of, where the engine refuses one while it waits", {
      services: { x: [], db: [], bad: [needs("db")], a: [mayMiss("x")] },
      answers: [["db", true]],
      refused: "bad",
    }, {
      log: ["create service st_x", "create service st_db", "create service st_bad"],
      error: ["no", 'Service "st_a" was not sent: the rollout had failed by then.'],
    }],
  ]; // prettier-ignore
  for (const [name, run, expected] of ROWS)
    it(name, async () => {
      const { log, error } = await told(run);

      expect({ log, error: error.sort() }).to.deep.equal({ ...expected, error: expected.error.sort() });
    }); // prettier-ignore

  it("is sent when the time is over in vain; the error says that nobody waited for it", async () => {
    const engine = await engineInSwarm();
    const dependsOn = { db: { condition: "service_healthy", required: false } };
    const args = {
      services: { web: { image: "nginx", dependsOn }, db: { image: "postgres" } },
      converge: { timeout: "1s", monitor: "1ms" },
    };

    const failure = await failureOf(pulumi(stack, engine, { name: "st" }).up(args));

    const said = failure.message.split("\n").filter((line) => line.startsWith("Service"));
    expect(said).to.deep.equal([
      'Service "st_db": not converged after 1 s: 0/1 running, 1 new on fake. 0 of 1 task running.',
      'Service "st_web": sent after the 1 s of converge.timeout, and so not waited for: 0/1 running, 1 new on fake. 0 of 1 task running.',
    ]);
  });

  it("is waited for, without a warning, where it is as declared already", async () => {
    const engine = await engineInSwarm();
    const dependsOn = { x: { required: false } };
    const args = (more: object) => ({
      services: { web: { image: "nginx", dependsOn }, ...more },
      converge: { timeout: "1s", monitor: "1ms" },
    });
    const resource = pulumi(stack, engine, { name: "st" });
    await failureOf(resource.up(args({})));
    const x = { image: "nginx", dependsOn: { db: { condition: "service_healthy" } } };

    const failure = await failureOf(resource.up(args({ x, db: { image: "postgres" } })));

    const said = failure.message.split("\n").filter((line) => line.startsWith("Service"));
    expect(said.sort()).to.deep.equal([
      'Service "st_db": not converged after 1 s: 0/1 running, 1 new on fake. 0 of 1 task running.',
      'Service "st_web": not converged after 1 s: 0/1 running, 1 new on fake. 0 of 1 task running.',
      'Service "st_x" was not sent: it waits for "db" to be healthy.',
    ]);
  });
});
