// Files that bring in others: side by side, each with its own folder and variables.

import { expect } from "chai";
import { readCompose } from "../../../sdk/compose";
import { inFolder, read, refusal } from "./folder";

describe("include", () => {
  it("adds the services of other files, with their own folder and variables", () => {
    const files = {
      "c.yml": `
include:
  - db/db.yml
  - {path: [web/web.yml], project_directory: ., env_file: web/.env}
services: {own: {image: a, depends_on: [db]}}
`,
      "db/db.yml": "services: {db: {image: 'db:${TAG:-none}', env_file: db.env}}",
      "db/db.env": "A=1",
      "web/web.yml": "services: {web: {image: 'web:${TAG:-none}', volumes: ['./x:/x']}}",
      "web/.env": "TAG=7",
    };

    inFolder(files, (workingDir) => {
      const { model } = readCompose(["c.yml"], { workingDir });

      expect(model.services).to.deep.equal({
        db: { image: "db:none", environment: { A: "1" } },
        own: { image: "a", dependsOn: { db: { condition: "service_started" } } },
        web: {
          image: "web:7",
          volumes: [{ type: "bind", source: `${workingDir}/x`, target: "/x" }],
        },
      });
    });
  });

  it("refuses what two files define otherwise", () => {
    const files = {
      "c.yml":
        "include: [other/o.yml]\nservices: {web: {image: a}}\nnetworks: {n: {internal: true}}",
      "other/o.yml": "services: {web: {image: b}}\nnetworks: {n: {internal: true}}",
    };

    expect(refusal(files)).to.equal(
      "c.yml:2:12 services.web: it is defined otherwise in the included other/o.yml. Keep one, or merge the files with -c.",
    );
  });

  it("refuses what two included files define otherwise", () => {
    const files = {
      "c.yml": "include: [o/a.yml, o/b.yml]\nservices: {own: {image: a}}",
      "o/a.yml": "services: {web: {image: a}}",
      "o/b.yml": "services:\n  web: {image: b}",
    };

    expect(refusal(files)).to.equal(
      "o/b.yml:2:3 services.web: it is defined otherwise in the included o/a.yml. Keep one, or merge the files with -c.",
    );
  });

  it("takes files of the home folder for the same, whichever file names them", () => {
    const secret = "secrets: {s: {file: ~/pw}}";
    const files = {
      "c.yml": "include: [a/a.yml, b/b.yml]\nservices: {}",
      ...{ "a/a.yml": secret, "b/b.yml": secret, "home/pw": "1" },
    };

    inFolder(files, (workingDir) => {
      const environment = { HOME: `${workingDir}/home` };
      const { secrets } = readCompose(["c.yml"], { workingDir, environment }).model;
      expect(secrets).to.deep.equal({ s: { data: "1" } });
    });
  });

  const HIDDEN: [what: string, a: string, b: string, key: string][] = [
    ["profiles", "services: {s: {image: a, profiles: [x]}}", "services: {s: {image: a}}", "services"],
    ["files of a secret", "secrets: {s: {file: f}}", "secrets: {s: {file: f}}", "secrets"],
    ["files of a config", "configs: {s: {file: f}}", "configs: {s: {file: f}}", "configs"],
  ]; // prettier-ignore
  for (const [what, a, b, key] of HIDDEN)
    it(`refuses two included definitions with other ${what}`, () => {
      const text = { "a/a.yml": a, "b/b.yml": b, "a/f": "1", "b/f": "2" };

      expect(refusal({ "c.yml": "include: [a/a.yml, b/b.yml]", ...text })).to.match(
        new RegExp(
          `^b/b\\.yml:1:\\d+ ${key}\\.s: it is defined otherwise in the included a/a\\.yml\\.`,
        ),
      );
    });

  it("takes once what comes by two ways, and merges the files of one entry", () => {
    const db = "services: {db: {image: a, dns: [1.1.1.1]}}";
    const { model } = read({
      "c.yml": `include: [o/a.yml, o/b.yml, {path: [o/x.yml, o/y.yml]}]\n${db}`,
      "o/a.yml": "include: [db.yml]\nservices: {a: {image: a}}",
      "o/b.yml": "include: [db.yml]\nservices: {b: {image: b}}",
      "o/db.yml": db,
      "o/x.yml": "services: {x: {image: x, dns: [1.1.1.1]}}",
      "o/y.yml": "services: {x: {dns: [2.2.2.2]}}",
    });

    expect(model.services).to.deep.equal({
      ...{ a: { image: "a" }, b: { image: "b" } },
      ...{ db: { image: "a", dns: ["1.1.1.1"] }, x: { image: "x", dns: ["1.1.1.1", "2.2.2.2"] } },
    });
  });

  it("refuses a circle", () => {
    const files = { "c.yml": "include: [o/o.yml]", "o/o.yml": "include: [../c.yml]" };

    expect(refusal(files)).to.equal("o/o.yml:1:1 include: c.yml includes itself.");
  });
});
