import { expect } from "chai";
import {
  loginFor,
  registryName,
  registryOf,
  type RegistryArgs,
} from "../../../provider/model/registry";
import { registryRules } from "../../../provider/model/rules";
import { UNKNOWN } from "../../../provider/model/unknown";

describe("a registry", () => {
  const NAMES: [written: string, name: string][] = [
    ["docker.io", "docker.io"],
    ["https://index.docker.io/v1/", "docker.io"],
    ["index.docker.io", "docker.io"],
    ["registry-1.docker.io", "docker.io"],
    ["registry.example.com:5000", "registry.example.com:5000"],
    ["https://registry.example.com/v2/", "registry.example.com"],
    ["http://localhost", "localhost"],
  ];
  for (const [written, name] of NAMES)
    it(`that a login calls "${written}" is ${name}`, () => {
      expect(registryName(written)).to.equal(name);
    });

  const IMAGES: [image: string, registry: string | undefined][] = [
    ["nginx", "docker.io"],
    ["team/app:1", "docker.io"],
    ["registry.example.com:5000/team/app:1@sha256:" + "0".repeat(64), "registry.example.com:5000"],
    ["localhost/app", "localhost"],
    ["f".repeat(64), undefined],
    ["No Image", undefined],
    [UNKNOWN, undefined],
  ];
  for (const [image, registry] of IMAGES)
    it(`of the image ${image.slice(0, 40)} is ${registry ?? "none"}`, () => {
      expect(registryOf(image)).to.equal(registry);
    });

  it("gets the login that is declared for it, however that names it", () => {
    const hub = { username: "ops", password: "hunter2" };
    const own = { identityToken: "t" };
    const logins = { "https://index.docker.io/v1/": hub, "registry.example.com": own };

    expect(loginFor(logins, "nginx:1")).to.equal(hub);
    expect(loginFor(logins, "registry.example.com/app")).to.equal(own);
    expect(loginFor(logins, "quay.io/app")).to.equal(undefined);
    expect(loginFor(true, "quay.io/app")).to.equal(true);
    expect(loginFor(false, "nginx")).to.equal(undefined);
    expect(loginFor(UNKNOWN as never, "nginx")).to.equal(UNKNOWN);
  });

  const login = { username: "ops", password: "hunter2" };
  const RULES: [args: RegistryArgs, path?: string, reason?: string][] = [
    [{ registryAuth: true, resolveImage: "always" }],
    [{ registryAuth: { "docker.io": login, "https://registry.example.com/v2/": login } }],
    [{ registryAuth: { localhost: { identityToken: "t" } } }],
    [{ registryAuth: { "quay.io": { username: "ops", password: UNKNOWN } } }],
    [{ registryAuth: UNKNOWN as never, resolveImage: UNKNOWN as never }],
    [{ resolveImage: "sometimes" as never }, "resolveImage", 'Use "always", "changed" or "never".'],
    [{ registryAuth: { registry: login } }, "registryAuth.registry", "is no registry"],
    [{ registryAuth: { "quay.io/team": login } }, "registryAuth.quay.io/team", "is no registry"],
    [{ registryAuth: { "": login } }, "registryAuth.", "is no registry"],
    [{ registryAuth: { "quay.io": {} } }, "registryAuth.quay.io", "needs `username`"],
    [
      { registryAuth: { "quay.io": { username: "a" } } },
      "registryAuth.quay.io",
      "needs `username`",
    ],
    [
      { registryAuth: { "quay.io": { ...login, identityToken: "t" } } },
      "registryAuth.quay.io",
      "instead",
    ],
  ];
  for (const [args, path, reason] of RULES)
    it(`${path ? "is refused" : "may be written"}: ${JSON.stringify(args)}`, () => {
      const problems = registryRules(args);

      expect(problems.map((one) => one.path.join("."))).to.deep.equal(path ? [path] : []);
      if (reason) expect(problems[0]?.reason).to.contain(reason).and.not.contain("hunter2");
    });
});
