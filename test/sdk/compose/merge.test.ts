// Several files as one stack: where docker's merge is mended, and what Compose adds. (That the rest is docker's, the
// parity cases say.)

import { expect } from "chai";
import { inFolder, read, refusal } from "./folder";
import { readCompose } from "../../../sdk/compose";

/** The service "web" of two files, each given as the keys that it says of it. */
function merged(base: string, over: string) {
  const { model } = read({
    "a.yml": `services: {web: {image: a, ${base}}}`,
    "b.yml": `services: {web: {${over}}}`,
  });
  const { image: _image, ...rest } = model.services.web ?? {};
  void _image;
  return rest;
}

const mended: Record<string, [base: string, over: string, expected: object]> = {
  "lets false override true": [
    "tty: true, init: true",
    "tty: false, init: false",
    { tty: false, init: false },
  ],
  "replaces a health test": [
    "healthcheck: {test: [CMD, a], retries: 3}",
    "healthcheck: {test: [CMD, b]}",
    { healthcheck: { test: ["CMD", "b"], retries: 3 } },
  ],
  "turns a health test off": [
    "healthcheck: {test: [CMD, a]}",
    "healthcheck: {disable: true}",
    { healthcheck: { disable: true } },
  ],
  "tells ports apart by protocol, and unpublished ones by target": [
    "ports: ['53:53/udp', '80', '81']",
    "ports: ['53:54/tcp', '81']",
    {
      ports: [
        { target: 80, protocol: "tcp", mode: "ingress" },
        { target: 81, protocol: "tcp", mode: "ingress" },
        { target: 53, published: 53, protocol: "udp", mode: "ingress" },
        { target: 54, published: 53, protocol: "tcp", mode: "ingress" },
      ],
    },
  ],
  "adds options to a logging driver that had none": [
    "logging: {driver: a}",
    "logging: {driver: a, options: {x: 1}}",
    { logging: { driver: "a", options: { x: "1" } } },
  ],
  "keeps the driver options of a network": [
    "networks: {default: {driver_opts: {a: 1}}}",
    "networks: {default: {aliases: [x]}}",
    { networks: { default: { driverOpts: { a: "1" }, aliases: ["x"] } } },
  ],
  "takes the later swap and platform": [
    "memswap_limit: 1g, mem_swappiness: 10, platform: linux/amd64, deploy: {placement: {platforms: [linux/arm64]}}",
    "memswap_limit: -1, mem_swappiness: 0, platform: linux/arm64, deploy: {placement: {platforms: [linux/386]}, force_update: 2}",
    {
      memswapLimit: "-1",
      memSwappiness: 0,
      platform: "linux/arm64",
      deploy: { placement: { platforms: ["linux/386"] }, forceUpdate: 2 },
    },
  ],
  "drops what !reset stands at": [
    "environment: {A: 1, B: 2}, dns: [1.1.1.1]",
    "environment: {A: !reset null}, dns: !reset []",
    { environment: { B: "2" } },
  ],
  "replaces where !override stands": [
    "ports: ['80:80'], deploy: {replicas: 3, mode: global}",
    "ports: !override ['90:90'], deploy: !override {mode: global}",
    {
      ports: [{ target: 90, published: 90, protocol: "tcp", mode: "ingress" }],
      deploy: { mode: "global" },
    },
  ],
  "takes !reset and !override in an item of a list for what the item says": [
    "volumes: ['/a:/x', '/b:/y']",
    "volumes: [{type: bind, source: !override /c, target: /x, read_only: !reset true}]",
    {
      volumes: [
        { type: "bind", source: "/c", target: "/x" },
        { type: "bind", source: "/b", target: "/y" },
      ],
    },
  ],
};

