import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as swarm from "../../sdk";
import { inputsOf, program, type Registered } from "./mocks";

const NO_TEXT = Buffer.from([0xff, 0x00]);

describe("the content of a secret or config of a program", () => {
  let registered: Registered[];
  let dir: string;
  beforeEach(async () => {
    registered = await program();
    dir = mkdtempSync(join(tmpdir(), "swarm-data-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const contentOf = async (resource: pulumi.Resource) => {
    const { data, dataBase64 } = await inputsOf(registered, resource);
    return { ...(data !== undefined && { data }), ...(dataBase64 !== undefined && { dataBase64 }) };
  };
  const file = (content: string | Uint8Array): string => {
    const path = join(dir, "content");
    writeFileSync(path, content);
    return path;
  };

  const ROWS: Record<string, [() => pulumi.Resource, object]> = {
    "a secret's text": [() => new swarm.Secret("s", { data: "pw" }), { data: { secret: "pw" } }],
    "a secret's Output": [
      () => new swarm.Secret("s", { data: pulumi.output("pw") }),
      { data: { secret: "pw" } },
    ],
    "a secret's bytes that are text": [
      () => new swarm.Secret("s", { data: Buffer.from("pw") }),
      { data: { secret: "pw" } },
    ],
    "a secret's bytes that are none": [
      () => new swarm.Secret("s", { data: NO_TEXT }),
      { dataBase64: { secret: "/wA=" } },
    ],
    "a secret's base64": [
      () => new swarm.Secret("s", { dataBase64: "/wA=" }),
      { dataBase64: { secret: "/wA=" } },
    ],
    "a secret's file": [
      () => new swarm.Secret("s", { file: file("pw\n") }),
      { data: { secret: "pw\n" } },
    ],
    "a config's text": [() => new swarm.Config("c", { data: "a=b" }), { data: "a=b" }],
    "a config's file, byte order mark and all": [
      () => new swarm.Config("c", { file: file("\uFEFFa=b") }),
      { data: "\uFEFFa=b" },
    ],
    "a config's file that is no text": [
      () => new swarm.Config("c", { file: file(NO_TEXT) }),
      { dataBase64: "/wA=" },
    ],
  };
  for (const [what, [make, expected]] of Object.entries(ROWS))
    it(`is ${what}`, async () => {
      expect(await contentOf(make())).to.deep.equal(expected);
    });

  it("is refused when the file is not there, by its path", () => {
    expect(() => new swarm.Secret("pw", { file: join(dir, "none") })).to.throw(
      pulumi.RunError,
      `Secret "pw": cannot read ${join(dir, "none")}. There is no such file.`,
    );
  });

  it("is refused from two places", () => {
    expect(() => new swarm.Config("conf", { file: file("a"), data: "a" })).to.throw(
      pulumi.RunError,
      'Config "conf": file excludes data and dataBase64. Keep one.',
    );
  });
});
