// The shape of the model: which keys and types pass, and the words for those that do not.

import { expect } from "chai";
import { shapeProblems } from "../../../../provider/model/schema";
import { UNKNOWN } from "../../../../provider/model/unknown";

const service = (value: unknown): unknown => ({ services: { web: value } });

const refused: Record<string, [value: unknown, path: string, reason: string]> = {
  "an unknown key": [{ imagee: "a" }, "imagee", 'unknown key. Did you mean "image"?'],
  "a key of Compose's spelling": [
    { stop_grace_period: "5s" },
    "stop_grace_period",
    'unknown key. Did you mean "stopGracePeriod"?',
  ],
  "an inherited name": [{ toString: 1 }, "toString", "unknown key."],
  "text for a number": [
    { deploy: { replicas: "3" } },
    "deploy.replicas",
    "must be a whole number, not text.",
  ],
  "a fraction for a whole number": [
    { deploy: { replicas: 1.5 } },
    "deploy.replicas",
    "must be a whole number, not a number.",
  ],
  "a number below its bound": [
    { deploy: { replicas: -1 } },
    "deploy.replicas",
    "must be 0 or more, not -1.",
  ],
  "a list for a map": [{ deploy: [] }, "deploy", "must be a map, not a list."],
  null: [
    { image: null },
    "image",
    "has no value, and must be text. Remove the key, or give it one.",
  ],
  "another word": [
    { deploy: { mode: "all" } },
    "deploy.mode",
    "must be one of replicated, global, replicated-job, global-job.",
  ],
  "a part that is missing": [
    { ports: [{ published: 80 }] },
    "ports.0",
    'the key "target" is missing.',
  ],
  "an item twice": [{ capAdd: ["A", "B", "A"] }, "capAdd", "items 0 and 2 are the same."],
  "an equal item in another order": [
    {
      ports: [
        { target: 80, published: 1 },
        { published: 1, target: 80 },
      ],
    },
    "ports",
    "items 0 and 1 are the same.",
  ],
  "a value of a map": [
    { environment: { A: ["x"] } },
    "environment.A",
    "must be text, a number, true or false or empty, not a list.",
  ],
};

describe("the shape of a service", () => {
  for (const [title, [value, path, reason]] of Object.entries(refused))
    it(`refuses ${title}`, () => {
      expect(shapeProblems("stack", service(value))).to.deep.equal([
        { path: ["services", "web", ...path.split(".")], reason },
      ]);
    });

  it("takes what is not known yet, wherever it stands", () => {
    const value = {
      image: UNKNOWN,
      ports: [UNKNOWN, { target: UNKNOWN }, UNKNOWN],
      environment: { A: UNKNOWN },
      networks: UNKNOWN,
      deploy: { replicas: UNKNOWN, updateConfig: UNKNOWN },
    };

    expect(shapeProblems("service", value)).to.deep.equal([]);
    expect(shapeProblems("stack", { services: UNKNOWN, networks: { n: UNKNOWN } })).to.deep.equal(
      [],
    );
  });

  it("takes short forms and long ones", () => {
    const value = {
      command: "run",
      environment: ["A=1"],
      networks: { n: null, m: { aliases: ["x"] } },
      ports: [80, "81", { target: "82" }],
      volumes: ["/a", { target: "/b" }],
      secrets: ["s", { source: "t", mode: "0440" }],
      dependsOn: { db: { condition: "service_healthy" } },
    };

    expect(shapeProblems("service", value)).to.deep.equal([]);
  });

  it("tells several problems at once, and refuses names that cannot be ones in a swarm", () => {
    const value = {
      services: { "we b": {} },
      volumes: { v: { drivr: "x" } },
      networks: { "n n": null },
    };

    expect(shapeProblems("stack", value)).to.deep.equal([
      {
        path: ["services", "we b"],
        reason: "a key may hold letters, digits, dots, dashes and underscores only.",
      },
      { path: ["volumes", "v", "drivr"], reason: 'unknown key. Did you mean "driver"?' },
    ]);
  });
});
