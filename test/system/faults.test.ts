// What a user gets wrong, and what goes wrong by itself: a sentence each time, and nothing lost or double.

import { once } from "node:events";
import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { busyboxImage, loadImages, startLab, type Lab } from "../lab";
import { until } from "../provider/engine/contract/support";
import { providersOf } from "./support/processes";
import { makeProgram, type Program } from "./support/program";

const STACK = `new swarm.Stack("shop", { files: ["docker-stack.yml"], converge: { timeout: "5m" } });`;
const COMPOSE = `
services:
  web:
    image: busybox:latest
    command: httpd -f -p 80
    init: true
    ports: ["4000:80"]
    networks: [front]
  worker:
    image: busybox:latest
    command: sleep 1d
    init: true
networks:
  front: {}
`;

describe("when things go wrong", () => {
  let lab: Lab;
  let engine: Engine;
  let host: string;
  const programs: Program[] = [];

  before(async () => {
    lab = await startLab({ name: "fault-test", managers: 1 });
    await loadImages(lab, [await busyboxImage()]);
    host = lab.nodes[0]?.host ?? "";
    engine = connect({ host });
  });
  after(async () => {
    for (const program of programs) program.remove();
    await lab?.stop();
  });

  async function program(compose: string, index = STACK, engineHost = host): Promise<Program> {
    const made = await makeProgram({
      host: engineHost,
      index,
      files: { "docker-stack.yml": compose },
    });
    programs.push(made);
    return made;
  }

  const namesOf = async () => ({
    services: (await engine.services.list()).map(({ Spec }) => Spec.Name).sort(),
    networks: (await engine.networks.list({ label: ["com.docker.stack.namespace=shop"] }))
      .map(({ Name }) => Name)
      .sort(),
  });

  const WRONG: [string, string, string, string][] = [
    ["a key with a typo, at its place", "up",
      COMPOSE.replace("networks: [front]", "netwroks: [front]"),
      'docker-stack.yml:8:5 services.web.netwroks: unknown key. Did you mean "networks"?'],
    ["a network that is not declared", "up", COMPOSE.replace("[front]", "[back]"),
      'docker-stack.yml:8:16 services.web.networks.0: there is no network "back" in this stack'],
    ["a constraint that no node meets, in the preview", "preview",
      COMPOSE.replace("init: true", "init: true\\n    deploy: { placement: { constraints: [node.labels.disk == ssd] } }"),
      "node.labels.disk == ssd matches 0 of 1 node."],
  ]; // prettier-ignore
  for (const [what, command, compose, sentence] of WRONG)
    it(`says in a sentence: ${what}`, async () => {
      const shop = await program(compose.replaceAll("\\n", "\n"));

      const { exitCode, text } = await shop.pulumi(command, ...(command === "up" ? ["--yes"] : []));

      expect(exitCode).to.not.equal(0);
      expect(text, text).to.contain(sentence);
      expect(text, "a stack trace").to.not.match(/^\s+at .+:\d+:\d+\)?$/m);
      expect(await namesOf()).to.deep.equal({ services: [], networks: [] });
    });

  it("says in the preview which service holds the port", async () => {
    const id = await engine.services.create({
      Name: "squatter",
      TaskTemplate: { ContainerSpec: { Image: "busybox:latest" }, Placement: {} },
      Mode: { Replicated: { Replicas: 0 } },
      EndpointSpec: { Ports: [{ TargetPort: 80, PublishedPort: 4000, Protocol: "tcp" }] },
    });
    const shop = await program(COMPOSE);

    const { exitCode, text } = await shop.pulumi("preview");
    await engine.services.remove(id);

    expect(exitCode).to.not.equal(0);
    expect(text, text).to.contain('port 4000/tcp is already published by service "squatter"');
  });

  it("says which address no engine answers at", async () => {
    const shop = await program(COMPOSE, STACK, "unix:///tmp/no-engine-here.sock");

    const { exitCode, text } = await shop.pulumi("up", "--yes", "--skip-preview");

    expect(exitCode).to.not.equal(0);
    expect(text, text).to.contain("unix:///tmp/no-engine-here.sock");
    expect(text, "a stack trace").to.not.match(/^\s+at .+:\d+:\d+\)?$/m);
  });

  it("says which image no node could get, and keeps the service to go on with", async () => {
    const shop = await program(COMPOSE.replace("busybox:latest", "nosuch/image:9"));

    const { exitCode, text } = await shop.pulumi("up", "--yes", "--skip-preview");
    expect(exitCode).to.not.equal(0);
    expect(text, text).to.contain("No such image: nosuch/image:9");

    shop.write("docker-stack.yml", COMPOSE);
    await shop.up();
    await shop.pulumi("destroy", "--yes", "--skip-preview");
    expect(await namesOf()).to.deep.equal({ services: [], networks: [] });
  });

  it("takes up what a killed first run left, and ends with one of everything", async () => {
    const shop = await program(COMPOSE);
    const stop = new AbortController();
    const events = engine.events({ type: ["service"], event: ["create"] }, stop.signal);
    const made = events[Symbol.asyncIterator]().next();
    const run = shop.begin("up", "--yes", "--skip-preview");

    await made;
    run.kill("SIGKILL");
    await once(run, "exit");
    stop.abort();

    await shop.pulumi("cancel", "--yes");
    await shop.up();
    expect(await namesOf()).to.deep.equal({
      services: ["shop_web", "shop_worker"],
      networks: ["shop_default", "shop_front"],
    });

    const again = await shop.pulumi("up", "--yes", "--skip-preview");
    expect(again.text).to.contain("2 unchanged");
    await until(
      async () => providersOf(shop.dir),
      ({ length }) => length === 0,
    );
    await shop.pulumi("destroy", "--yes", "--skip-preview");
    expect(await namesOf()).to.deep.equal({ services: [], networks: [] });
  });

  it("refuses to write to another cluster than the one it began with", async () => {
    const shop = await program(COMPOSE);
    await shop.up();
    const other = await startLab({ name: "other-test", managers: 1 });
    try {
      const DOCKER_HOST = other.nodes[0]?.host ?? "";
      const { exitCode, text } = await shop.pulumiWith(
        { DOCKER_HOST },
        "destroy",
        "--yes",
        "--skip-preview",
      );

      expect(exitCode).to.not.equal(0);
      expect(text, text).to.contain("but this resource lives in swarm");
    } finally {
      await other.stop();
    }
    await shop.pulumi("destroy", "--yes", "--skip-preview");
  });
});
