// A program that reads Compose files itself: what it is told, and how its mistakes end.

import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { loadCompose } from "../../sdk";
import { inFolder } from "./compose/folder";

describe("loadCompose", () => {
  const { warn } = pulumi.log;
  let said: string[];
  beforeEach(() => {
    said = [];
    Object.assign(pulumi.log, { warn: (text: string) => void said.push(text) });
  });
  afterEach(() => void Object.assign(pulumi.log, { warn }));

  it("says what a swarm leaves out, and which variables are not set", () => {
    const file = "services: {web: {image: a, privileged: true, user: '$WHO'}}";
    inFolder({ "c.yml": file }, (workingDir) => loadCompose("c.yml", { workingDir }));

    expect(said.map((line) => line.replace(/\. .*/, "."))).to.deep.equal([
      "c.yml:1:28 services.web.privileged: not supported in a swarm, ignored.",
      "c.yml:1:46 services.web.user: the variable WHO is not set and is read as empty.",
    ]);
  });

  it("tells a mistake in a sentence with its place and code, and no stack trace", () => {
    inFolder({ "c.yml": "services: {web: {imagee: a}}" }, (workingDir) => {
      expect(() => loadCompose("c.yml", { workingDir }))
        .to.throw(
          pulumi.RunError,
          'c.yml:1:18 services.web.imagee: unknown key. Did you mean "image"?',
        )
        .with.property("code", "COMPOSE_SYNTAX");
    });
  });
});
