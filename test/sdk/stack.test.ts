import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { Props } from "../../provider/state";
import * as swarm from "../../sdk";
import { inputsOf, program, valueOf, type Registered } from "./mocks";

const COMPOSE = `
services:
  web:
    image: nginx:\${TAG:-v1}
    environment: { A: "1" }
    networks: [front]
    deploy: { replicas: 2, labels: { tier: front } }
    secrets: [pw]
networks:
  front: {}
secrets:
  pw: { file: ./pw.txt }
`;

describe("a Stack of a program", () => {
  let registered: Registered[];
  let workingDir: string;
  beforeEach(async () => {
    registered = await program();
    workingDir = mkdtempSync(join(tmpdir(), "stack-"));
    writeFileSync(join(workingDir, "docker-stack.yml"), COMPOSE);
    writeFileSync(join(workingDir, "pw.txt"), "hunter2");
  });
  afterEach(() => rmSync(workingDir, { recursive: true }));

  const files = ["docker-stack.yml"];
  const make = (args: swarm.StackArgs) => new swarm.Stack("shop", { workingDir, ...args });
  const inputs = (args: swarm.StackArgs) => inputsOf(registered, make(args));
  const web = async (args: swarm.StackArgs): Promise<Props> =>
    ((await inputs(args)).services as Record<string, Props>).web ?? {};

  it("declares what its files say", async () => {
    expect(await web({ files, variables: { TAG: "v2" } })).to.deep.include({
      image: "nginx:v2",
      environment: { A: "1" },
    });
  });

  it("takes one file as well as a list", async () => {
    expect(await inputs({ files: "docker-stack.yml" })).to.deep.equal(await inputs({ files }));
  });

  it("takes from typed code alone what a service of its files lacks", async () => {
    writeFileSync(join(workingDir, "docker-stack.yml"), "services: {web: {user: me}}");

    const merged = await web({ files, services: { web: { image: pulumi.output("nginx") } } });

    expect(merged).to.deep.equal({ image: "nginx", user: "me" });
  });

  it("merges typed code over its files, key by key", async () => {
    const typed = { web: { environment: { B: "2" }, deploy: { replicas: 5 } } };

    const merged = await web({ files, services: typed });

    expect(merged.environment).to.deep.equal({ A: "1", B: "2" });
    expect(merged.deploy).to.deep.equal({ replicas: 5, labels: { tier: "front" } });
  });

  const later = <T>(value: T) => pulumi.output(value);
  const FORMS: [string, swarm.StackArgs["services"], object][] = [
    ["lists where the files have maps", { web: { environment: ["B=2=3", "C"], networks: ["back"] } },
      { environment: { A: "1", B: "2=3", C: null }, networks: { back: {}, front: {} } }],
    ["an item that comes later", { web: { environment: [later("B=2")] } }, { environment: { A: "1", B: "2" } }],
    ["a map that comes later", { web: { environment: later({ B: "2" }) } }, { environment: { A: "1", B: "2" } }],
    ["a service that comes later", { web: later({ user: "me" }) }, { image: "nginx:v1", user: "me" }],
    ["services that come later", later({ web: { user: "me" } }), { image: "nginx:v1", user: "me" }],
    ["no list with items that are no text, which `check` refuses", { web: { environment: ["B=2", undefined] as never } }, { environment: ["B=2", null] }],
    ["lists over lists, which take the place", { web: { secrets: [] } }, { image: "nginx:v1", secrets: [] }],
  ]; // prettier-ignore
  for (const [what, services, expected] of FORMS)
    it(`merges ${what}`, async () => {
      expect(await web({ files, services })).to.deep.include(expected);
    });

  const CHOICES: [string, string, swarm.StackArgs, object][] = [
    ["content", "secrets: {pw: {file: bytes}}", { secrets: { pw: { data: "new" } } }, { secrets: { pw: { data: { secret: "new" } } } }],
    ["content that comes later", "configs: {c: {file: bytes}}", { configs: later({ c: { data: "new" } }) }, { configs: { c: { data: "new" } } }],
    ["a driver that holds the content", "secrets: {pw: {file: pw.txt}}", { secrets: { pw: { driver: "vault" } } }, { secrets: { pw: { driver: "vault" } } }],
    ["content that a driver held", "secrets: {pw: {driver: vault, driver_opts: {a: 1}}}", { secrets: { pw: { dataBase64: later("AA==") } } }, { secrets: { pw: { dataBase64: { secret: "AA==" } } } }],
    ["options of the driver that holds the content", "secrets: {pw: {driver: vault}}", { secrets: { pw: { driver: "vault", driverOpts: { a: "1" } } } }, { secrets: { pw: { driver: "vault", driverOpts: { a: "1" } } } }],
    ["labels of a content", "configs: {c: {file: pw.txt}}", { configs: { c: { labels: { a: "1" } } } }, { configs: { c: { data: "hunter2", labels: { a: "1" } } } }],
    ["a volume on a share", "volumes: {v: {driver_opts: {type: nfs, o: 'addr=a'}, labels: {a: b}}}", { volumes: { v: { nfs: { server: "b", path: "/b" } } } }, { volumes: { v: { labels: { a: "b" }, nfs: { server: "b", path: "/b" } } } }],
    ["another logging driver", "services: {web: {logging: {driver: syslog, options: {a: 1}}}}", { services: { web: { logging: { driver: "journald" } } } }, { services: { web: { logging: { driver: "journald" } } } }],
    ["a logging driver that comes later", "services: {web: {logging: {driver: syslog, options: {a: 1}}}}", { services: { web: { logging: { driver: later("journald") } } } }, { services: { web: { logging: { driver: "journald" } } } }],
    ["options of the logging driver", "services: {web: {logging: {driver: syslog, options: {a: 1}}}}", { services: { web: { logging: { driver: "syslog", options: { b: 2 } } } } }, { services: { web: { logging: { driver: "syslog", options: { a: "1", b: 2 } } } } }],
    ["a health test where one is switched off", "services: {web: {healthcheck: {disable: true, retries: 3}}}", { services: { web: { healthcheck: { test: "true" } } } }, { services: { web: { healthcheck: { retries: 3, test: "true" } } } }],
    ["a health test that comes later", "services: {web: {healthcheck: {disable: true}}}", { services: { web: { healthcheck: { test: later("true") } } } }, { services: { web: { healthcheck: { test: "true" } } } }],
    ["a health test switched off", "services: {web: {healthcheck: {test: 'true'}}}", { services: { web: { healthcheck: { disable: later<true>(true) } } } }, { services: { web: { healthcheck: { disable: true } } } }],
    ["secrets by names that are keys elsewhere", "secrets: {data: {file: pw.txt}, driver: {file: pw.txt}}", { secrets: { data: { labels: { a: "1" } } } }, { secrets: { data: { data: { secret: "hunter2" }, labels: { a: "1" } }, driver: { data: { secret: "hunter2" } } } }],
    ["volumes by names that are keys elsewhere", "volumes: {nfs: {name: n}, tmpfs: {name: t}}", { volumes: { nfs: { driver: "x" } } }, { volumes: { nfs: { name: "n", driver: "x" }, tmpfs: { name: "t" } } }],
    ["names that are keys elsewhere", "services: {data: {logging: {driver: a}, environment: {data: a, dataBase64: b}}}", { services: { data: { environment: { data: "c" } } } }, { services: { data: { logging: { driver: "a" }, environment: { data: "c", dataBase64: "b" } } } }],
  ]; // prettier-ignore
  for (const [what, text, typed, expected] of CHOICES)
    it(`lays over its files ${what}`, async () => {
      writeFileSync(join(workingDir, "bytes"), Buffer.from([0xff]));
      writeFileSync(join(workingDir, "docker-stack.yml"), text);

      expect(await inputs({ files, ...typed })).to.deep.include(expected);
    });

  it("waits for no Output to merge: what is not known yet stays so alone", async () => {
    registered = await program({ preview: true });
    const later = new swarm.SwarmCluster("prod").clusterId;

    const merged = await web({
      files,
      services: { web: { environment: { ID: later }, deploy: { labels: later as never } } },
    });

    expect(merged.image).to.equal("nginx:v1");
    expect(merged.environment).to.have.property("A", "1");
    expect(merged.deploy).to.have.property("replicas", 2);
  });

  const DATA: [string, swarm.StackArgs["secrets"], unknown][] = [
    ["plain data", { pw: { data: "hunter2" } }, { pw: { data: { secret: "hunter2" } } }],
    [
      "data in base64",
      { pw: { dataBase64: "aHVudGVyMg==" } },
      { pw: { dataBase64: { secret: "aHVudGVyMg==" } } },
    ],
    [
      "data that comes later",
      { pw: { data: pulumi.output("hunter2") } },
      { pw: { data: { secret: "hunter2" } } },
    ],
    [
      "a secret that comes later",
      { pw: pulumi.output({ data: "hunter2" }) },
      { pw: { secret: { data: "hunter2" } } },
    ],
    [
      "a promise of one",
      { pw: Promise.resolve({ data: "hunter2" }) },
      { pw: { secret: { data: "hunter2" } } },
    ],
    [
      "secrets that come later",
      pulumi.output({ pw: { data: "hunter2" } }),
      { secret: { pw: { data: "hunter2" } } },
    ],
    [
      "a promise of them",
      Promise.resolve({ pw: { data: "hunter2" } }),
      { secret: { pw: { data: "hunter2" } } },
    ],
  ];
  for (const [what, secrets, sent] of DATA)
    it(`seals ${what}`, async () => {
      expect((await inputs({ secrets })).secrets).to.deep.equal(sent);
    });

  it("seals what a file holds", async () => {
    const { secrets } = await inputs({ files });

    expect(JSON.stringify(secrets)).to.match(/\{"secret":"(hunter2|aHVudGVyMg==)"\}/);
    expect(JSON.stringify(await inputs({ files })).match(/hunter2|aHVudGVyMg/g)).to.have.length(1);
  });

  it("seals a volume's password of a file, also where options that come later are laid over it", async () => {
    const options = "{type: cifs, device: //nas/a, o: 'username=u,password=hunter2'}";
    writeFileSync(
      join(workingDir, "docker-stack.yml"),
      `services: {}\nvolumes: {data: {driver_opts: ${options}}}`,
    );

    const { volumes } = await inputs({
      files,
      volumes: { data: { driverOpts: pulumi.output({ device: "//nas/b" }) } },
    });

    expect(volumes).to.deep.equal({
      data: {
        driverOpts: {
          ...{ type: "cifs", device: "//nas/b" },
          o: { secret: "username=u,password=hunter2" },
        },
      },
    });
  });

  it("gives what was deployed under the names of its sections", async () => {
    const shop = make({ files });

    expect((await valueOf(shop.services)).web).to.include({ id: "s1", name: "shop_web" });
    expect(await valueOf(shop.networks)).to.deep.equal({});
  });

  it("gives empty sections where nobody told what was deployed, as in a program's own tests", async () => {
    registered = await program({ outputs: false });

    expect(await valueOf(make({ files }).services)).to.deep.equal({});
  });

  const MISTAKES: [string, string, string][] = [
    ["a typo", COMPOSE.replace("image:", "imgae:"), "docker-stack.yml:4:5"],
    ["broken YAML", "services: [", "docker-stack.yml:1"],
    ["a network that is not declared", COMPOSE.replace("[front]", "[back]"), "back"],
    [
      "what an engine would refuse",
      COMPOSE.replace("replicas: 2", "mode: global-job, update_config: {}"),
      "docker-stack.yml:7:33 services.web.deploy.update_config: is not possible for a job",
    ],
  ];
  for (const [what, text, place] of MISTAKES)
    it(`tells ${what} in a sentence with its place, and no stack trace`, () => {
      writeFileSync(join(workingDir, "docker-stack.yml"), text);

      expect(() => make({ files })).to.throw(pulumi.RunError, place);
    });

  it("leaves what an engine would refuse to the preview where typed code may mend it", () => {
    const twice = "services: {a: {image: a, ports: ['80:80']}, web: {image: b, ports: ['80:80']}}";
    writeFileSync(join(workingDir, "docker-stack.yml"), twice);

    expect(() => make({ files, services: { web: { ports: ["81:80"] } } })).to.not.throw();
    expect(() => make({ files })).to.throw(
      pulumi.RunError,
      "docker-stack.yml:1:61 services.web.ports: ",
    );
  });

  it("tells a file that is not there in a sentence", () => {
    expect(() => make({ files: ["none.yml"] })).to.throw(pulumi.RunError, "none.yml");
  });

  it("seals the passwords of registries", async () => {
    const { registryAuth, resolveImage } = await inputs({
      services: { web: { image: "nginx" } },
      registryAuth: { "docker.io": { username: "ops", password: "hunter2" } },
      resolveImage: "always",
    });

    expect(registryAuth).to.deep.equal({
      "docker.io": { username: "ops", password: { secret: "hunter2" } },
    });
    expect(resolveImage).to.equal("always");
  });
});
