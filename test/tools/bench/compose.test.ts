import { expect } from "chai";
import { composeFile } from "../../../tools/bench/compose";
import { fileAfter } from "../../../tools/bench/contenders/wanted";
import { OPERATIONS } from "../../../tools/bench/operations";
import { readCompose } from "../../../sdk/compose";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

describe("the stack of the benchmark", () => {
  it("changes every service for an update of all, and the first one for an update of one", () => {
    const wanted = { host: "unix:///x", services: 20, replicas: 1, subnet: "10.1.0.0/16" };

    expect(
      OPERATIONS.map((one) => fileAfter(one, wanted)).map(({ all, first }) => all + first),
    ).to.deep.equal(["11", "11", "21", "22", "22", "22"]);
  });

  it("is a Compose file of so many services", () => {
    const dir = mkdtempSync(join(tmpdir(), "bench-"));
    const file = join(dir, "docker-stack.yml");
    try {
      writeFileSync(
        file,
        composeFile({ services: 2, replicas: 0, all: "1", first: "2" }, "10.1.0.0/16"),
      );
      const service = (OWN: string) => ({
        image: "busybox:latest",
        command: ["sleep", "1d"],
        init: true,
        environment: { ALL: "1", OWN },
        deploy: { replicas: 0 },
      });

      expect(readCompose([file], { environment: {} }).model).to.deep.equal({
        services: { s1: service("2"), s2: service("1") },
        volumes: {},
        secrets: {},
        configs: {},
        networks: { default: { ipam: { config: [{ subnet: "10.1.0.0/16" }] } } },
      });
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
