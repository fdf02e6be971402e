import { once } from "node:events";
import type { Socket } from "node:net";
import { expect } from "chai";
import type { Engine } from "../../../provider/engine/engine";
import type { Limits } from "../../../provider/engine/request";
import { sessionArguments } from "../../../provider/engine/ssh";
import type { FakeSsh } from "../../fakes/ssh";
import { installFakeSsh } from "../../fakes/ssh";
import { messageOf } from "../../fakes/message-of";
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
    const closed = firstClosed(stub);
    await engine.services.list();
    await closed;

    ssh.lose();
    await engine.services.list();

    expect(ssh.logins()).to.have.length(2);
  });

  it("is ended when it is not used", async () => {
    const engine = open({ idleMs: 30 });
    const closed = firstClosed(stub);
    await engine.services.list();

    await closed;
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

/** When the first connection that is made has ended, which may be soon. */
async function firstClosed({ server }: Stub): Promise<void> {
  const [socket] = (await once(server, "connection")) as [Socket];
  await once(socket, "close");
}

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