describe("the merge of files", () => {
  for (const [title, [base, over, expected]] of Object.entries(mended))
    it(title, () => {
      expect(merged(base, over)).to.deep.equal(expected);
    });

  it("drops whole sections", () => {
    const { model } = read({
      "a.yml": "services: {web: {image: a}}\nnetworks: {n: {}}",
      "b.yml": "services: !override {api: {image: b}}\nnetworks: !reset null",
    });

    expect([model.services, model.networks]).to.deep.equal([{ api: { image: "b" } }, {}]);
  });

  it("refuses !reset where it cannot tell apart what is reset", () => {
    const files = {
      "a.yml": "services: {web: {image: a, tmpfs: /x}}",
      "b.yml": "services: {web: {tmpfs: !reset null}}",
    };

    expect(refusal(files)).to.match(
      /^b\.yml:1:18 services\.web\.tmpfs: !reset and !override cannot/,
    );
  });

  it("reads the file of a replaced secret no more", () => {
    const { model } = read({
      "a.yml": "services: {}\nsecrets: {s: {file: nowhere}}",
      "b.yml": "secrets: {s: {external: true}}",
    });

    expect(model.secrets).to.deep.equal({ s: { external: true } });
  });
});

describe("extends", () => {
  it("lays a service over one of its file, and over one of another file with its own paths", () => {
    const files = {
      "c.yml": `
services:
  web: {extends: {file: lib/base.yml, service: base}, environment: {B: own}}
  two: {extends: web, image: b, command: !reset null}
`,
      "lib/base.yml": `
services:
  base: {extends: root, command: [run], volumes: ["./data:/data"]}
  root: {image: a, environment: {A: root, B: root}, restart: always}
`,
    };

    inFolder(files, (workingDir) => {
      const { model } = readCompose(["c.yml"], { workingDir });
      const common = {
        environment: { A: "root", B: "own" },
        volumes: [{ type: "bind", source: `${workingDir}/lib/data`, target: "/data" }],
        deploy: { restartPolicy: { condition: "any" } },
      };

      expect(model.services).to.deep.equal({
        web: { image: "a", command: ["run"], ...common },
        two: { image: "b", ...common },
      });
    });
  });

  const refused: [title: string, service: string, message: string][] = [
    [
      "itself",
      "{image: a, extends: web}",
      "c.yml:1:28 services.web.extends: the service extends itself.",
    ],
    [
      "a service that is not there",
      "{image: a, extends: other}",
      'c.yml:1:28 services.web.extends: there is no service "other" in c.yml.',
    ],
  ];
  for (const [title, service, message] of refused)
    it(`refuses ${title}`, () => {
      expect(refusal(`services: {web: ${service}}`)).to.equal(message);
    });

  it("says where an env file of an include is named that is not there", () => {
    const files = {
      "c.yml": "include:\n  - {path: o/o.yml, env_file: no.env}",
      "o/o.yml": "services: {}",
    };

    expect(refusal(files)).to.match(
      /^c\.yml:1:1 include: env file: cannot read \S*no\.env\. There is no such file\.$/,
    );
  });

  it("tells of each file that is not there, with what else is wrong with `extends` and `include`", () => {
    const files = {
      "c.yml":
        "include: [no.yml, lib/ok.yml, none.yml]\nservices:\n  a: {extends: {file: no.yml, service: x}}\n" +
        "  b: {extends: {file: lib/ok.yml, service: x}}\n  c: {extends: {file: no.yml, service: y}}\n  d: {extends: x}",
      "lib/ok.yml": "services: {one: {image: a}}",
    };

    expect(
      refusal(files)
        .split("\n")
        .map((line) => line.replace(/read \S+\//, "read ")),
    ).to.deep.equal([
      "c.yml:1:1 include: cannot read no.yml. There is no such file.",
      "c.yml:1:1 include: cannot read none.yml. There is no such file.",
      "c.yml:3:7 services.a.extends: cannot read no.yml. There is no such file.",
      'c.yml:4:7 services.b.extends: there is no service "x" in lib/ok.yml.',
      "c.yml:5:7 services.c.extends: cannot read no.yml. There is no such file.",
      'c.yml:6:7 services.d.extends: there is no service "x" in c.yml.',
    ]);
  });

  it("says where a file is named that is not there", () => {
    expect(refusal("services: {web: {extends: {file: x.yml, service: y}}}")).to.match(
      /^c\.yml:1:18 services\.web\.extends: cannot read \S+x\.yml\. There is no such file\.$/,
    );
  });
});
