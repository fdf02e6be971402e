import { expect } from "chai";
import { SwarmError } from "../../../provider/errors";
import { config, secret } from "../../../provider/resources/data";
import { network } from "../../../provider/resources/network";
import { service } from "../../../provider/resources/service";
import type { FakeEngine } from "../../fakes/engine";
import { numbers, pick } from "./random";
import { engineInSwarm, inventory, isWrite, pulumi } from "./support";

/** A program of single resources, and what it says of each. */
interface Wanted {
  attachable: boolean;
  data: string;
  text: string;
  image: string;
  /** Whether the service uses the others. */
  attached: boolean;
}

const anything = (next: () => number): Wanted => ({
  attachable: next() < 0.5,
  data: pick(next, ["first", "second", "third"]),
  text: pick(next, ["first", "second", "third"]),
  image: pick(next, ["nginx:1", "nginx:2"]),
  attached: next() < 0.7,
});

const nameOf = (resource: { kept: ReturnType<typeof pulumi>["kept"] }): string =>
  String(resource.kept()?.inputs.name);

function programOn(engine: FakeEngine) {
  const front = pulumi(network, engine, { name: "front" });
  const pw = pulumi(secret, engine, { name: "pw" });
  const conf = pulumi(config, engine, { name: "conf" });
  const web = pulumi(service, engine, { name: "web" });
  const all = [front, pw, conf, web];
  const uses = () => ({
    networks: [nameOf(front)],
    secrets: [{ source: nameOf(pw), target: "pw" }],
    configs: [{ source: nameOf(conf), target: "/conf" }],
  });
  return {
    all,
    /** As `pulumi up`: what was replaced is deleted when everything has moved. */
    async up({ attachable, data, text, image, attached }: Wanted): Promise<void> {
      for (const one of all) one.anew();
      await front.begin({ attachable });
      await pw.begin({ data });
      await conf.begin({ data: text });
      await web.begin({ image, converge: false, ...(attached && uses()) });
      for (const one of [...all].reverse()) await one.deleteSpent();
    },
    async destroy(): Promise<void> {
      for (const one of [...all].reverse()) await one.destroy();
    },
  };
}

/** Lets a write be refused, and perhaps all calls after it. */
function disturb(engine: FakeEngine, next: () => number): void {
  const at = 1 + Math.floor(next() * 8);
  const goesDown = next() < 0.5;
  let writes = 0;
  engine.before = (call) => {
    if (isWrite(call)) writes++;
    if (writes === at && (isWrite(call) || goesDown)) throw new SwarmError("ENGINE_REFUSED", "cut");
  };
}

/** Runs that fail in their midst; gives what they were, for the message. */
async function live(
  program: ReturnType<typeof programOn>,
  engine: FakeEngine,
  next: () => number,
): Promise<string> {
  const history: string[] = [];
  for (let steps = 2 + Math.floor(next() * 4); steps > 0; steps--) {
    const wanted = anything(next);
    if (next() < 0.8) disturb(engine, next);
    const end = await program.up(wanted).then(
      () => "done",
      () => "failed",
    );
    engine.before = () => undefined;
    history.push(`${JSON.stringify(wanted)} ${end}`);
  }
  return history.join("\n");
}

describe("a program of single resources after any history of failed runs", () => {
  for (let seed = 1; seed <= 60; seed++)
    it(`has one of each, as declared, and leaves nothing: history ${seed}`, async () => {
      const next = numbers(seed);
      const engine = await engineInSwarm();
      const program = programOn(engine);
      const history = await live(program, engine, next);

      await program.up(anything(next));

      const made = Object.entries(await inventory(engine));
      const counts = Object.fromEntries(made.map(([kind, { length }]) => [kind, length]));
      expect(counts, history).to.deep.equal({ networks: 1, secrets: 1, configs: 1, services: 1 });
      for (const one of program.all) {
        const kept = one.kept();
        expect(await one.refresh(), history).to.deep.equal(kept);
      }
      await program.destroy();
      expect(await inventory(engine), history).to.deep.equal({});
    });
});
