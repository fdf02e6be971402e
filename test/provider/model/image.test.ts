// Image references, after the cases of distribution/reference.

import { expect } from "chai";
import { familiarImage, parseImage } from "../../../provider/model/image";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("an image reference", () => {
  const rows: [text: string, parsed: object, familiar: string][] = [
    ["nginx", { domain: "docker.io", path: "library/nginx" }, "nginx:latest"],
    ["nginx:1.27", { domain: "docker.io", path: "library/nginx", tag: "1.27" }, "nginx:1.27"],
    [
      "docker.io/library/nginx:1",
      { domain: "docker.io", path: "library/nginx", tag: "1" },
      "nginx:1",
    ],
    ["index.docker.io/nginx", { domain: "docker.io", path: "library/nginx" }, "nginx:latest"],
    ["docker.io/nginx", { domain: "docker.io", path: "library/nginx" }, "nginx:latest"],
    ["bitnami/redis", { domain: "docker.io", path: "bitnami/redis" }, "bitnami/redis:latest"],
    ["localhost/app", { domain: "localhost", path: "app" }, "localhost/app:latest"],
    [
      "localhost:5000/app:x",
      { domain: "localhost:5000", path: "app", tag: "x" },
      "localhost:5000/app:x",
    ],
    ["ghcr.io/a/b_c/d--e", { domain: "ghcr.io", path: "a/b_c/d--e" }, "ghcr.io/a/b_c/d--e:latest"],
    ["[::1]:5000/app", { domain: "[::1]:5000", path: "app" }, "[::1]:5000/app:latest"],
    ["Registry/app", { domain: "Registry", path: "app" }, "Registry/app:latest"],
    [
      `nginx@${DIGEST}`,
      { domain: "docker.io", path: "library/nginx", digest: DIGEST },
      `nginx@${DIGEST}`,
    ],
    [
      `docker.io/library/nginx:1@${DIGEST}`,
      { domain: "docker.io", path: "library/nginx", tag: "1", digest: DIGEST },
      `nginx:1@${DIGEST}`,
    ],
    ["library/a/b", { domain: "docker.io", path: "library/a/b" }, "library/a/b:latest"],
  ];
  for (const [text, parsed, familiar] of rows) {
    it(`is ${text}, sent as ${familiar}`, () => {
      expect(parseImage(text)).to.deep.equal(parsed);
      expect(familiarImage(text)).to.equal(familiar);
    });
  }

  const wrong = [
    "",
    "a b",
    "-nginx",
    "nginx:",
    "nginx@sha256:12",
    "a//b",
    "a/b/",
    "https://x/y",
    "a:b:c",
    "a..b",
  ];
  for (const text of wrong) {
    it(`is not "${text}", which is left as it is`, () => {
      expect(parseImage(text)).to.have.property("error");
      expect(familiarImage(text)).to.equal(text);
    });
  }
  it("names the part that must be in lower case", () => {
    expect(parseImage("docker.io/library/Foo")).to.deep.equal({
      error: 'the repository "library/Foo" must be in lower case',
    });
  });
  it("is 255 characters long at most", () => {
    const path = "a".repeat(255 - "docker.io/library/".length);

    expect(parseImage(path)).to.have.property("path");
    expect(parseImage(`${path}a`)).to.deep.equal({
      error: "the name has more than 255 characters",
    });
  });
  it("leaves the id of an image as it is", () => {
    expect(familiarImage("a".repeat(64))).to.equal("a".repeat(64));
  });
});
