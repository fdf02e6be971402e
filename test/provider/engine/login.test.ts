import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { encodeLogin, storedLogin } from "../../../provider/engine/login";
import { failureOf } from "../lifecycle/support";

const HUB = "https://index.docker.io/v1/";
const auth = (text: string) => ({ auth: Buffer.from(text).toString("base64") });

describe("the login that `docker login` left", () => {
  let folder: string;
  let env: Record<string, string>;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "docker-config-"));
    mkdirSync(join(folder, "bin"));
    env = { DOCKER_CONFIG: folder, PATH: `${folder}/bin:${process.env.PATH}` };
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const config = (settings: object) =>
    writeFileSync(join(folder, "config.json"), JSON.stringify(settings));
  function helper(name: string, script: string): void {
    const file = join(folder, "bin", `docker-credential-${name}`);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  }
  /** A helper that knows one registry, by the address that docker gives it. */
  const knows = (address: string, Username: string, Secret: string) =>
    `[ "$1" = get ] && [ "$(cat)" = "${address}" ] || { echo "credentials not found in native keychain"; exit 1; }
echo '${JSON.stringify({ ServerURL: address, Username, Secret })}'`;

  it("is none without a config", async () => {
    expect(await storedLogin("docker.io", env)).to.equal(undefined);
  });

  const FILES: [title: string, auths: object, registry: string, login: object | undefined][] = [
    ["of docker's own registry", { [HUB]: auth("ops:a:b") }, "docker.io", { username: "ops", password: "a:b" }],
    ["of a registry with a port", { "r.io:5000": auth("ops:pw") }, "r.io:5000", { username: "ops", password: "pw" }],
    ["under an address", { "https://r.io/v1/": auth("ops:pw") }, "r.io", { username: "ops", password: "pw" }],
    ["in clear", { "r.io": { username: "ops", password: "pw" } }, "r.io", { username: "ops", password: "pw" }],
    ["of a token", { "r.io": { ...auth("ops:"), identitytoken: "t" } }, "r.io", { identityToken: "t" }],
    ["of another registry", { "r.io": auth("ops:pw") }, "r.io:5000", undefined],
    ["that a helper holds", { "r.io": {} }, "r.io", undefined],
  ]; // prettier-ignore
  for (const [title, auths, registry, login] of FILES)
    it(`is read from the config: ${title}`, async () => {
      config({ auths });

      expect(await storedLogin(registry, env)).to.deep.equal(login);
    });

  it("is asked of the store", async () => {
    config({ credsStore: "store", auths: { [HUB]: {} } });
    helper("store", knows(HUB, "ops", "pw"));

    expect(await storedLogin("docker.io", env)).to.deep.equal({ username: "ops", password: "pw" });
    expect(await storedLogin("r.io", env)).to.equal(undefined);
  });

  it("is asked of the registry's own helper before all others", async () => {
    config({
      credHelpers: { "r.io": "own" },
      credsStore: "nosuch",
      auths: { "r.io": auth("a:b") },
    });
    helper("own", knows("r.io", "<token>", "t"));

    expect(await storedLogin("r.io", env)).to.deep.equal({ identityToken: "t" });
  });

  const FAILURES: [title: string, script: string | undefined, words: string][] = [
    ["is not there", undefined, "docker-credential-own: is not in PATH, and docker's config.json names it for r.io."],
    ["fails", "echo token expired; exit 3", "docker-credential-own: gave no login for r.io (exit code 3). token expired."],
    ["answers no JSON", "echo hunter2hunter2", "docker-credential-own: answered no JSON with Username and Secret for r.io."],
    ["answers half a login", `echo '{"Username":"","Secret":"hunter2hunter2"}'`, "answered no JSON"],
  ]; // prettier-ignore
  for (const [title, script, words] of FAILURES)
    it(`names the helper that ${title}`, async () => {
      config({ credHelpers: { "r.io": "own" } });
      if (script) helper("own", script);

      const { message } = await failureOf(storedLogin("r.io", env));

      expect(message).to.contain(words).and.to.contain("`docker login`");
      expect(message).to.not.contain("hunter2");
    });

  it("travels as docker sends it", () => {
    const header = encodeLogin({ username: "ops", password: "ÿ?>" }, "docker.io");

    expect(header)
      .to.match(/^[\w-]+={0,2}$/)
      .and.to.have.length.above(0);
    expect(header.length % 4).to.equal(0);
    expect(JSON.parse(Buffer.from(header, "base64url").toString())).to.deep.equal({
      ...{ username: "ops", password: "ÿ?>", serveraddress: HUB },
    });
  });
});
