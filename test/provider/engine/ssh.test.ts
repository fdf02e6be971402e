import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Engine } from "../../../provider/engine/engine";
import type { Limits } from "../../../provider/engine/request";
import { sessionArguments } from "../../../provider/engine/ssh";
import { configText, privateFolder } from "../../../provider/engine/ssh-config";
import type { ConnectionArgs } from "../../../provider/model/common";
import type { FakeSsh } from "../../fakes/ssh";
import { installFakeSsh } from "../../fakes/ssh";
import type { Answer, Asked, Stub } from "../../fakes/stub";
import { askElsewhere, engineAt, startStub } from "../../fakes/stub";

const host = "ssh://ops@node";

describe("a connection by ssh", function () {
  this.timeout(10_000); // several processes for each
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
    expect(ssh.sessions().map((args) => args.slice(args.indexOf("-a")))).to.deep.equal([session]);
  });

  it("carries bodies of a megabyte both ways", async () => {
    const data = "x".repeat(1_000_000);
    answer = ({ body }) => ({ body: { ID: (body as { Data: string }).Data } });

    expect(await open().configs.create({ Name: "c", Labels: {}, Data: data })).to.equal(data);
  });

  it("is kept and used again", async () => {
    const engine = open();

    for (let request = 0; request < 5; request += 1) await engine.services.list();

    expect([engine.requests(), ssh.sessions().length]).to.deep.equal([6, 1]);
  });

  it("is logged in once for requests at once, with four sessions at most", async () => {
    const engine = open();

    await Promise.all(Array.from({ length: 20 }, () => engine.services.list()));

    expect([ssh.logins().length, ssh.sessions().length]).to.deep.equal([1, 4]);
  });

  it("reads on where sshd allows fewer sessions", async () => {
    ssh.allow(2);
    const engine = open({ backoffMs: { first: 20, factor: 1, longest: 20 } });
    answer = afterAll(4);

    const lists = await Promise.all(Array.from({ length: 4 }, () => engine.services.list()));

    expect(lists).to.deep.equal([[], [], [], []]);
  });

  it("goes over the user's own, where one stands", async () => {
    ssh.standsAlready();

    await open().services.list();

    expect(ssh.logins()).to.deep.equal([]);
    expect(ssh.sessions()).to.deep.equal([sessionArguments({ host: "node", user: "ops" }, [])]);
  });

  it("logs in again when it was lost", async () => {
    const engine = open({ idleMs: 1 });
    const connected = once(stub.server, "connection");
    await engine.services.list();
    const [socket] = (await connected) as [ServerResponse];
    await once(socket, "close");

    ssh.lose();
    await engine.services.list();

    expect(ssh.logins()).to.have.length(2);
  });

  it("is ended when it is not used", async () => {
    const engine = open({ idleMs: 30 });
    const connected = once(stub.server, "connection");
    await engine.services.list();

    const [socket] = (await connected) as [ServerResponse];

    await once(socket, "close");
    await engine.services.list();
    expect(ssh.sessions()).to.have.length(2);
  });

  it("fails with ssh's own words, and tries no second time where it is not let in", async () => {
    ssh.refuse("ops@node: Permission denied (publickey).\r\n");

    expect(await messageOf(open().info())).to.equal(
      "engine ssh://ops@node: cannot read the API version. ops@node: Permission denied (publickey). Give a key that the host lets in for this user: as `sshKey`, by `ssh-add`, or in ~/.ssh/config.",
    );
    expect(ssh.logins()).to.have.length(1);
  });

  it("tries again where the host may be starting", async () => {
    ssh.refuse("ssh: connect to host node port 22: Connection refused\r\n");
    const begun = open({ contactMs: 10_000 }).services.list();
    await until(() => ssh.logins().length > 1);

    ssh.accept();

    expect(await begun).to.deep.equal([]);
  });

  it("fails in words when there is no ssh", async () => {
    const path = process.env.PATH;
    process.env.PATH = "/nowhere";

    const message = await messageOf(open().info());

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
    expect(ssh.sessions()).to.have.length(2);
  });

  it("lets the process end while it is kept", async () => {
    expect(await askElsewhere({ host })).to.equal("asked\n");
  });
});

/** What every session says after the way that it takes. */
const session = sessionArguments({ host: "node", user: "ops" }, []).slice(6);

