import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { connect } from "../../../provider/engine/connect";
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
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "engine-tls-"));
    makeCertificate("engine", ["-addext", "subjectAltName=IP:127.0.0.1"]);
    makeCertificate("client", []);
    stub = await startStub({
      answer: () => ({ body: [] }),
      tls: { cert: pem("engine.pem"), key: pem("engine.key"), ca: pem("client.pem") },
    });
  });
  after(async () => {
    await stub.close();
    rmSync(folder, { recursive: true });
  });

  function makeCertificate(name: string, more: string[]): void {
    const files = ["-keyout", join(folder, `${name}.key`), "-out", join(folder, `${name}.pem`)];
    const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    const subject = ["-subj", `/CN=${name}`, "-days", "2"];
    execFileSync("openssl", ["req", "-x509", ...kind, ...subject, ...more, ...files], {
      stdio: "ignore",
    });
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

    expect(printed).to.match(/self-signed certificate.*See that ca, cert and key are those/);
  });

  it("says what is missing when the engine wants a certificate", async () => {
    const failure = await messageOf(engineAt({ host: stub.host, ca: pem("engine.pem") }).info());

    expect(failure).to.match(/cannot read the API version\..*See that ca, cert and key are those/);
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

function messageOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "no failure",
    (error: Error) => error.message,
  );
}
