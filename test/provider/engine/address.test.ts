import { rmSync } from "node:fs";
import { expect } from "chai";
import { resolveEndpoints } from "../../../provider/engine/address";
import type { ConnectionArgs } from "../../../provider/model/common";
import { contextsFolder, http, https, local, pem, resolveEndpoint, tls, unix } from "./endpoints";

describe("where the engine is", () => {
  let folder: string;
  before(() => (folder = contextsFolder()));
  after(() => rmSync(folder, { recursive: true }));

  const addresses: [string, ConnectionArgs, unknown][] = [
    ["takes a unix socket", { host: "unix:///run/d.sock" }, unix("/run/d.sock")],
    ["takes unix:// as the local socket", { host: "unix://" }, local],
    [
      "takes tcp to this machine as http",
      { host: "tcp://127.0.0.1" },
      http("tcp://127.0.0.1:2375"),
    ],
    [
      "takes tcp with certificates as https",
      { host: "tcp://10.0.0.1", ...tls },
      https("tcp://10.0.0.1:2376"),
    ],
    [
      "takes http with certificates as https",
      { host: "http://10.0.0.1:99", ...tls },
      https("http://10.0.0.1:99"),
    ],
    [
      "takes 443 for https",
      { host: "https://swarm.example", ...tls },
      https("https://swarm.example:443"),
    ],
    [
      "takes plain tcp to another machine when told so",
      { host: "tcp://10.0.0.1", insecure: true },
      http("tcp://10.0.0.1:2375"),
    ],
    [
      "takes an IPv6 address",
      { host: "tcp://[::1]:2375" },
      { kind: "http", address: "tcp://[::1]:2375", host: "::1", port: 2375 },
    ],
    [
      "takes ssh with user, port and socket",
      { host: "ssh://ops@node:2222/run/d.sock" },
      {
        kind: "ssh",
        address: "ssh://ops@node:2222/run/d.sock",
        host: "node",
        user: "ops",
        port: 2222,
        socketPath: "/run/d.sock",
      },
    ],
    [
      "takes a bare ssh host",
      { host: "ssh://node" },
      { kind: "ssh", address: "ssh://node", host: "node" },
    ],
    [
      "takes ssh with a key, known hosts and a jump host",
      {
        host: "ssh://node",
        sshKey: pem("PRIVATE KEY"),
        sshKnownHosts: "node ssh-rsa AAAA",
        sshJump: "bastion",
      },
      {
        ...{ kind: "ssh", address: "ssh://node", host: "node", jump: ["bastion"] },
        ...{ key: `${pem("PRIVATE KEY")}\n`, knownHosts: "node ssh-rsa AAAA\n" },
      },
    ],
  ];
  for (const [title, connection, expected] of addresses) {
    it(title, () => {
      expect(resolveEndpoint(connection, {})).to.deep.equal(expected);
    });
  }

  const refused: [string, ConnectionArgs, RegExp][] = [
    ["plain tcp to another machine", { host: "tcp://10.0.0.1" }, /plain HTTP.*insecure: true/],
    [
      "a name that merely begins like this machine",
      { host: "tcp://127.0.0.1.evil.org" },
      /plain HTTP/,
    ],
    ["host and context together", { host: "unix://", context: "prod" }, /exclude each other/],
    ["certificates without a host", { ca: "CA" }, /belong to a `host`/],
    [
      "a key for ssh without an address for it",
      { host: "tcp://h", sshKey: "k" },
      /^connection: sshKey need a `host` that begins with ssh:\/\/\.$/,
    ],
    ["a jump host for a context", { context: "shell", sshJump: "b" }, /sshJump need a `host`/],
    ["a certificate that is not there", { host: "tcp://h", ca: "/none.pem" }, /\/none.pem cannot/],
    [
      "a certificate without its key",
      { host: "tcp://h", ca: pem("CA"), cert: pem("C") },
      /come in pairs/,
    ],
    ["an address without a scheme", { host: "10.0.0.1:2375" }, /no address of an engine/],
    ["a pipe of Windows", { host: "npipe:////./pipe/docker" }, /no address of an engine/],
    ["a relative socket", { host: "unix://docker.sock" }, /no absolute path/],
    ["a path behind the port", { host: "https://h:1/docker", ...tls }, /scheme, host and port/],
    ["a socket's path that a shell would read", { host: "ssh://h/$(id)" }, /letters, digits/],
    ["a context that is not there", { context: "nowhere" }, /there is none in .*contexts/],
    ["a context that skips the check of certificates", { context: "careless" }, /skips the check/],
    ["a context without an engine", { context: "kubernetes" }, /names no docker endpoint/],
  ];
  for (const [title, connection, message] of refused) {
    it(`refuses ${title}`, () => {
      expect(() => resolveEndpoint(connection, { DOCKER_CONFIG: folder })).to.throw(message);
    });
  }

  for (const host of [
    "ssh://ops:hunter2@node",
    "tcp://u:hunter2@h",
    "ftp://u:hunter2@h",
    "tcp://u:hunter2@:1",
  ]) {
    it(`keeps the password of ${host.replace("hunter2", "…")} out of the message`, () => {
      expect(() => resolveEndpoint({ host }, {}))
        .to.throw()
        .and.not.match(/hunter2/);
    });
  }
});

describe("several managers", () => {
  it("are one place after the other, with the same certificates", () => {
    const host = ["tcp://10.0.0.11:2376", "tcp://10.0.0.12:2376"];
    expect(resolveEndpoints({ host, ...tls }, {})).to.deep.equal(
      ["10.0.0.11", "10.0.0.12"].map((one) => ({
        ...{ kind: "https", address: `tcp://${one}:2376`, host: one, port: 2376, tls },
      })),
    );
  });

  const WRONG: [string, string[], string][] = [
    ["no manager", [], "connection.host: an address is missing. Name one manager at least."],
    ["an empty one", ["unix:///a.sock", ""], "connection.host: an address is missing. Name one manager at least."],
  ]; // prettier-ignore
  for (const [what, host, words] of WRONG)
    it(`are not ${what}`, () => {
      expect(() => resolveEndpoints({ host }, { DOCKER_HOST: "unix:///other.sock" })).to.throw(
        words,
      );
    });
});
