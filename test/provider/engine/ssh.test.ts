import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { expect } from "chai";
import type { Engine } from "../../../provider/engine/engine";
import type { Limits } from "../../../provider/engine/request";
import { sshArguments } from "../../../provider/engine/ssh";
import type { FakeSsh } from "../../fakes/ssh";
import { installFakeSsh } from "../../fakes/ssh";
import type { Answer, Asked, Stub } from "../../fakes/stub";
import { askElsewhere, engineAt, startStub } from "../../fakes/stub";

const host = "ssh://ops@node";

describe("a connection by ssh", () => {
  let stub: Stub;
  let ssh: FakeSsh;
  let answer: (asked: Asked) => Answer;
  beforeEach(async () => {
    answer = () => ({ body: [] });
    stub = await startStub({ answer: (asked) => answer(asked) });
    ssh = installFakeSsh(stub.socketPath);
  });
  afterEach(async () => {
    ssh.remove();
    await stub.close();
  });

  const open = (limits: Partial<Limits> = {}): Engine =>
    engineAt({ host }, { backoffMs: { first: 1, factor: 1, longest: 1 }, ...limits });

  it("speaks through `docker system dial-stdio` at the other end", async () => {
    answer = () => ({ body: [{ ID: "i" }] });

    expect(await open().services.list()).to.deep.equal([{ ID: "i" }]);
    expect(ssh.calls()).to.deep.equal([sshArguments({ host: "node", user: "ops" })]);
  });

  it("carries bodies of a megabyte both ways", async () => {
    const data = "x".repeat(1_000_000);
    answer = ({ body }) => ({ body: { ID: (body as { Data: string }).Data } });

    expect(await open().configs.create({ Name: "c", Labels: {}, Data: data })).to.equal(data);
  });

  it("is kept and used again", async () => {
    const engine = open();

    for (let request = 0; request < 5; request += 1) await engine.services.list();

    expect([engine.requests(), ssh.calls().length]).to.deep.equal([6, 1]);
  });

  it("is made four times at most for requests at once", async () => {
    const engine = open();

    await Promise.all(Array.from({ length: 20 }, () => engine.services.list()));

    expect(ssh.calls()).to.have.length(4);
  });

  it("is ended when it is not used", async () => {
    const engine = open({ idleMs: 30 });
    const connected = once(stub.server, "connection");
    await engine.services.list();

    const [socket] = (await connected) as [ServerResponse];

    await once(socket, "close");
    await engine.services.list();
    expect(ssh.calls()).to.have.length(2);
  });

  it("fails with ssh's own words", async () => {
    ssh.refuse("ops@node: Permission denied (publickey).\r\n");

    expect(await messageOf(open({ contactMs: 0 }).info())).to.equal(
      "engine ssh://ops@node: cannot read the API version. ops@node: Permission denied (publickey). See that `ssh` to it works without a question, and `docker` is there.",
    );
  });

  it("fails in words when there is no ssh", async () => {
    const path = process.env.PATH;
    process.env.PATH = "/nowhere";

    const message = await messageOf(open({ contactMs: 0 }).info());

    process.env.PATH = path;
    expect(message).to.match(/ssh cannot be started: spawn ssh ENOENT/);
  });

  it("reads through its loss", async () => {
    let asked = 0;
    answer = () => (_asked, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(200, { "Content-Length": "9" }).write("[");
      if (asked === 1) setImmediate(() => response.destroy());
      else response.end("[]");
    };

    expect(await open().services.list()).to.deep.equal([]);
    expect(ssh.calls()).to.have.length(2);
  });

  it("lets the process end while it is kept", async () => {
    expect(await askElsewhere({ host })).to.equal("asked\n");
  });
});

describe("the call of ssh", () => {
  const common = ["-o", "ConnectTimeout=20", "-o", "BatchMode=yes", "-T", "--", "node", "docker"];

  it("names user and port, and leaves the rest to ~/.ssh/config", () => {
    expect(sshArguments({ host: "node", user: "ops", port: 2222 })).to.deep.equal([
      ...["-l", "ops", "-p", "2222", ...common],
      ...["system", "dial-stdio"],
    ]);
  });

  it("names another socket at the other end", () => {
    expect(sshArguments({ host: "node", socketPath: "/run/d.sock" })).to.deep.equal([
      ...[...common, "--host", "unix:///run/d.sock"],
      ...["system", "dial-stdio"],
    ]);
  });
});

function messageOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "no failure",
    (error: Error) => error.message,
  );
}
