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
    "swarm.update that makes tokens anew",
    (e) => e.swarm.update(7, swarm, { rotateWorkerToken: true }),
    post("/swarm/update", { version: "7", rotateWorkerToken: "true" }, swarm),
    undefined,
    undefined,
  ],
  [
    "swarm.unlockKey",
    (e) => e.swarm.unlockKey(),
    get("/swarm/unlockkey"),
    { UnlockKey: "SWMKEY-1-a" },
    "SWMKEY-1-a",
  ],
  [
    "swarm.unlock",
    (e) => e.swarm.unlock("SWMKEY-1-a"),
    post("/swarm/unlock", {}, { UnlockKey: "SWMKEY-1-a" }),
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
  [
    "networks.predefined",
    (e) => e.networks.predefined("i"),
    get("/networks/i", { scope: "swarm" }),
    { ...found, Labels: { "com.docker.swarm.predefined": "true" } },
    { ...found, Labels: { "com.docker.swarm.predefined": "true" } },
  ],
  [
    "networks.predefined of another",
    (e) => e.networks.predefined("i"),
    get("/networks/i", { scope: "swarm" }),
    found,
    undefined,
  ],
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
  [
    "volumes.update",
    (e) => e.volumes.update("i", 3, { Availability: "drain" }),
    {
      method: "PUT",
      path: "/v1.41/volumes/i",
      query: { version: "3" },
      body: { Spec: { Availability: "drain" } },
    },
    undefined,
    undefined,
  ],
  ["volumes.remove", (e) => e.volumes.remove("data"), del("/volumes/data"), undefined, undefined],
  [
    "volumes.sizes",
    (e) => e.volumes.sizes(),
    get("/system/df", { type: "volume" }),
    { Volumes: [{ Name: "a", UsageData: { Size: 7, RefCount: 0 } }, { Name: "b" }] },
    { a: 7, b: -1 },
  ],
  [
    "volumes.sizes of a later engine",
    (e) => e.volumes.sizes(),
    get("/system/df", { type: "volume" }),
    { VolumeUsage: { Items: [{ Name: "a", UsageData: { Size: 0, RefCount: 0 } }] } },
    { a: 0 },
  ],
  [
    "volumes.users",
    (e) => e.volumes.users("data"),
    get("/containers/json", { all: "true", filters: '{"volume":["data"]}' }),
    [],
    [],
  ],
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
  [
    "distribution",
    (e) => e.distribution("registry.example.com:5000/team/app:1"),
    get("/distribution/registry.example.com:5000/team/app:1/json"),
    { Descriptor: { digest: "sha256:0" } },
    { Descriptor: { digest: "sha256:0" } },
  ],
  [
    "images.inspect",
    (e) => e.images.inspect("registry.example.com:5000/team/app:1"),
    get("/images/registry.example.com:5000/team/app:1/json"),
    found,
    found,
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

function get(path: string, query = {}): Partial<Asked> {
  return { method: "GET", path: `/v1.41${path}`, query, body: undefined };
}
function post(path: string, query: Record<string, string>, body: unknown): Partial<Asked> {
  return { method: "POST", path: `/v1.41${path}`, query, body };
}
function del(path: string): Partial<Asked> {
  return { method: "DELETE", path: `/v1.41${path}`, query: {}, body: undefined };
}
