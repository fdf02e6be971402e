// Ports that change hands within a stack, in one `up`, by the real Pulumi CLI on a real engine.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { wordsByResource } from "./support/preview-words";
import { expectSuccess } from "./support/program";
import { SLEEPER, stackProgram, type StackProgram } from "./support/stack-program";

const on = (published: number | undefined, more: object = {}): object => ({
  ...SLEEPER,
  ...(published && { ports: [`${published}:80`] }),
  ...more,
});
const TWO = { deploy: { replicas: 2, updateConfig: { monitor: "1s", parallelism: 0 } } };

interface Row {
  what: string;
  services: Record<string, object>;
  words: RegExp[];
  ports: Record<string, number[]>;
}
const ROWS: Row[] = [
  {
    what: "two that swap",
    services: { web: on(8081, TWO), api: on(8080), db: on(undefined) },
    words: [
      /^~ api +ports +1 task restarts, stop-first, first without 8081\/tcp, so tasks may restart twice$/,
      /^~ web +ports +2 tasks restart, all at once, stop-first$/,
    ],
    ports: { web: [8081], api: [8080], db: [] },
  },
  {
    what: "one that gives its port up to another",
    services: { web: on(8082, TWO), api: on(8080), db: on(8081) },
    words: [
      /^~ db +ports +1 task restarts, stop-first$/,
      /^~ web +ports +2 tasks restart, all at once, stop-first$/,
    ],
    ports: { web: [8082], api: [8080], db: [8081] },
  },
  {
    what: "one that is removed and the new one that gets its port",
    services: { web: on(8082, TWO), page: on(8080), db: on(8081) },
    words: [
      /^\+ page +new +1 task starts$/,
      /^- api +removed +1 task stops, first, to make room on 8080\/tcp$/,
    ],
    ports: { web: [8082], page: [8080], db: [8081] },
  },
  {
    what: "three in a circle, one of which waits for another",
    services: {
      web: on(8080, { ...TWO, dependsOn: { db: { condition: "service_healthy" } } }),
      page: on(8081),
      db: on(8082),
    },
    words: [
      /^~ db +ports +1 task restarts, stop-first$/,
      /^~ page +ports +1 task restarts, stop-first$/,
      /^~ web +ports +2 tasks restart, all at once, stop-first, after db is healthy, first without 8082\/tcp, so tasks may restart twice$/,
    ],
    ports: { web: [8080], page: [8081], db: [8082] },
  },
];

describe("ports that change hands in one up", function () {
  let lab: Lab;
  let engine: Engine;
  let program: StackProgram;

  before(async function () {
    this.timeout(120_000);
    lab = await startLab({ name: "ports-test", managers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    const host = lab.nodes[0]?.host ?? "";
    engine = connect({ host });
    program = await stackProgram(host);
    program.declare({ services: { web: on(8080, TWO), api: on(8081), db: on(undefined) } });
    await program.up();
  });
  after(async () => {
    program?.remove();
    await lab?.stop();
  });

  const portsByKey = async (): Promise<Record<string, unknown[]>> =>
    Object.fromEntries(
      (await engine.services.list()).map(({ Spec, Endpoint }) => [
        Spec.Name.replace("shop_", ""),
        (Endpoint?.Ports ?? []).map(({ PublishedPort }) => PublishedPort),
      ]),
    );
  const running = async (): Promise<string[]> =>
    (await engine.tasks.list({ "desired-state": ["running"] })).map(({ ID }) => ID).sort();

  for (const { what, services, words, ports } of ROWS)
    it(`moves those of ${what}, as the preview says, and then has nothing to do`, async () => {
      program.declare({ services });
      const { shop = [] } = wordsByResource(await expectSuccess(program.pulumi("preview")));

      await program.up();

      const tasks = await running();
      expect(shop.length, shop.join("\n")).to.equal(words.length);
      words.forEach((line, index) => expect(shop[index]).to.match(line));
      expect(await portsByKey()).to.deep.equal(ports);
      expect(await program.up()).to.match(/Resources:\n +2 unchanged/);
      expect(await running()).to.deep.equal(tasks);
    });
});
