import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { ConnectionArgs } from "../../../provider/model/common";
import { connect } from "../../../provider/engine/connect";
import { messageOf } from "../../fakes/message-of";
import type { Stub, StubOptions } from "../../fakes/stub";
import { askElsewhere, engineAt, startStub } from "../../fakes/stub";

describe("an explicit connection", () => {
  const variables = ["DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH"];
  const saved = variables.map((name) => [name, process.env[name]] as const);
  let meant: Stub;
  let ambient: Stub;
  before(async () => {
    const answer = () => ({ body: [] });
    [meant, ambient] = await Promise.all([
      startStub({ answer }),
      startStub({ answer, over: "tcp" }),
    ]);
  });
  afterEach(() => {
    for (const [name, value] of saved) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });
  after(() => Promise.all([meant.close(), ambient.close()]));

  it("is not diverted by DOCKER_HOST", async () => {
    process.env.DOCKER_HOST = ambient.host;

    await connect({ host: meant.host }).services.list();

    expect([meant.asked.length, ambient.asked.length]).to.deep.equal([1, 0]);
    expect(process.env.DOCKER_HOST).to.equal(ambient.host);
  });

  it("is not stopped by an environment that is wrong", async () => {
    process.env.DOCKER_HOST = "tcp://prod:2376";
    process.env.DOCKER_TLS_VERIFY = "1";
    process.env.DOCKER_CERT_PATH = "/nowhere";
    process.env.DOCKER_CONTEXT = "nowhere";

    expect(await engineAt({ host: meant.host }).services.list()).to.deep.equal([]);
  });

  it("is shared by all that name the same place, and by them only", () => {
    process.env.DOCKER_HOST = meant.host;

    expect(connect({ host: meant.host })).to.equal(connect(undefined));
    expect(connect({ host: ambient.host })).not.to.equal(connect(undefined));
  });
});

describe("a connection by TLS", () => {
  const pem = (name: string) => readFileSync(join(folder, name), "utf8");
  let folder: string;
  let stub: Stub;
  let late: Stub;
  let plain: Stub;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "engine-tls-"));
    makeCertificate("engine", ["-addext", "subjectAltName=IP:127.0.0.1"]);
    makeCertificate("client", []);
    stub = await startStub({
      answer: () => ({ body: [] }),
      tls: { cert: pem("engine.pem"), key: pem("engine.key"), ca: pem("client.pem") },
    });
    makeExpired("late");
    const expired = { cert: pem("late.pem"), key: pem("late.key"), ca: pem("client.pem") };
    [late, plain] = await Promise.all([startStub({ tls: expired }), startStub({ over: "tcp" })]);
  });
  after(async () => {
    await Promise.all([stub, late, plain].map((one) => one.close()));
    rmSync(folder, { recursive: true });
  });

  /** One that was valid until yesterday. */
  function makeExpired(name: string): void {
    const [key, request] = [join(folder, `${name}.key`), join(folder, `${name}.csr`)];
    const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    openssl("req", "-new", ...kind, "-subj", `/CN=${name}`, "-keyout", key, "-out", request);
    const out = join(folder, `${name}.pem`);
    openssl("x509", "-req", "-in", request, "-signkey", key, "-days", "-1", "-out", out);
  }

  const openssl = (...args: string[]) => execFileSync("openssl", args, { stdio: "ignore" });

  function makeCertificate(name: string, more: string[]): void {
    const files = ["-keyout", join(folder, `${name}.key`), "-out", join(folder, `${name}.pem`)];
    const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    const subject = ["-subj", `/CN=${name}`, "-days", "2"];
    openssl("req", "-x509", ...kind, ...subject, ...more, ...files);
  }

  it("shows the client's certificate and checks the engine's", async () => {
    const tls = { ca: pem("engine.pem"), cert: pem("client.pem"), key: pem("client.key") };

    const engine = engineAt({ host: stub.host, ...tls });

    expect(await engine.services.list()).to.deep.equal([]);
  });

  it("checks the engine's certificate even with NODE_TLS_REJECT_UNAUTHORIZED=0", async () => {
    const tls = { ca: pem("client.pem"), cert: pem("client.pem"), key: pem("client.key") };

    const printed = await askElsewhere(
      { host: stub.host, ...tls },
      { NODE_TLS_REJECT_UNAUTHORIZED: "0" },
    );

    expect(printed).to.match(/self-signed certificate.*give the CA that issued it as `ca`/);
  });

  it("says what is missing when the engine wants a certificate", async () => {
    const failure = await messageOf(engineAt({ host: stub.host, ca: pem("engine.pem") }).info());

    expect(failure).to.match(
      /cannot read the API version\..*wants a valid certificate of its clients/,
    );
  });

  it("takes certificates and key from files, too", async () => {
    const file = (name: string) => join(folder, name);
    const tls = { ca: file("engine.pem"), cert: file("client.pem"), key: file("client.key") };

    expect(await engineAt({ host: stub.host, ...tls }).services.list()).to.deep.equal([]);
  });

  const WRONG: [string, () => ConnectionArgs, RegExp][] = [
    [
      "a certificate of other names",
      () => ({ host: stub.host.replace("127.0.0.1", "localhost"), ca: pem("engine.pem") }),
      /cannot read the API version\. Hostname\/IP does not match certificate's altnames.*subjectAltName/,
    ],
    [
      "a certificate that has expired",
      () => ({ host: late.host, ca: pem("late.pem") }),
      /certificate has expired\. The engine's certificate, or its CA's, has expired/,
    ],
    [
      "a certificate of a CA that it does not know",
      () => ({ host: stub.host, ca: pem("client.pem") }),
      /self-signed certificate\. The engine's certificate is not of a CA that is trusted here/,
    ],
    [
      "a key of another certificate",
      () => ({ host: stub.host, ca: pem("engine.pem"), cert: pem("client.pem"), key: pem("engine.key") }),
      /key values mismatch\. `cert` and `key` do not belong together/,
    ],
    [
      "an engine without TLS",
      () => ({ host: plain.host, ca: pem("engine.pem") }),
      /It speaks no TLS there: use the port of dockerd's TLS/,
    ],
  ]; // prettier-ignore
  for (const [what, connection, words] of WRONG)
    it(`says what is wrong with ${what}`, async () => {
      expect(await messageOf(engineAt(connection()).info())).to.match(words);
    });
});

