import { expect } from "chai";
import { SwarmError } from "../../../provider/errors";
import type { SecretSpec, Service } from "../../../provider/engine/types";
import { stack } from "../../../provider/resources/stack";
import type { Props } from "../../../provider/state";
import type { FakeEngine } from "../../fakes/engine";
import { numbers, pick } from "./random";
import { engineInSwarm, inventory, isWrite, pulumi } from "./support";

interface Wanted {
  image: string;
  secret: string;
  config: string;
  attachable: boolean;
  worker: boolean;
}

const anyStack = (next: () => number): Wanted => ({
  image: pick(next, ["nginx:1", "nginx:2"]),
  secret: pick(next, ["first secret", "second secret", "third secret"]),
  config: pick(next, ["a", "b"]),
  attachable: next() < 0.5,
  worker: next() < 0.5,
});

const argsFor = ({ image, secret, config, attachable, worker }: Wanted, more: Props): Props => ({
  ...more,
  services: {
    web: { image, networks: ["front"], secrets: ["pw"], configs: ["conf"] },
    ...(worker && { worker: { image: "busybox", networks: ["front"], dependsOn: ["web"] } }),
  },
  networks: { front: { attachable } },
  secrets: { pw: { data: secret } },
  configs: { conf: { data: config } },
  converge: false,
});

/** Secrets' data by name, which an engine never gives back. */
function noteData(engine: FakeEngine): Map<string, string> {
  const data = new Map<string, string>();
  const { create } = engine.secrets;
  Object.assign(engine.secrets, {
    create: (spec: SecretSpec) => {
      data.set(spec.Name, Buffer.from(spec.Data ?? "", "base64").toString());
      return create(spec);
    },
  });
  return data;
}

/** Lets a write go wrong, before or after it is done, and perhaps all calls after it. */
function disturb(engine: FakeEngine, next: () => number): void {
  const at = 1 + Math.floor(next() * 8);
  const when = pick(next, ["before", "after"] as const);
  const goesDown = next() < 0.3;
  let writes = 0;
  engine[when] = (call) => {
    if (isWrite(call)) writes++;
    if (writes === at && (isWrite(call) || goesDown))
      throw new SwarmError("ENGINE_UNREACHABLE", "cut");
  };
}

function leaveAlone(engine: FakeEngine): void {
  engine.before = () => undefined;
  engine.after = () => undefined;
}

async function whatRuns(engine: FakeEngine, data: Map<string, string>): Promise<object> {
  const [services, networks, configs] = await Promise.all([
    engine.services.list(),
    engine.networks.list(),
    engine.configs.list(),
  ]);
  const web = services.find(({ Spec }) => Spec.Name === "web_web")?.Spec.TaskTemplate;
  const [secret] = web?.ContainerSpec.Secrets ?? [];
  const [config] = web?.ContainerSpec.Configs ?? [];
  const [attached] = web?.Networks ?? [];
  const text = configs.find(({ ID }) => ID === config?.ConfigID)?.Spec.Data ?? "";
  return {
    image: web?.ContainerSpec.Image,
    secret: data.get(secret?.SecretName ?? ""),
    config: Buffer.from(text, "base64").toString(),
    attachable: networks.find(({ Id }) => Id === attached?.Target)?.Attachable,
    worker: services.some(({ Spec }) => Spec.Name === "web_worker"),
  };
}

const HANDS: ((engine: FakeEngine, service: Service) => Promise<void>)[] = [
  (engine, { ID }) => engine.services.remove(ID),
  (engine, { ID, Version, Spec }) =>
    engine.services.update(ID, Version.Index, { ...Spec, Mode: { Replicated: { Replicas: 7 } } }),
  (engine, { ID, Version, Spec }) =>
    engine.services.update(ID, Version.Index, { ...Spec, Labels: { ...Spec.Labels, by: "hand" } }),
  (engine, { ID, Version, Spec }) => {
    const { TaskTemplate } = Spec;
    const ContainerSpec = { ...TaskTemplate.ContainerSpec, Image: "another", Secrets: [] };
    const changed = { ...Spec, TaskTemplate: { ...TaskTemplate, ContainerSpec } };
    return engine.services.update(ID, Version.Index, changed);
  },
];

/** Somebody changes a service with the docker CLI. */
async function meddle(engine: FakeEngine, next: () => number): Promise<void> {
  const services = await engine.services.list();
  if (services.length > 0) await pick(next, HANDS)(engine, pick(next, services));
}

/** Runs that fail, are killed, and meet other hands; gives what they were, for the message. */
async function live(
  resource: ReturnType<typeof pulumi>,
  engine: FakeEngine,
  next: () => number,
  { hands, more }: { hands: number; more: Props },
): Promise<string> {
  const history: string[] = [];
  for (let steps = 1 + Math.floor(next() * 4); steps > 0; steps--) {
    const wanted = anyStack(next);
    if (next() < 0.8) disturb(engine, next);
    const end = await resource.up(argsFor(wanted, more)).then(
      () => "done",
      () => "failed",
    );
    leaveAlone(engine);
    history.push(`${JSON.stringify(wanted)} ${end}`);
    if (next() < 0.2) resource.forget();
    if (next() < hands) await meddle(engine, next);
    if (next() < 0.2) await resource.refresh();
    if (next() < 0.05) await resource.destroy();
  }
  return history.join("\n");
}

const VARIANTS = [
  { title: "failed and killed runs", hands: 0, more: {}, seeds: 250 },
  { title: "failed and killed runs and of other hands", hands: 0.5, more: {}, seeds: 250 },
  { title: "runs that roll back", hands: 0, more: { onFailure: "rollback" }, seeds: 100 },
  {
    title: "runs that roll back and of other hands",
    hands: 0.5,
    more: { onFailure: "rollback" },
    seeds: 100,
  },
];

for (const { title, hands, more, seeds } of VARIANTS)
  describe(`a stack after any history of ${title}`, () => {
    for (let seed = 1; seed <= seeds; seed++)
      it(`runs what is declared, and nothing else: history ${seed}`, async () => {
        const next = numbers(seed);
        const engine = await engineInSwarm();
        const data = noteData(engine);
        const resource = pulumi(stack, engine);
        const history = await live(resource, engine, next, { hands, more });
        if (hands > 0) await resource.refresh();
        const wanted = anyStack(next);

        await resource.up(argsFor(wanted, more));

        expect(await whatRuns(engine, data), history).to.deep.equal(wanted);
        const made = Object.entries(await inventory(engine));
        const counts = Object.fromEntries(made.map(([kind, { length }]) => [kind, length]));
        expect(counts, history).to.deep.equal({
          networks: 1,
          secrets: 1,
          configs: 1,
          services: wanted.worker ? 2 : 1,
        });
        const kept = resource.kept();
        expect(await resource.refresh(), history).to.deep.equal(kept);
        await resource.destroy();
        expect(await inventory(engine), history).to.deep.equal({});
      });
  });
