// Connections by TLS to a real engine: certificates in files beside the program, and what is said of wrong ones. Needs
// root.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { ConnectionArgs } from "../../provider/model/common";
import { run } from "../../tools/engine/run";
import { messageOf } from "../fakes/message-of";
import { engineAt } from "../fakes/stub";
import { startLab, type Lab, type LabNode } from "../lab";
import { makeProgram } from "./support/program";

describe("connections by TLS", () => {
  let lab: Lab;
  let node: LabNode;
  let folder: string;
  before(async () => {
    lab = await startLab({ name: "tls-test", managers: 1, tls: true });
    [node] = lab.nodes as [LabNode];
    folder = mkdtempSync(join(tmpdir(), "tls-test-"));
    await run("openssl", [
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"],
      ...[
        "-subj",
        "/CN=stranger",
        "-keyout",
        join(folder, "key.pem"),
        "-out",
        join(folder, "cert.pem"),
      ],
    ]);
  });
  after(async () => {
    await lab?.stop();
    rmSync(folder, { recursive: true });
  });

  const ours = (name: string): string => join(lab.certificates, `${name}.pem`);
  const given = (more: Partial<ConnectionArgs> = {}): ConnectionArgs => ({
    ...{ host: node.tlsHost, ca: ours("ca"), cert: ours("cert"), key: ours("key"), ...more },
  });

  it("reach the engine with files, and with their texts", async () => {
    const texts = Object.fromEntries(
      ["ca", "cert", "key"].map((name) => [name, readFileSync(ours(name), "utf8")]),
    );

    const asked = [given(), given(texts)].map((one) => engineAt(one).services.list());

    expect(await Promise.all(asked)).to.deep.equal([[], []]);
  });

  const WRONG: [string, () => Partial<ConnectionArgs>, RegExp][] = [
    ["without a certificate", () => ({ cert: undefined, key: undefined }), /The engine wants a valid certificate of its clients/],
    ["with a certificate of another CA", () => ({ cert: join(folder, "cert.pem"), key: join(folder, "key.pem") }), /The engine wants a valid certificate of its clients/],
    ["with another CA", () => ({ ca: join(folder, "cert.pem") }), /The engine's certificate is not of a CA that is trusted here/],
    ["by plain HTTP", () => ({ ca: undefined, cert: undefined, key: undefined, insecure: true }), /Give ca, cert and key, or write https/],
  ]; // prettier-ignore
  for (const [how, more, words] of WRONG)
    it(`say what is wrong ${how}`, async () => {
      expect(await messageOf(engineAt(given(more())).info())).to.match(words);
    });

  it("take files beside the program; the state holds their paths alone", async () => {
    const certificates = { ca: "certs/ca.pem", cert: "certs/cert.pem", key: "certs/key.pem" };
    const connection = JSON.stringify({ host: node.tlsHost, ...certificates });
    const index = `new swarm.Network("n", { connection: ${connection} });`;
    const program = await makeProgram({ host: "unix:///nowhere", index });
    mkdirSync(join(program.dir, "certs"));
    for (const path of Object.values(certificates))
      cpSync(join(lab.certificates, path.slice("certs/".length)), join(program.dir, path));
    try {
      await program.up();
      const state = await program.state();
      const destroyed = await program.pulumi("destroy", "--yes");

      expect(state).to.include("certs/ca.pem").and.not.include("-----BEGIN");
      expect(destroyed.exitCode, destroyed.text).to.equal(0);
    } finally {
      program.remove();
    }
  });
});
