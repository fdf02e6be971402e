// The command line as people call it: its output, its messages, its exit code.

import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { inFolder } from "../sdk/compose/folder";

const command = join(__dirname, "../../cli/index.ts");
const loader = require.resolve("tsx/cjs");

interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** Runs `pulumi-swarm render` in a folder of files. */
function render(
  files: Record<string, string>,
  args: string[],
  env: Record<string, string> = {},
): Ran {
  return inFolder(files, (cwd) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--require", loader, command, "render", ...args],
      { cwd, env: { PATH: process.env.PATH, HOME: cwd, ...env }, encoding: "utf8" },
    );
    return { code: status, out: stdout, err: stderr };
  });
}

const file = `
services:
  b: {image: "b:\${TAG}", secrets: [s]}
  a: {image: "a:\${OTHER:-1}", privileged: true}
secrets: {s: {file: data}}
`;

describe("pulumi-swarm render", () => {
  it("prints the bodies by kind, sorted by name, and warnings beside", () => {
    const ran = render({ "c.yml": file, data: "hunter2" }, ["-c", "c.yml", "st"], { TAG: "7" });
    const bodies = JSON.parse(ran.out) as Record<string, { Name: string; Data?: string }[]>;

    expect(ran.code).to.equal(0);
    expect(Object.keys(bodies)).to.deep.equal(["networks", "secrets", "configs", "services"]);
    expect(bodies.services?.map(({ Name }) => Name)).to.deep.equal(["st_a", "st_b"]);
    expect(bodies.secrets).to.deep.equal([
      { Name: "st_s", Labels: { "com.docker.stack.namespace": "st" }, Data: "aHVudGVyMg==" },
    ]);
    expect(ran.err).to.match(/^warning: c\.yml:4:31 services\.a\.privileged: not supported/);
  });

  it("hides the data of secrets", () => {
    const { out } = render({ "c.yml": file, data: "hunter2" }, ["--redact", "-c", "c.yml", "st"], {
      TAG: "1",
    });

    expect(out).to.include('"Data": "<redacted>"').and.not.include("aHVudGVyMg==");
  });

  it("takes variables from files, the environment over them", () => {
    const files = { "c.yml": file, data: "x", "1.env": "TAG=1\nOTHER=1", "2.env": "OTHER=2" };
    const args = ["--env-file", "1.env", "--env-file", "2.env", "-c", "c.yml", "st"];
    const { out } = render(files, args, { TAG: "process" });

    expect(out).to.include('"Image": "b:process"').and.include('"Image": "a:2"');
  });

  it("renders the services of the profiles that it is given", () => {
    const service = (name: string): string => `${name}: {image: ${name}, profiles: [${name}]}`;
    const files = { "c.yml": `services: {${["a", "b", "c"].map(service).join(", ")}}` };
    const { out } = render(files, ["--profile", "a", "--profile", "b", "-c", "c.yml", "st"]);

    expect(out.match(/"Name": "st_[abc]"/g)).to.deep.equal(['"Name": "st_a"', '"Name": "st_b"']);
  });

  it("takes the Compose file of the folder where none is named", () => {
    const { out } = render({ "compose.yaml": "services: {web: {image: found}}" }, ["st"]);

    expect(out).to.include('"Image": "found:latest"');
  });

  const failures: Record<string, [files: Record<string, string>, args: string[], err: string]> = {
    "a mistake in a file": [
      { "c.yml": "services: {web: {imagee: a}}" },
      ["-c", "c.yml", "st"],
      'c.yml:1:18 services.web.imagee: unknown key. Did you mean "image"?\n',
    ],
    "a reference to nothing": [
      { "c.yml": "services: {web: {image: a, networks: [n]}}" },
      ["-c", "c.yml", "st"],
      'c.yml:1:39 services.web.networks.0: there is no network "n" in this stack. ' +
        "Declare it under networks, as external if it exists already.\n",
    ],
    "a name of blanks": [
      { "c.yml": "services: {web: {image: a}}" },
      ["-c", "c.yml", ' "" '],
      'stack name: " "" " is empty. Give the stack a name.\n',
    ],
    "a folder without a Compose file": [
      {},
      ["st"],
      "no Compose file: none of docker-stack.yml, compose.yaml, compose.yml, docker-compose.yml is here. Name one with -c.\n",
    ],
  };
  for (const [title, [files, args, err]] of Object.entries(failures))
    it(`says ${title} on stderr, and ends with 1`, () => {
      expect(render(files, args)).to.deep.equal({ code: 1, out: "", err });
    });
});
