import { expect } from "chai";
import type { Engine } from "../../../provider/engine/engine";
import type { Answer, Asked, Stub } from "../../fakes/stub";
import { engineAt, startStub } from "../../fakes/stub";
import { encodeLogin } from "../../../provider/engine/login";
import { failureOf } from "../lifecycle/support";
import { codeOf, service, until } from "./contract/support";

describe("calls", () => {
  let stub: Stub;
  let answer: (asked: Asked) => Answer;
  let engine: Engine;
  before(async () => (stub = await startStub({ answer: (asked) => answer(asked) })));
  beforeEach(() => {
    stub.asked.length = 0;
    engine = engineAt({ host: stub.host });
  });
  after(() => stub.close());

  it("send registry auth as it is given, in its own header", async () => {
    answer = () => ({ body: { ID: "i" } });

    await engine.services.create(service("web"), "eyJ1c2VyIjoieCJ9");
    await engine.services.update("i", 1, service("web"), "eyJ1c2VyIjoieCJ9");
    await engine.distribution("nginx:1", "eyJ1c2VyIjoieCJ9");

    const sent = stub.asked.map(({ headers, body }) => [headers["x-registry-auth"], body]);
    expect(sent).to.deep.equal([
      ["eyJ1c2VyIjoieCJ9", service("web")],
      ["eyJ1c2VyIjoieCJ9", service("web")],
      ["eyJ1c2VyIjoieCJ9", undefined],
    ]);
  });

  it("blot credentials out of what is said of a failure", async () => {
    const auth = encodeLogin({ username: "ops", password: "hunter2hunter2" }, "docker.io");
    answer = () => ({ status: 500, body: { message: `no: hunter2hunter2 ${auth}` } });

    for (const call of [
      () => engine.distribution("nginx:1", auth),
      () => engine.services.create(service("web"), auth),
      () => engine.services.update("i", 1, service("web"), auth),
    ])
      expect((await failureOf(call())).message).to.contain("no: [secret] [secret].");
  });

  it("give a registry up after its own time, without a second try", async () => {
    answer = () => () => undefined;
    const impatient = engineAt({ host: stub.host }, { registryMs: 50 });

    const { message } = await failureOf(impatient.distribution("nginx:1"));

    expect(message).to.contain("no answer in 0.05 s");
    expect(stub.asked).to.have.length(1);
  });

  it("encode ids and names", async () => {
    answer = () => ({ status: 404, body: { message: "service a/b?c not found" } });

    await engine.services.inspect("a/b?c");
    await engine.services.remove("../swarm");

    expect(stub.asked.map(({ url }) => url)).to.deep.equal([
      "/v1.41/services/a%2Fb%3Fc",
      "/v1.41/services/..%2Fswarm",
    ]);
  });

  it("know an image as missing by the engine's own words only", async () => {
    answer = () => ({ status: 404, body: { message: "No such image: web:v1" } });
    expect(await engine.images.inspect("web:v1")).to.equal(undefined);

    answer = () => ({ status: 404, body: { message: "404 page not found" } });
    expect(await failureOf(engine.images.inspect("web:v1"))).to.have.property("code", "NOT_FOUND");
  });

  it("give undefined for what is not there, and remove it with success", async () => {
    answer = () => ({ status: 404, body: { message: "no such thing" } });

    const gone = [
      await engine.services.inspect("x"),
      await engine.volumes.inspect("x"),
      await engine.services.remove("x"),
      await engine.secrets.remove("x"),
      await engine.configs.remove("x"),
      await engine.volumes.remove("x"),
    ];

    expect(gone).to.deep.equal(Array(6).fill(undefined));
  });

  it("do not take an object whose id merely begins as asked for the object", async () => {
    answer = () => ({ body: { ID: "web9xk2", Spec: { Name: "other" } } });

    expect(await engine.services.inspect("web")).to.equal(undefined);
  });

  it("measure volumes one walk at a time, and never by a walk that began before the question", async () => {
    const walks: (() => void)[] = [];
    const begun = () =>
      until(
        async () => walks.length,
        (count) => count > 0,
      );
    answer = () => (_asked, response) => {
      const Volumes = [{ Name: "data", UsageData: { Size: stub.asked.length, RefCount: 0 } }];
      walks.push(() => void response.end(JSON.stringify({ Volumes })));
    };

    const first = engine.volumes.sizes();
    await begun();
    const later = [engine.volumes.sizes(), engine.volumes.sizes()];
    walks.pop()?.();
    await first;
    await begun();
    walks.pop()?.();

    expect(await first).to.deep.equal({ data: 1 });
    expect(await Promise.all(later)).to.deep.equal([{ data: 2 }, { data: 2 }]);
    expect(stub.asked).to.have.length(2);
  });

  it("say of a driver that is missing what to do", async () => {
    const message = 'create data: error looking up volume plugin zzz: plugin "zzz" not found';
    answer = () => ({ status: 404, body: { message } });

    const { message: told } = await failureOf(
      engine.volumes.create({ Name: "data", Driver: "zzz" }),
    );

    expect(told).to.equal(
      `volume data: cannot create, something is missing (HTTP 404). ${message}. ` +
        "Install the plug-in on this engine and on every node that is to use it, or mend `driver`.",
    );
  });

  it("believe that a network is gone only when the swarm has answered", async () => {
    answer = ({ path }) =>
      path.endsWith("/swarm")
        ? { body: { ID: "cluster" } }
        : { status: 404, body: { message: "network n not found" } };

    const inspected = await engine.networks.inspect("n");
    await engine.networks.remove("n");

    expect(inspected).to.equal(undefined);
    expect(stub.asked.map(({ method, path }) => `${method} ${path}`)).to.deep.equal([
      "GET /v1.41/networks/n",
      "GET /v1.41/swarm",
      "GET /v1.41/networks/n",
      "DELETE /v1.41/networks/n",
      "GET /v1.41/swarm",
      "DELETE /v1.41/networks/n",
    ]);
  });

  it("do not believe a worker that a network is gone", async () => {
    const message =
      "This node is not a swarm manager. Worker nodes can't be used to view the cluster.";
    answer = ({ path }) =>
      path.endsWith("/swarm") ? { status: 503, body: { message } } : { status: 404, body: {} };

    const failures = [engine.networks.inspect("n"), engine.networks.remove("n")].map(codeOf);

    expect(await Promise.all(failures)).to.deep.equal(["NOT_A_MANAGER", "NOT_A_MANAGER"]);
  });

  it("tell an engine in no swarm from a worker", async () => {
    const message = 'This node is not a swarm manager. Use "docker swarm init" to try again.';
    answer = () => ({ status: 503, body: { message } });

    expect(await engine.swarm.inspect()).to.equal(undefined);
  });

  it("refuse an answer that is none of a Docker engine", async () => {
    answer = () => (_asked, response) => response.end("<html>It works!</html>");

    const failures = [engine.services.list(), engine.services.inspect("x")].map(codeOf);

    expect(await Promise.all(failures)).to.deep.equal(["ENGINE_UNREACHABLE", "ENGINE_UNREACHABLE"]);
  });

  it("count every request, that for the version too", async () => {
    answer = () => ({ body: [] });

    await engine.services.list();
    await engine.tasks.list();

    expect(engine.requests()).to.equal(3);
  });
});
