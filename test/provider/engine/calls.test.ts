import { expect } from "chai";
import type { Engine } from "../../../provider/engine/engine";
import type { NetworkSpec, ServiceSpec, SwarmSpec } from "../../../provider/engine/types";
import type { Answer, Asked, Stub } from "../../fakes/stub";
import { engineAt, startStub } from "../../fakes/stub";

const service: ServiceSpec = {
  Name: "web",
  TaskTemplate: { ContainerSpec: { Image: "nginx", Env: ["PASSWORD=hunter2"] }, Placement: {} },
  Mode: { Replicated: { Replicas: 1 } },
};
const network: NetworkSpec = {
  Name: "front",
  Driver: "overlay",
  IPAM: null,
  Internal: false,
  Attachable: true,
  Ingress: false,
  ConfigOnly: false,
  ConfigFrom: null,
  Options: null,
  Labels: {},
};
const swarm: SwarmSpec = {
  Name: "default",
  Labels: {},
  Orchestration: {},
  Raft: {},
  Dispatcher: {},
  CAConfig: {},
  TaskDefaults: {},
  EncryptionConfig: { AutoLockManagers: false },
};
const secret = { Name: "pw", Labels: { a: "b" }, Data: "aHVudGVyMg==" };
const volume = { Name: "data", DriverOpts: { type: "cifs", o: "password=hunter2" } };
const init = { ListenAddr: "0.0.0.0:2377", Spec: swarm };
const filters = { label: ["a=b"] };
const encoded = { filters: '{"label":["a=b"]}' };
const found = { ID: "i", Id: "i", Name: "data", Spec: { Name: "x" } };

type Row = [string, (engine: Engine) => Promise<unknown>, Partial<Asked>, unknown, unknown];
/** What is called, what goes over the wire, what the engine answers, and what comes of it. */
const rows: Row[] = [
  ["info", (e) => e.info(), get("/info"), found, found],
  ["swarm.inspect", (e) => e.swarm.inspect(), get("/swarm"), found, found],
  ["swarm.init", (e) => e.swarm.init(init), post("/swarm/init", {}, init), "nodeid", "nodeid"],
  [
    "swarm.update",
    (e) => e.swarm.update(7, swarm),
    post("/swarm/update", { version: "7" }, swarm),
    undefined,
    undefined,
  ],
  [
    "swarm.leave",
    (e) => e.swarm.leave(true),
    post("/swarm/leave", { force: "true" }, undefined),
    undefined,
    undefined,
  ],
  ["nodes.list", (e) => e.nodes.list(filters), get("/nodes", encoded), [found], [found]],
  ["services.list", (e) => e.services.list(), get("/services", { filters: "{}" }), [], []],
  ["services.inspect", (e) => e.services.inspect("x"), get("/services/x"), found, found],
  [
    "services.create",
    (e) => e.services.create(service),
    post("/services/create", {}, service),
    { ID: "i" },
    "i",
  ],
  [
    "services.update",
    (e) => e.services.update("i", 9, service),
    post("/services/i/update", { version: "9" }, service),
    { Warnings: null },
    undefined,
  ],
  ["services.remove", (e) => e.services.remove("i"), del("/services/i"), undefined, undefined],
  ["tasks.list", (e) => e.tasks.list(filters), get("/tasks", encoded), null, []],
  ["networks.list", (e) => e.networks.list(filters), get("/networks", encoded), [], []],
  ["networks.inspect", (e) => e.networks.inspect("i"), get("/networks/i"), found, found],
  [
    "networks.create",
    (e) => e.networks.create(network),
    post("/networks/create", {}, network),
    { Id: "i" },
    "i",
  ],
  ["networks.remove", (e) => e.networks.remove("i"), del("/networks/i"), undefined, undefined],
  ["volumes.list", (e) => e.volumes.list(filters), get("/volumes", encoded), { Volumes: null }, []],
  ["volumes.inspect", (e) => e.volumes.inspect("data"), get("/volumes/data"), found, found],
  [
    "volumes.create",
    (e) => e.volumes.create(volume),
    post("/volumes/create", {}, volume),
    found,
    found,
  ],
  ["volumes.remove", (e) => e.volumes.remove("data"), del("/volumes/data"), undefined, undefined],
  ["secrets.list", (e) => e.secrets.list(filters), get("/secrets", encoded), [], []],
  [
    "secrets.create",
    (e) => e.secrets.create(secret),
    post("/secrets/create", {}, secret),
    { ID: "i" },
    "i",
  ],
  [
    "secrets.update",
    (e) => e.secrets.update("i", 3, secret),
    post("/secrets/i/update", { version: "3" }, secret),
    undefined,
    undefined,
  ],
  ["secrets.remove", (e) => e.secrets.remove("i"), del("/secrets/i"), undefined, undefined],
  ["configs.list", (e) => e.configs.list(filters), get("/configs", encoded), [], []],
  [
    "configs.create",
    (e) => e.configs.create(secret),
    post("/configs/create", {}, secret),
    { ID: "i" },
    "i",
  ],
  [
    "configs.update",
    (e) => e.configs.update("i", 3, secret),
    post("/configs/i/update", { version: "3" }, secret),
    undefined,
    undefined,
  ],
  ["configs.remove", (e) => e.configs.remove("i"), del("/configs/i"), undefined, undefined],
];

for (const over of ["unix", "tcp"] as const) {
  describe(`calls on the wire, over ${over}`, () => {
    let stub: Stub;
    let answer: Answer;
    before(async () => (stub = await startStub({ over, answer: () => answer })));
    beforeEach(() => (stub.asked.length = 0));
    after(() => stub.close());

    for (const [name, call, expected, body, result] of rows) {
      it(`${name} sends query and body apart, and nothing else`, async () => {
        answer = { body };

        const got = await call(engineAt({ host: stub.host }));

        expect(got).to.deep.equal(result);
        const [asked, ...others] = stub.asked;
        expect(others).to.deep.equal([]);
        const { method, path, query } = asked ?? {};
        expect({ method, path, query, body: asked?.body }).to.deep.equal(expected);
        expect(asked?.url + JSON.stringify(asked?.headers)).not.to.match(/hunter2|aHVudGVyMg/);
        expect(asked?.headers).not.to.have.property("x-registry-auth");
      });
    }
  });
}

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

    await engine.services.create(service, "eyJ1c2VyIjoieCJ9");
    await engine.services.update("i", 1, service, "eyJ1c2VyIjoieCJ9");

    const sent = stub.asked.map(({ headers, body }) => [headers["x-registry-auth"], body]);
    expect(sent).to.deep.equal([
      ["eyJ1c2VyIjoieCJ9", service],
      ["eyJ1c2VyIjoieCJ9", service],
    ]);
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

  it("find an object by its name in another case, as the engine does", async () => {
    answer = () => ({ body: { ID: "i", Spec: { Name: "web" } } });

    expect(await engine.services.inspect("WEB")).to.have.property("ID", "i");
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

function get(path: string, query = {}): Partial<Asked> {
  return { method: "GET", path: `/v1.41${path}`, query, body: undefined };
}
function post(path: string, query: Record<string, string>, body: unknown): Partial<Asked> {
  return { method: "POST", path: `/v1.41${path}`, query, body };
}
function del(path: string): Partial<Asked> {
  return { method: "DELETE", path: `/v1.41${path}`, query: {}, body: undefined };
}
function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => "no failure",
    (error: { code?: string }) => error.code,
  );
}
