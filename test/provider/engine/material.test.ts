import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { pemOf, sshInputsOf } from "../../../provider/engine/material";

const PEM = "-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n";
/** What a key looks like that lost its frame, or came in base64. */
const BARE = "MC4CAQAwBQYDK2VwBCIEIFvXtkMCHnBDFl/gXuWd0x/yaJvjlzBR0nVMIXWpX8ns";
const ENCODED = Buffer.from(`-----BEGIN PRIVATE KEY-----\n${BARE}\n`).toString("base64");

describe("a certificate or key of a connection", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "material-"));
    writeFileSync(join(folder, "ca.pem"), `Bag Attributes\n${PEM}`);
    writeFileSync(join(folder, "ca.der"), "\x30\x82");
  });
  after(() => rmSync(folder, { recursive: true }));

  it("is the text that it is", () => {
    expect([pemOf("ca", PEM), pemOf("ca", undefined)]).to.deep.equal([PEM, undefined]);
  });

  it("is the text of the file that it names", () => {
    expect(pemOf("ca", join(folder, "ca.pem"))).to.equal(`Bag Attributes\n${PEM}`);
  });

  it("is looked for in the folder of the program", () => {
    expect(messageOf(() => pemOf("ca", "certs/none.pem"))).to.equal(
      `connection.ca: ${process.cwd()}/certs/none.pem cannot be read (ENOENT). Name a file of the machine that runs Pulumi, or give its text.`,
    );
  });

  it("is looked for at home", () => {
    expect(messageOf(() => pemOf("key", "~/.none/key.pem"))).to.equal(
      `connection.key: ${homedir()}/.none/key.pem cannot be read (ENOENT). Name a file of the machine that runs Pulumi, or give its text.`,
    );
  });

  it("is no file of another kind", () => {
    expect(messageOf(() => pemOf("ca", join(folder, "ca.der")))).to.equal(
      `connection.ca: ${join(folder, "ca.der")} holds no PEM text (-----BEGIN …). For DER: openssl x509 or pkey, with -inform der.`,
    );
  });

  for (const [what, value] of [
    ["a key without its frame", BARE],
    ["such a key in several lines", `${BARE}\n${BARE}\n`],
    ["a key in base64", ENCODED],
  ] as const)
    it(`is not ${what}, and no message has it`, () => {
      expect(messageOf(() => pemOf("key", value))).to.equal(
        "connection.key: this is neither PEM text (-----BEGIN …) nor the path of a file. Write ./NAME for a file of this folder.",
      );
    });
});

describe("what ssh is given by a connection", () => {
  it("is nothing when nothing is said", () => {
    expect(sshInputsOf({})).to.deep.equal({});
  });

  it("is a key with the line ends that ssh-add takes", () => {
    const sshKey =
      "-----BEGIN OPENSSH PRIVATE KEY-----\r\nabc\r\n-----END OPENSSH PRIVATE KEY-----";

    expect(sshInputsOf({ sshKey })).to.deep.equal({ key: `${sshKey.replaceAll("\r", "")}\n` });
  });

  it("is known hosts as ssh-keyscan prints them, without comments", () => {
    const scanned = "# node:22 SSH-2.0\n[node]:2222 ssh-ed25519 AAAA+/==\r\n\n";
    const others = ["@cert-authority *.example ssh-rsa AAAA ca", "|1|a=|b= ssh-rsa AAAA"];

    expect(sshInputsOf({ sshKnownHosts: [scanned, ...others] })).to.deep.equal({
      knownHosts: ["[node]:2222 ssh-ed25519 AAAA+/==", ...others]
        .map((line) => `${line}\n`)
        .join(""),
    });
  });

  it("is jump hosts, in a list or in one text", () => {
    const jump = ["ops@bastion:22", "[::1]:2222", "inner", "ssh://ops@node:2222"];

    expect([{ sshJump: jump }, { sshJump: jump.join(", ") }].map(sshInputsOf)).to.deep.equal([
      { jump },
      { jump },
    ]);
  });

  const REFUSED: [string, Parameters<typeof sshInputsOf>[0], string][] = [
    ["a file of known hosts", { sshKnownHosts: "~/.ssh/known_hosts" }, "connection.sshKnownHosts: line 1 is none of a known_hosts file. Give what `ssh-keyscan HOST` prints: NAME KIND KEY."],
    ["a public key", { sshKnownHosts: ["n ssh-rsa AAAA", "ssh-ed25519 AAAA"] }, "connection.sshKnownHosts: line 2 is none of a known_hosts file. Give what `ssh-keyscan HOST` prints: NAME KIND KEY."],
    ["an option", { sshJump: "-oProxyCommand=id" }, 'connection.sshJump: "-oProxyCommand=id" is no jump host. Write USER@HOST:PORT; user and port may be left out.'],
    ["what a shell would read", { sshJump: ["a", "b;id"] }, 'connection.sshJump: "b;id" is no jump host. Write USER@HOST:PORT; user and port may be left out.'],
    ["a password", { sshJump: "ops:hunter2@bastion" }, 'connection.sshJump: "ops:…@bastion" is no jump host. Write USER@HOST:PORT; user and port may be left out.'],
  ]; // prettier-ignore
  for (const [what, given, words] of REFUSED)
    it(`is not ${what}`, () => {
      expect(messageOf(() => sshInputsOf(given))).to.equal(words);
    });
});

function messageOf(make: () => unknown): string {
  try {
    return `no failure: ${JSON.stringify(make())}`;
  } catch (error) {
    return (error as Error).message;
  }
}
