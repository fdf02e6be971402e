// The ways into a lab's engines from outside: TLS with certificates, and ssh. Needs root.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Info } from "../../provider/engine/types";
import { findDaemon, isAlive, signal, until } from "../../tools/engine/processes";
import { answers, request } from "../../tools/engine/request";
import { startLab, type Lab, type LabNode } from "../lab";
import { labFolder } from "../lab/state";
import { leftOf, NOTHING } from "./support/lab-left";

const NAME = "test-ways";

describe("a lab with TLS and ssh", () => {
  let lab: Lab;
  let first: LabNode;
  let second: LabNode;

  before(async () => {
    lab = await startLab({ name: NAME, engines: 2, tls: true, ssh: true, debug: true });
    [first, second] = lab.nodes as [LabNode, LabNode];
  });
  after(() => lab?.stop());

  /** What the docker CLI is told by ssh, in a session on the node. */
  async function over(host: string, ...command: string[]): Promise<string> {
    const { execa } = await import("execa");
    const env = { PATH: `${lab.ssh.bin}:${process.env.PATH}` };
    const { stdout } = await execa("docker", ["-H", host, ...command], { env });
    return stdout;
  }

  it("answers the lab's client by TLS, and none without a certificate or in clear", async () => {
    const { certificates } = lab;
    const info = await request<Info>(first.tlsHost, "/info", { certificates });
    const clear = await answers(first.tlsHost);
    const stranger = await fetch(first.tlsHost.replace("tcp", "https")).catch(() => "refused");

    expect([info.Name, clear, stranger, await answers(first.tcpHost)]).to.deep.equal([
      "e1",
      false,
      "refused",
      false,
    ]);
  });

  it("answers by ssh from the engine of the very node, and logs each connection", async () => {
    expect([
      await over(first.sshHost, "info", "--format", "{{.Name}}"),
      await over(second.sshHost, "info", "--format", "{{.Name}}"),
    ]).to.deep.equal(["e1", "e2"]);
    expect(readFileSync(first.sshLog, "utf8")).to.contain("Accepted publickey for root");
  });

  it("logs each request in the engine's log", async () => {
    await over(second.sshHost, "network", "ls");
    expect(readFileSync(second.log, "utf8")).to.match(/Calling GET \/v1\.41\/networks/);
  });

  it("loses both with the node, and has them again when it starts", async () => {
    const ask = (): Promise<string> =>
      over(first.sshHost, "info", "--format", "{{.Name}}").catch(() => "nobody");
    const answered = async () => [
      await answers(first.tlsHost, { certificates: lab.certificates, timeoutMs: 60_000 }),
      await ask(),
    ];
    await first.kill();
    expect(await answered()).to.deep.equal([false, "nobody"]);

    await first.start();
    expect(await answered()).to.deep.equal([true, "e1"]);
  });

  it("leaves nothing behind, though one engine ended before its sshd", async () => {
    const daemon = findDaemon(join(labFolder(NAME), "e2")) ?? 0;
    signal(daemon, "SIGKILL");
    await until(() => !isAlive(daemon), 60_000);

    await lab.stop();

    expect(leftOf(NAME, ["e1", "e2"])).to.deep.equal(NOTHING);
  });

  it("is cleaned up after a crash by the next start, its sshd too", async () => {
    const code = `require("./test/lab").startLab({ name: "${NAME}", engines: 1, ssh: true, tls: true })
      .then(() => console.log("up")); setInterval(() => undefined, 1_000);`;
    const run = spawn(process.execPath, ["-r", "tsx/cjs", "-e", code], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(run.stdout, "data");
    run.kill("SIGKILL");
    await once(run, "exit");

    lab = await startLab({ name: NAME, engines: 1, ssh: true });
    expect(await over(lab.nodes[0]?.sshHost ?? "", "info", "--format", "{{.Name}}")).to.equal("e1");
    await lab.stop();

    expect(leftOf(NAME, ["e1", "e2"])).to.deep.equal(NOTHING);
  });
});
