import { expect } from "chai";
import { passwordsIn, redact, secretsOfData } from "../../../provider/engine/redact";

const pem = "-----BEGIN KEY-----\nMIIEvQIBADANBg\n-----END KEY-----\n";

const rows: [string, string, string[], string][] = [
  ["the secret itself", "pw is hunter2!", ["hunter2"], "pw is [secret]!"],
  ["its base64", "got aHVudGVyMg==", ["hunter2"], "got [secret]"],
  ["its base64 without padding", "got aHVudGVyMg.", ["hunter2"], "got [secret]."],
  ["its URL-encoded form", "?pw=a%26b%3D1", ["a&b=1"], "?pw=[secret]"],
  ["its JSON-escaped form", '{"pw":"say \\"hi\\""}', ['say "hi"'], '{"pw":"[secret]"}'],
  ["one line of a longer secret", "bad line MIIEvQIBADANBg", [pem], "bad line [secret]"],
  ["the longer of two that overlap", "hunter22", ["hunter2", "hunter22"], "[secret]"],
  ["private keys, whole or cut off", "a -----BEGIN EC PRIVATE KEY-----\nx\n-----END EC PRIVATE KEY----- b -----BEGIN PRIVATE KEY-----\ny", [], "a [secret] b [secret]"], // prettier-ignore
  ["join tokens and unlock keys", "SWMTKN-1-2ab-3cd SWMKEY-1-9x/Q", [], "[secret] [secret]"],
  [
    "passwords in mount options",
    "username=u,password=hunter2,vers=3",
    [],
    "username=u,password=[secret],vers=3",
  ],
];

describe("redact", () => {
  for (const [title, text, secrets, expected] of rows) {
    it(`hides ${title}`, () => {
      expect(redact(text, secrets)).to.equal(expected);
    });
  }

  it("leaves words alone for the sake of a secret of three letters", () => {
    expect(redact("the cat", ["cat"])).to.equal("the cat");
  });

  it("takes text as it is, not as a pattern", () => {
    expect(redact("aaaa $& .*+?", [".*+?"])).to.equal("aaaa $& [secret]");
  });

  it("knows the passwords among the options of a driver", () => {
    const o = "addr=nas,username=ops,password=a b'c,pass=second,vers=3.0";

    expect(passwordsIn({ type: "cifs", o })).to.deep.equal(["a b'c", "second"]);
    expect(passwordsIn({ password: "third", server: "nas" })).to.deep.equal(["third"]);
    expect([passwordsIn(undefined), passwordsIn(null)]).to.deep.equal([[], []]);
  });

  it("knows a secret's data as it is sent and as it was written", () => {
    expect(secretsOfData("aHVudGVyMg==")).to.deep.equal(["aHVudGVyMg==", "hunter2"]);
    expect(secretsOfData(undefined)).to.deep.equal([]);
  });
});
