import { expect } from "chai";
import { compact, compactOrAbsent } from "../../../provider/model/compact";

describe("an object without holes", () => {
  it("keeps what is there, empty or false, in its order", () => {
    const value = { z: "", a: 0, gone: undefined, no: false, none: null, list: [] };

    expect(Object.entries(compact(value))).to.deep.equal([
      ["z", ""],
      ["a", 0],
      ["no", false],
      ["list", []],
    ]);
  });

  it('keeps a key "__proto__" as a key like any other', () => {
    const value = JSON.parse('{ "__proto__": { "evil": true }, "a": 1 }') as object;

    const result = compact(value);

    expect(Object.keys(result)).to.deep.equal(["__proto__", "a"]);
    expect(Object.getPrototypeOf(result)).to.equal(Object.prototype);
  });

  it("is absent when nothing is left", () => {
    expect(compactOrAbsent({ a: undefined })).to.equal(undefined);
    expect(compactOrAbsent({ a: 1, b: undefined })).to.deep.equal({ a: 1 });
  });
});
