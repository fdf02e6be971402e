import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Endpoint } from "../../../provider/engine/address";
import type { ConnectionArgs } from "../../../provider/model/common";
import {
  certificatesOf,
  contextsFolder,
  http,
  https,
  local,
  resolveEndpoint,
  unix,
} from "./endpoints";

describe("where the engine is, by the environment,", () => {
  let folder: string;
  before(() => (folder = contextsFolder()));
  after(() => rmSync(folder, { recursive: true }));

  const environments: [
    string,
    ConnectionArgs | undefined,
    Record<string, string>,
    Partial<Endpoint>,
  ][] = [
    ["takes the local socket when nothing is said", undefined, {}, local],
    ["takes DOCKER_HOST", undefined, { DOCKER_HOST: "unix:///e.sock" }, unix("/e.sock")],
    [
      "takes DOCKER_HOST before DOCKER_CONTEXT",
      undefined,
      { DOCKER_HOST: "unix:///e.sock", DOCKER_CONTEXT: "prod" },
      unix("/e.sock"),
    ],
    [
      "takes DOCKER_CONTEXT with its certificates",
      undefined,
      { DOCKER_CONTEXT: "prod" },
      https("tcp://10.0.0.5:2376"),
    ],
    [
      "takes a host before the environment",
      { host: "unix:///run/d.sock" },
      { DOCKER_HOST: "tcp://prod:2375", DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: "/nowhere" },
      unix("/run/d.sock"),
    ],
    [
      "takes a context before the environment",
      { context: "prod" },
      { DOCKER_HOST: "unix:///e.sock" },
      https("tcp://10.0.0.5:2376"),
    ],
    [
      "takes the context default as the local socket",
      { context: "default" },
      { DOCKER_HOST: "tcp://x" },
      local,
    ],
    [
      "gives an explicit host no certificates of the environment",
      { host: "tcp://127.0.0.1:2375" },
      { DOCKER_TLS_VERIFY: "1" },
      http("tcp://127.0.0.1:2375"),
    ],
  ];
  for (const [title, connection, env, expected] of environments) {
    it(title, () => {
      const found = resolveEndpoint(connection, { DOCKER_CONFIG: folder, ...env });

      expect(found).to.deep.equal(expected);
    });
  }

  it("takes the certificates of DOCKER_CERT_PATH for DOCKER_HOST", () => {
    const env = {
      DOCKER_HOST: "tcp://10.0.0.5",
      DOCKER_TLS_VERIFY: "1",
      DOCKER_CERT_PATH: certificatesOf(folder, "prod"),
    };

    expect(resolveEndpoint(undefined, env)).to.deep.equal(https("tcp://10.0.0.5:2376"));
  });

  it("refuses a DOCKER_CERT_PATH without certificates", () => {
    const env = { DOCKER_HOST: "tcp://10.0.0.5", DOCKER_CERT_PATH: folder };

    expect(() => resolveEndpoint(undefined, env)).to.throw(/no ca.pem/);
  });

  it("takes the context that `docker context use` left", () => {
    writeFileSync(join(folder, "config.json"), JSON.stringify({ currentContext: "shell" }));

    const found = resolveEndpoint(undefined, { DOCKER_CONFIG: folder });

    expect(found.address).to.equal("ssh://ops@10.0.0.6");
  });

  it("keeps what is in a broken config.json out of the message", () => {
    writeFileSync(join(folder, "config.json"), `{"auths": {"r": {"auth": "aHVudGVyMg==`);

    const found = () => resolveEndpoint(undefined, { DOCKER_CONFIG: folder });

    expect(found)
      .to.throw(/not valid JSON/)
      .and.not.match(/aHVudGVyMg/);
  });
});
