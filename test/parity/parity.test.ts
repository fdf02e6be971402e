// Every recorded case against ours: equal body by body, refused by both, or on the written list of differences.

import { expect } from "chai";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { SwarmError } from "../../provider/errors";
import { differenceOf, type Difference } from "./differences";
import { type Bodies, casesIn, dockers, type EngineCase, ours } from "./engine-case";

const repository = resolve(__dirname, "../..");
const recordings = process.env.PARITY_DIR ?? join(repository, "..", "shared", "parity");

const sets = [
  { title: "own cases", folder: join(__dirname, "cases"), root: "/WORKDIR" },
  { title: "recorded cases", folder: join(recordings, "cases"), root: "/WORKDIR" },
  { title: "public stack files", folder: join(recordings, "real"), root: "/REPO" },
];

describe("parity with docker stack deploy", () => {
  for (const { title, folder, root } of sets)
    describe(title, () => {
      if (!existsSync(folder)) it(`needs ${folder} (or PARITY_DIR)`);
      else for (const one of casesIn(folder)) it(titleOf(one), () => compare(one, root));
    });
});

function titleOf({ name, recorded }: EngineCase): string {
  const difference = differenceOf(name);
  if (difference) return `${name}: ${difference.because}`;
  return recorded.rc === 0 ? `deploys ${name} alike` : `refuses ${name}, too`;
}

function compare(one: EngineCase, root: string): void {
  const difference: Partial<Difference> = differenceOf(one.name) ?? {};
  if (difference.accepts) return expectValues(ours(one, root), difference);
  if (one.recorded.rc === 0 && !difference.refuses)
    expect(ours(one, root)).to.deep.equal(changed(dockers(one), difference));
  else expectRefusal(() => ours(one, root), difference);
}

/** A message for people, that says where: never a stack trace, never an error of the runtime. */
function expectRefusal(render: () => Bodies, { refuses = "" }: Partial<Difference>): void {
  expect(render)
    .to.throw(SwarmError)
    .with.property("message")
    .that.matches(/^\S[^\n]*:\d+:\d+ \S/)
    .and.includes(refuses);
}

function expectValues(bodies: Bodies, { accepts = {} }: Partial<Difference>): void {
  const found = Object.keys(accepts).map((path) => [path, valueAt(bodies, path.split("/"))]);
  expect(Object.fromEntries(found)).to.deep.equal(accepts);
}

const valueAt = (value: unknown, path: string[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)?.[key], value);

/** docker's bodies with our values at the places of a difference. */
function changed(bodies: Bodies, { changes = {} }: Partial<Difference>): Bodies {
  for (const [place, value] of Object.entries(changes)) {
    const path = place.split("/");
    const parent = valueAt(bodies, path.slice(0, -1)) as Record<string, unknown>;
    parent[path.at(-1) ?? ""] = value;
  }
  return bodies;
}
