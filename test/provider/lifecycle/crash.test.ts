import { expect } from "chai";
import { SwarmError } from "../../../provider/errors";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import {
  engineAlone,
  engineInSwarm,
  inventory,
  isWrite,
  PROVIDER,
  pulumi,
  writesOf,
} from "./support";
import { TYPES, type Case } from "./types";

/** Ways in which the write with this number, counted from 1, goes wrong. */
const FAULTS: Record<string, (engine: FakeEngine, at: number) => void> = {
  "is refused": (engine, at) => {
    engine.before = failing(at, over);
  },
  "is done, and its answer is lost": (engine, at) => {
    engine.after = failing(at);
  },
  "is done, and said to be refused": (engine, at) => {
    engine.after = failing(at, over);
  },
  "is the last that the engine does": (engine, at) => {
    let writes = 0;
    engine.after = (call) => void (isWrite(call) && writes++);
    engine.before = () => {
      if (writes >= at) throw over();
    };
  },
  "finds no engine any more": (engine, at) => {
    const fail = failing(at);
    let gone = false;
    engine.before = (call) => {
      if (gone) throw cut();
      try {
        fail(call);
      } catch (error) {
        gone = true;
        throw error;
      }
    };
  },
};
/** Not that it is unreachable: the tasks of what was removed are waited for through that. */
const over = () => new SwarmError("ENGINE_REFUSED", "cut");
const cut = () => new SwarmError("ENGINE_UNREACHABLE", "cut");

function failing(at: number, how = cut): (call: string) => void {
  let writes = 0;
  return (call) => {
    if (isWrite(call) && ++writes === at) throw how();
  };
}

function heal(engine: FakeEngine): void {
  engine.before = () => undefined;
  engine.after = () => undefined;
}

const start = async ({ type }: Case): Promise<FakeEngine> =>
  type.type === "SwarmCluster" ? engineAlone() : tasksRun(await engineInSwarm());

/** Whenever somebody looks, the tasks run that are to run, and jobs are complete. */
function tasksRun(engine: FakeEngine): FakeEngine {
  const { list } = engine.tasks;
  const move = (service: string, state: "running" | "complete"): void => {
    try {
      engine.move(service, state);
    } catch {
      // It is not there.
    }
  };
  engine.tasks.list = (filters) => {
    for (const name of ["web_db", "web_web", "web_worker"]) move(name, "running");
    move("web_init", "complete");
    return list(filters);
  };
  return engine;
}

const web = (image: string, dependsOn: Props): Props => ({
  services: {
    db: { image, secrets: ["pw"] },
    web: { image, dependsOn: { db: { condition: "service_healthy" }, ...dependsOn } },
    ...(image === "nginx:1" && { init: { image, deploy: { mode: "replicated-job" } } }),
  },
  secrets: { pw: { data: image } },
  converge: { timeout: "5s", monitor: "1ms" },
});
const WAITING: Case = {
  ...(TYPES.find(({ type }) => type.type === "Stack") as Case),
  title: "a stack whose services wait for each other,",
  args: web("nginx:1", { init: { condition: "service_completed_successfully" } }),
  changed: web("nginx:2", {}),
  made: {
    networks: ["web_default"],
    secrets: ["web_pw"],
    services: ["web_db", "web_init", "web_web"],
  },
  after: { networks: ["web_default"], secrets: ["web_pw-2"], services: ["web_db", "web_web"] },
};

/** How many writes a step takes when nothing goes wrong. */
async function countWrites(one: Case, ...steps: Props[]): Promise<number> {
  const engine = await start(one);
  const resource = pulumi(one.type, engine);
  for (const args of steps) {
    engine.calls.length = 0;
    await resource.up(args);
  }
  return writesOf(engine).length;
}

/** A resource whose last step failed at the write with this number; undefined when it got through. */
async function failedAt(one: Case, at: number, fault: string, ...steps: Props[]) {
  const engine = await start(one);
  const resource = pulumi(one.type, engine);
  for (const args of steps.slice(0, -1)) await resource.up(args);
  FAULTS[fault]?.(engine, at);
  const failure = await resource.up(steps.at(-1) ?? {}).then(
    () => undefined,
    (error: unknown) => error as Error & { id?: string },
  );
  heal(engine);
  if (failure !== undefined) expect(failure.message, `write ${at}`).to.contain("cut");
  return { engine, resource, failure };
}

function expectTruth(resource: ReturnType<typeof pulumi>, at: number): void {
  const kept = resource.kept();
  if (kept === undefined) return;
  expect(kept.outs.__provider, `write ${at}`).to.equal(PROVIDER);
  expect(kept.outs.__objects, `write ${at}`).to.be.an("array");
}

for (const one of [...TYPES, WAITING])
  for (const fault of Object.keys(FAULTS))
    describe(`${one.title ?? `a ${one.type.type}`} of which a write ${fault}`, () => {
      const { args, changed, made, after } = one;

      it("is made whole by the next up, whichever write of create it was", async () => {
        const writes = await countWrites(one, args);
        expect(writes).to.be.greaterThan(0);
        for (let at = 1; at <= writes; at++) {
          const { engine, resource } = await failedAt(one, at, fault, args);
          expectTruth(resource, at);

          await resource.up(args);

          expect(await inventory(engine), `write ${at}`).to.deep.equal(made);
          engine.calls.length = 0;
          await resource.up(args);
          expect(writesOf(engine), `write ${at}`).to.deep.equal([]);
        }
      });

      it("keeps whatever was made, so that destroy leaves nothing", async () => {
        const writes = await countWrites(one, args);
        for (let at = 1; at <= writes; at++) {
          const { engine, resource } = await failedAt(one, at, fault, args);

          await resource.destroy();

          const left = Object.values(await inventory(engine)).flat();
          expect(left.length, `write ${at}: ${left.join()}`).to.be.at.most(unanswered(fault));
        }
      });

      it("is made whole by the next up, whichever write of a change it was", async () => {
        const writes = await countWrites(one, args, changed);
        for (let at = 1; at <= writes; at++) {
          const { engine, resource } = await failedAt(one, at, fault, args, changed);
          expectTruth(resource, at);

          await resource.up(changed);

          expect(counts(await inventory(engine)), `write ${at}`).to.deep.equal(counts(after));
        }
      });

      it("is as before when the change is taken back", async () => {
        const writes = await countWrites(one, args, changed);
        for (let at = 1; at <= writes; at++) {
          if (isStray(one, fault, at)) continue;
          const { engine, resource } = await failedAt(one, at, fault, args, changed);

          await resource.up(args);

          expect(counts(await inventory(engine)), `write ${at}`).to.deep.equal(counts(made));
        }
      });

      it("leaves nothing when it is destroyed after that", async () => {
        const writes = await countWrites(one, args, changed);
        for (let at = 1; at <= writes; at++) {
          if (isStray(one, fault, at)) continue;
          const { engine, resource } = await failedAt(one, at, fault, args, changed);

          await resource.destroy();

          expect(await inventory(engine), `write ${at}`).to.deep.equal({});
        }
      });
    });

/** Of a write without an answer nobody knows; the next up takes its object up again by the labels. */
const unanswered = (fault: string): number => (fault.startsWith("is done") ? 1 : 0);

/** A successor of which nobody knows stands until the next change takes it up, for only its name tells. */
const isStray = ({ type }: Case, fault: string, at: number): boolean =>
  type.versions !== undefined && at <= unanswered(fault);

const counts = (all: Record<string, string[]>): Record<string, number> =>
  Object.fromEntries(Object.entries(all).map(([kind, names]) => [kind, names.length]));