describe("what ssh is given", function () {
  this.timeout(10_000);
  const key = "-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n-----END OPENSSH PRIVATE KEY-----";
  const known = "node ssh-ed25519 AAAA";
  let stub: Stub;
  let ssh: FakeSsh;
  beforeEach(async () => {
    stub = await startStub({ answer: () => ({ body: [] }) });
    ssh = installFakeSsh(stub.socketPath);
  });
  afterEach(async () => {
    ssh.remove();
    await stub.close();
  });

  /** The arguments of the login, with names for the files. */
  async function login(more: Partial<ConnectionArgs>): Promise<string[]> {
    await engineAt({ host: "ssh://ops@node:2222", ...more }).services.list();
    const [args = []] = ssh.logins();
    return args.map(
      (arg, index) => ({ "-F": "FILE", "-S": "SOCKET" })[args[index - 1] ?? ""] ?? arg,
    );
  }

  const SHARED = ["-M", "-N", "-S", "SOCKET", "-o", "ControlPersist=10"];
  const LOGIN = [...SHARED, "-F", "FILE"];
  const TO = ["-l", "ops", "-p", "2222", "--", "node"];

  it("is user, port and host, and no file: the rest is left to ~/.ssh/config", async () => {
    expect(await login({})).to.deep.equal([
      ...SHARED,
      ...["-o", "BatchMode=yes", "-o", "ConnectTimeout=10", "-o", "ForwardAgent=no"],
      ...["-o", "ClearAllForwardings=yes"],
      ...["-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=3"],
      ...TO,
    ]);
  });

  it("is a key through an agent, and no argument nor file has it", async () => {
    expect(await login({ sshKey: key })).to.deep.equal([...LOGIN, ...TO]);
    expect(ssh.keys()).to.equal(`${key}\n`);
    expect(ssh.config()).to.equal(configText({ hasKey: true }));
  });

  it("is a list of jump hosts", async () => {
    const jump = ["ops@bastion:22", "inner"];

    expect(await login({ sshJump: jump })).to.deep.equal([...LOGIN, "-J", jump.join(","), ...TO]);
    expect(ssh.config()).to.equal(configText({ hasKey: false }));
  });

  it("is a file of known hosts, which no other one stands beside", async () => {
    await login({ sshKnownHosts: known });

    const [, file = ""] = /UserKnownHostsFile "(.*)"/.exec(ssh.config()) ?? [];
    expect(readFileSync(file, "utf8")).to.equal(`${known}\n`);
    expect(ssh.config()).to.equal(configText({ hasKey: false, knownHosts: file }));
  });

  it("is never the user's own connection where a key is given", async () => {
    ssh.standsAlready();

    expect(await login({ sshKey: key })).to.deep.equal([...LOGIN, ...TO]);
  });

  it("is another socket at the other end", () => {
    const target = { host: "node", socketPath: "/run/d.sock" };

    expect(sessionArguments(target, ["-S", "s"])).to.deep.equal([
      ...["-S", "s", "-o", "BatchMode=yes", "-o", "ClearAllForwardings=yes"],
      ...["-o", "RemoteCommand=none", "-a", "-x", "-T", "--", "node"],
      ...["docker", "--host", "unix:///run/d.sock", "system", "dial-stdio"],
    ]);
  });

  async function within<T>(folder: string, run: () => T | Promise<T>): Promise<T> {
    const saved = process.env.TMPDIR;
    process.env.TMPDIR = folder;
    try {
      return await run();
    } finally {
      if (saved === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = saved;
    }
  }

  it("is in a folder that nobody else may enter", async () => {
    const tmp = mkdtempSync(join(tmpdir(), "open-"));
    const open = join(tmp, `pulumi-swarm-${process.getuid?.()}`);
    mkdirSync(open);
    chmodSync(open, 0o755);

    const message = await within(tmp, () => messageOf(engineAt({ host }).services.list()));

    rmSync(tmp, { recursive: true });
    expect(message).to.match(
      /^\/.*: others may enter it, and connections by ssh would go through it/,
    );
  });

  it("is in a folder whose name is short enough for a socket", async () => {
    const folder = await within(`/tmp/${"x".repeat(60)}`, privateFolder);

    expect(folder).to.equal(`/tmp/pulumi-swarm-${process.getuid?.()}`);
  });
});

/** Looks again in each turn of the event loop. */
async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setImmediate(resolve));
}

/** Answers come when this many have asked, so that all of them need a session of their own. */
function afterAll(count: number): () => Answer {
  const waiting: (() => void)[] = [];
  return () => (_asked, response) => {
    waiting.push(() => void response.end("[]"));
    if (waiting.length >= count) for (const go of waiting.splice(0)) go();
  };
}

function messageOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "no failure",
    (error: Error) => error.message,
  );
}
