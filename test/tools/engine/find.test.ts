// Which engine the tools take: the one that the docker CLI would talk to.

import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { findEngine } from "../../../tools/engine/find";

describe("finding an engine", () => {
  let folder: string;
  let host: string;
  let server: http.Server;

  function writeContext(name: string, Host: string): void {
    const id = createHash("sha256").update(name).digest("hex");
    const meta = join(folder, "contexts/meta", id);
    mkdirSync(meta, { recursive: true });
    writeFileSync(
      join(meta, "meta.json"),
      JSON.stringify({ Name: name, Endpoints: { docker: { Host } } }),
    );
  }

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "find-"));
    const socket = join(folder, "engine.sock");
    host = `unix://${socket}`;
    server = http.createServer((asked, answer) => {
      answer.statusCode = asked.url === "/_ping" ? 200 : 404;
      answer.end("OK");
    });
    await once(server.listen(socket), "listening");
    writeContext("here", host);
    writeContext("far", "ssh://ops@192.0.2.1");
    writeContext("gone", `unix://${folder}/nobody.sock`);
    writeFileSync(join(folder, "config.json"), JSON.stringify({ currentContext: "here" }));
  });

  after(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  const found = async (env: NodeJS.ProcessEnv): Promise<unknown> => {
    const engine = await findEngine({ DOCKER_CONFIG: folder, ...env });
    return engine && [engine.host, engine.source];
  };

  it("takes DOCKER_HOST before everything else", async () => {
    const env = { DOCKER_HOST: host, DOCKER_CONTEXT: "far" };
    expect(await found(env)).to.deep.equal([host, "DOCKER_HOST"]);
  });

  it("takes the context that DOCKER_CONTEXT names before the current one", async () => {
    const far = ["ssh://ops@192.0.2.1", "the docker context far"];
    expect(await found({ DOCKER_CONTEXT: "far" })).to.deep.equal(far);
  });

  it("takes the current context when the environment names none", async () => {
    expect(await found({})).to.deep.equal([host, "the docker context here"]);
  });

  for (const [what, env] of [
    ["the engine does not answer", { DOCKER_CONTEXT: "gone" }],
    ["there is no such context", { DOCKER_CONTEXT: "nosuch" }],
    ["the address is not one of an engine's", { DOCKER_HOST: "npipe:////./pipe/docker_engine" }],
  ] as const) {
    it(`finds none when ${what}`, async () => {
      expect(await found(env)).to.equal(undefined);
    });
  }
});
