import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { sessionArguments } from "../../../provider/engine/ssh";
import { configText, privateFolder } from "../../../provider/engine/ssh-config";
import type { ConnectionArgs } from "../../../provider/model/common";
import type { FakeSsh } from "../../fakes/ssh";
import { installFakeSsh } from "../../fakes/ssh";
import { messageOf } from "../../fakes/message-of";
import type { Stub } from "../../fakes/stub";
import { engineAt, startStub } from "../../fakes/stub";

const host = "ssh://ops@node";

describe("what ssh is given", () => {
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
