// A service's fields one by one: what people write, and its one canonical spelling.

import { expect } from "chai";
import { canonicalService } from "../../../../provider/model/canonical";
import type { Problem } from "../../../../provider/model/common";
import type { ServiceArgs, ServiceInputs } from "../../../../provider/model/service";

function canonical(args: ServiceArgs): { inputs: ServiceInputs; problems: Problem[] } {
  const problems: Problem[] = [];
  return { inputs: canonicalService(args, ["services", "web"], problems), problems };
}

describe("a service in the canonical form", () => {
  const rows: [title: string, args: ServiceArgs, inputs: ServiceInputs][] = [
    ["has no property for what is absent", { image: undefined, command: [] }, {}],
    [
      "keeps plain values",
      {
        image: "nginx",
        user: "1000:1000",
        tty: false,
        init: true,
        oomScoreAdj: 0,
        stopSignal: "SIGINT",
      },
      {
        image: "nginx",
        user: "1000:1000",
        tty: false,
        init: true,
        oomScoreAdj: 0,
        stopSignal: "SIGINT",
      },
    ],
    [
      "splits commands of text and keeps lists",
      { command: "nginx -g 'daemon off;'", entrypoint: ["/run me", "$X"] },
      { command: ["nginx", "-g", "daemon off;"], entrypoint: ["/run me", "$X"] },
    ],
    [
      "makes a map of environment in any form, ordered by name",
      { environment: ["Z=1", "A=b=c", "EMPTY=", "ALONE", "Z=2"] },
      { environment: { A: "b=c", ALONE: null, EMPTY: "", Z: "2" } },
    ],
    [
      "writes numbers and booleans of an environment as text",
      { environment: { N: 1.5, B: true, T: "x", NULL: null } },
      { environment: { B: "true", N: "1.5", NULL: null, T: "x" } },
    ],
    [
      "gives a label without a value an empty one",
      { labels: ["a=1", "b"] },
      { labels: { a: "1", b: "" } },
    ],
    [
      "treats label maps and sysctls alike",
      { labels: { b: null, a: 1 }, sysctls: ["net.a=1"], deploy: { labels: { x: "y" } } },
      { labels: { a: "1", b: "" }, sysctls: { "net.a": "1" }, deploy: { labels: { x: "y" } } },
    ],
    [
      "writes the limit of memory and swap as a size, or as none",
      { memswapLimit: "1024m", memSwappiness: 0 },
      { memswapLimit: "1GiB", memSwappiness: 0 },
    ],
    ["takes swap without end", { memswapLimit: -1 }, { memswapLimit: "-1" }],
    ["names platforms as images do", { platform: "Linux/x86_64" }, { platform: "linux/amd64" }],
    ["tells variants of arm alone", { platform: "linux/aarch64/v8" }, { platform: "linux/arm64" }],
    ["keeps the variant of arm", { platform: "linux/arm/v7" }, { platform: "linux/arm/v7" }],
    [
      "takes a system alone, and no platform for none",
      { platform: "windows" },
      { platform: "windows" },
    ],
    ["has no platform for an empty one", { platform: "" }, {}],
    ["writes durations as Go does", { stopGracePeriod: "90s" }, { stopGracePeriod: "1m30s" }],
    [
      "normalises capabilities, each once and in order",
      { capAdd: ["net_admin", " CAP_CHOWN", "NET_ADMIN"], capDrop: ["kill", "chown", "reset"] },
      { capAdd: ["CAP_CHOWN", "CAP_NET_ADMIN"], capDrop: ["CAP_KILL"] },
    ],
    [
      "lets ALL stand for all capabilities",
      { capAdd: ["chown"], capDrop: ["all", "kill"] },
      { capAdd: ["CAP_CHOWN"], capDrop: ["ALL"] },
    ],
    ["adds rather than drops ALL", { capAdd: ["ALL"], capDrop: ["ALL"] }, { capAdd: ["ALL"] }],
    [
      "gives a limit its soft and hard value",
      { ulimits: { nproc: 7, nofile: { soft: 1, hard: 2 }, core: 0 } },
      {
        ulimits: {
          core: { soft: 0, hard: 0 },
          nofile: { soft: 1, hard: 2 },
          nproc: { soft: 7, hard: 7 },
        },
      },
    ],
    [
      "writes extra hosts as the engine does, in their order",
      { extraHosts: ["b:10.0.0.2", "a=10.0.0.1", "c=[::1]", "d:::2", "e:host-gateway"] },
      { extraHosts: ["10.0.0.2 b", "10.0.0.1 a", "::1 c", "::2 d", "host-gateway e"] },
    ],
    [
      "orders a map of extra hosts by name",
      { extraHosts: { b: "10.0.0.2", a: "[::1]", none: null } },
      { extraHosts: ["::1 a", "10.0.0.2 b"] },
    ],
    ["keeps extra hosts that are canonical", { extraHosts: ["::1 a"] }, { extraHosts: ["::1 a"] }],
    [
      "keeps the blanks of extra hosts where docker leaves them",
      { extraHosts: ["a: 10.0.0.1", "b = 10.0.0.2", "c:10.0.0.3 ", "d:"] },
      { extraHosts: [" 10.0.0.1 a", " 10.0.0.2 b ", "10.0.0.3  c", " d"] },
    ],
    [
      "keeps those when they are canonical",
      { extraHosts: [" 10.0.0.1 a", " 10.0.0.2 b ", "10.0.0.3  c", " d"] },
      { extraHosts: [" 10.0.0.1 a", " 10.0.0.2 b ", "10.0.0.3  c", " d"] },
    ],
    [
      "makes lists of single texts, and keeps their order",
      { dns: "1.1.1.1", dnsSearch: ["z", "a"], dnsOpt: ["ndots:2"], groupAdd: [1000, "docker"] },
      {
        dns: ["1.1.1.1"],
        dnsSearch: ["z", "a"],
        dnsOpt: ["ndots:2"],
        groupAdd: ["1000", "docker"],
      },
    ],
    [
      "runs a health check of text in a shell",
      { healthcheck: { test: "curl -f x || exit 1", interval: "60s", retries: 3 } },
      { healthcheck: { test: ["CMD-SHELL", "curl -f x || exit 1"], interval: "1m0s", retries: 3 } },
    ],
    [
      "keeps an empty health check and an empty log driver",
      { healthcheck: {}, logging: {} },
      { healthcheck: {}, logging: {} },
    ],
    [
      "writes log options as text",
      { logging: { driver: "json-file", options: { "max-file": 3, compress: true } } },
      { logging: { driver: "json-file", options: { compress: "true", "max-file": "3" } } },
    ],
    ["makes a map of a list of networks", { networks: ["b", "a"] }, { networks: { a: {}, b: {} } }],
    [
      "keeps what is said of a network",
      { networks: { b: { aliases: ["z", "y"], driverOpts: { mtu: 1400 } }, a: null } },
      { networks: { a: {}, b: { aliases: ["z", "y"], driverOpts: { mtu: "1400" } } } },
    ],
    [
      "writes file references in the long form, ordered by source",
      {
        secrets: ["pw", { source: "cert", target: "tls.pem", uid: 1000, mode: "0440" }],
        configs: [{ source: "c", mode: 0o400 }],
      },
      {
        secrets: [
          { source: "cert", target: "tls.pem", uid: "1000", mode: 0o440 },
          { source: "pw" },
        ],
        configs: [{ source: "c", mode: 0o400 }],
      },
    ],
    [
      "waits for a dependency to have started",
      { dependsOn: ["db"] },
      { dependsOn: { db: { condition: "service_started" } } },
    ],
    [
      "keeps of a dependency that it is not required, and not that it is",
      { dependsOn: { db: { required: false }, init: { required: true } } },
      {
        dependsOn: {
          db: { condition: "service_started", required: false },
          init: { condition: "service_started" },
        },
      },
    ],
    [
      "keeps the condition of a dependency",
      { dependsOn: { db: { condition: "service_healthy" }, init: {} } },
      {
        dependsOn: { db: { condition: "service_healthy" }, init: { condition: "service_started" } },
      },
    ],
  ];
  for (const [title, args, inputs] of rows) {
    it(title, () => expect(canonical(args)).to.deep.equal({ inputs, problems: [] }));
  }

  it("has the same bytes however the keys of a map are ordered", () => {
    const one = canonical({ environment: { A: "1", B: "2" }, labels: { x: "1", a: "2" } });
    const other = canonical({ labels: { a: "2", x: "1" }, environment: { B: "2", A: "1" } });

    expect(JSON.stringify(one.inputs)).to.equal(JSON.stringify(other.inputs));
  });
});

