// The sshd of tests: lets in whom it should, and leaves nothing behind. Needs root.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { until } from "../../tools/engine/processes";
import { makeSshKey, startSshd, type Sshd, type SshKey } from "../lab";

describe("an sshd of a test", () => {
  let folder: string;
  let sshd: Sshd;
  let key: SshKey;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "sshd-test-"));
    key = await makeSshKey();
    sshd = await startSshd({ authorizedKeys: [key.publicKey], env: { WHO: "a b" } });
  });
  after(async () => {
    await sshd.stop();
    rmSync(folder, { recursive: true });
  });

  function ssh({ privateKey }: SshKey, command: string): Promise<string> {
    writeFileSync(join(folder, "key"), privateKey, { mode: 0o600 });
    writeFileSync(join(folder, "known"), sshd.knownHost);
    const options = {
      BatchMode: "yes",
      IdentitiesOnly: "yes",
      UserKnownHostsFile: `${folder}/known`,
    };
    const words = Object.entries(options).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
    const to = ["-i", join(folder, "key"), "-p", String(sshd.port), "root@127.0.0.1", command];
    return new Promise((resolve) => {
      execFile("ssh", ["-F", "none", ...words, ...to], (error, stdout, stderr) =>
        resolve(error ? `${error.code}: ${stderr}` : stdout),
      );
    });
  }

  it("lets in by its key, with the environment of its sessions", async () => {
    expect([await ssh(key, 'echo "$WHO"'), sshd.logins()]).to.deep.equal(["a b\n", 1]);
  });

  it("refuses another key", async () => {
    expect(await ssh(await makeSshKey(), "true")).to.match(/Permission denied \(publickey\)/);
  });

  it("ends with its sessions, and comes again as the same host", async () => {
    const begun = join(folder, "begun");
    const session = ssh(key, `touch ${begun}; sleep 600; echo slept`);

    await until(() => existsSync(begun), 30_000);
    await sshd.kill();
    const words = await session;
    await sshd.start();

    // 255 is ssh's own failure. What it says of it depends on where the end finds it.
    expect(words)
      .to.match(/^255: /)
      .and.not.contain("slept");
    expect(await ssh(key, "echo again")).to.equal("again\n");
  });

  it("ends with the process that started it, and the next one removes its files", async () => {
    const program = `require("./test/lab").startSshd({ authorizedKeys: [] })
      .then(({ port }) => console.log(port));`;
    const child = spawn(process.execPath, ["--require", "tsx/cjs", "--eval", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [port] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const socket = connect(Number(port), "127.0.0.1");
    await once(socket, "connect");
    // Its end may be a reset, too.
    const closed = new Promise((resolve) =>
      socket.on("error", () => undefined).once("close", resolve),
    );

    child.kill("SIGKILL");

    await closed;
    const another = await startSshd({ authorizedKeys: [] });
    await another.stop();
    const mark = `pulumi-swarm-sshd-${child.pid}-`;
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(mark))).to.deep.equal([]);
  });
});