describe("an engine that never answers", () => {
  let server: Server;
  let port: number;
  before(async () => {
    server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    ({ port } = server.address() as AddressInfo);
  });
  after(() => server.close());

  const limits = { firstAnswerMs: 100, contactMs: 10 };
  for (const over of ["tcp", "https"])
    it(`is named within the time that the first answer may take, over ${over}`, async () => {
      const host = `${over}://127.0.0.1:${port}`;

      expect(await messageOf(engineAt({ host }, limits).info())).to.equal(
        `engine ${host}: cannot read the API version. no answer in 0.1 s from ${host}. See that dockerd runs and listens there.`,
      );
    });

  const WAITS: [string, number, number][] = [
    ["once for all who ask soon after", 1_000, 1],
    ["again where it was told at once that nobody is there", 10_000, 2],
  ];
  for (const [how, silenceMs, connections] of WAITS)
    it(`is waited for ${how}`, async () => {
      let made = 0;
      const count = (): void => void (made += 1);
      server.on("connection", count);
      const engine = engineAt(
        { host: `tcp://127.0.0.1:${port}` },
        { contactMs: 10, firstAnswerMs: 1_500, silenceMs },
      );

      const told = [await messageOf(engine.info()), await messageOf(engine.info())];

      server.off("connection", count);
      expect([new Set(told).size, made]).to.deep.equal([1, connections]);
    });
});

describe("dockerode underneath", () => {
  const stubs: Stub[] = [];
  afterEach(() => Promise.all(stubs.splice(0).map((stub) => stub.close())));

  async function start(options: StubOptions): Promise<Stub> {
    const stub = await startStub(options);
    stubs.push(stub);
    return stub;
  }

  it("follows no redirect", async () => {
    const elsewhere = await start({ over: "tcp" });
    const Location = elsewhere.host.replace("tcp", "http");
    const stub = await start({
      answer: () => (_asked, response) => response.writeHead(301, { Location }).end(),
    });

    const failure = await messageOf(engineAt({ host: stub.host }).services.list());

    expect(failure).to.match(/a redirect \(HTTP 301\), and no engine sends one/);
    expect(elsewhere.asked).to.deep.equal([]);
  });

  for (const names of ["modem", "*"]) {
    it(`prints no join token with DEBUG=${names}, and lets the process end`, async () => {
      const stub = await start({ answer: () => ({ body: { JoinTokens: "SWMTKN-1-abc" } }) });

      const printed = await askElsewhere({ host: stub.host }, { DEBUG: names });

      expect(printed)
        .to.match(/asked/)
        .and.not.match(/SWMTKN|Sending|Received/);
    });
  }
});