describe("what cannot be read of a service", () => {
  const rows: [title: string, args: ServiceArgs, path: string, reason: string][] = [
    ["names an open quote", { command: "a 'b" }, "command", "a quote is not closed"],
    [
      "names a duration without unit",
      { stopGracePeriod: "10" },
      "stopGracePeriod",
      '"10" is no duration',
    ],
    ["names a size", { shmSize: "lots" }, "shmSize", '"lots" is no size'],
    [
      "names CPUs",
      { deploy: { resources: { limits: { cpus: "1/3" } } } },
      "deploy.resources.limits.cpus",
      '"1/3" is no number of CPUs',
    ],
    [
      "names a file mode",
      { secrets: [{ source: "a", mode: "0999" }] },
      "secrets.0.mode",
      '"0999" is no file mode',
    ],
    [
      "names a host without an address",
      { extraHosts: ["a"] },
      "extraHosts.0",
      '"a" names no address',
    ],
    ["names a map in place of a list", { ports: {} as never }, "ports", "must be a list"],
    ["names a list in place of a map", { ulimits: [] as never }, "ulimits", "must be a map"],
    [
      "names a value that is no text",
      { environment: { A: {} as never } },
      "environment.A",
      "must be text",
    ],
  ];
  for (const [title, args, path, reason] of rows) {
    it(`${title}, and goes on`, () => {
      const { inputs, problems } = canonical({ image: "nginx", ...args });

      expect(inputs.image).to.equal("nginx");
      expect(problems.map((problem) => problem.path.join("."))).to.deep.equal([
        `services.web.${path}`,
      ]);
      expect(problems[0]?.reason).to.include(reason);
    });
  }
});
