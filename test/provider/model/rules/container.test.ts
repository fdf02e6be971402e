// Rules of a container, its health check, mounts and files.

import { expect } from "chai";
import type { ServiceArgs } from "../../../../provider/model/service";
import { problemsOf, testRows } from "./rule-rows";

describe("the rules of a container", () => {
  testRows([
    ["demand an image", { image: undefined }, "image", "is missing"],
    ["name what is wrong with an image", { image: "nginx:" }, "image", '"nginx:" is no image reference'],
    ["demand repositories in lower case", { image: "Foo" }, "image", "must be in lower case"],
    ["take the id of an image, as docker does", { image: "a".repeat(64) }],
    ["demand a name of a variable", { environment: ["=1"] }, "environment.", "without a name"],
    ["know the fields of templates", { environment: { A: "{{.Node.Foo}}" } }, "environment.A", "{{.Node.Foo}} is no field of a task"],
    ["suggest the field that is meant", { hostname: "{{.Task.Slots}}" }, "hostname", 'Did you mean ".Task.Slot"?'],
    ["take templates that are right", { hostname: '{{.Service.Name}}-{{printf "%s" .Task.Slot}}', environment: { L: '{{index .Service.Labels "a.b"}}', R: "{{range $k, $v := .Service.Labels}}{{.}}{{end}}" } }],
    ["take braces that are no template", { environment: { A: "{ .x }", B: "}}", C: '{{print "{{"}}' } }],
    ["find a template that is never closed", { environment: { A: "x{{.Node.ID" } }, "environment.A", "never closed"],
    ["find a template whose quote is never closed", { environment: { A: '{{print "}}' } }, "environment.A", "never closed"],
    ["find an empty template", { environment: { A: "{{ - }}" } }, "environment.A", "an empty template"],
    ["know the functions of templates", { hostname: "{{upper .Node.ID}}" }, "hostname", "a function that the swarm does not know"],
    ["know the functions of templates in the options of a volume", { volumes: [{ source: "d", target: "/a", volume: { driverOpts: { o: "{{upper .Node.ID}}" } } }] }, "volumes.0.volume.driverOpts.o", "does not know"],
    ["demand a user in docker's form", { user: "a:b:c" }, "user", '"a:b:c" is no user'],
    ["demand a group", { groupAdd: ["a b"] }, "groupAdd.0", '"a b" is no group'],
    ["know signals", { stopSignal: "SIGFOO" }, "stopSignal", '"SIGFOO" is no signal'],
    ["take a signal by name, number or from the real-time ones", { stopSignal: "SIGRTMIN+3" }],
    ["take a signal without SIG", { stopSignal: "quit" }],
    ["refuse a grace period below zero", { stopGracePeriod: "-1s" }, "stopGracePeriod", "below zero"],
    ["know isolations", { isolation: "hyper" }, "isolation", '"hyper" is not possible. Did you mean "hyperv"? Use "default", "process" or "hyperv".'],
    ["demand names of kernel parameters", { sysctls: { "net core": "1" } }, "sysctls.net core", "no kernel parameter"],
    ["know capabilities", { capAdd: ["NET_ADMN"] }, "capAdd.0", 'Did you mean "CAP_NET_ADMIN"?'],
    ["know limits", { ulimits: { nofiles: 1 } }, "ulimits.nofiles", 'Did you mean "nofile"?'],
    ["keep the soft limit within the hard one", { ulimits: { nofile: { soft: 3, hard: 2 } } }, "ulimits.nofile", "soft limit of 3 above the hard limit of 2"],
    ["take -1 for no limit", { ulimits: { memlock: -1, nofile: { soft: 5, hard: -1 } } }],
    ["demand both of an extra host", { extraHosts: ["db="] }, "extraHosts.0", '" db" lacks the name or the address'],
    ["read over the blanks of extra hosts", { extraHosts: ["db: 10.0.0.1 "] }],
    ["demand addresses of extra hosts", { extraHosts: ["db=dbhost"] }, "extraHosts.0", '"dbhost" is no IP address'],
    ["take host-gateway for an address", { extraHosts: ["h:host-gateway", "v6:::1"] }],
    ["demand addresses of DNS servers", { dns: ["8.8.8"] }, "dns.0", "no IP address"],
    ["name the security options that a swarm knows", { securityOpt: ["systempaths=unconfined"] }, "securityOpt.0", "a swarm knows no-new-privileges"],
    ["refuse a seccomp profile by path", { securityOpt: ["seccomp=/etc/p.json"] }, "securityOpt.0", "the profile itself"],
    ["refuse a named AppArmor profile", { securityOpt: ["apparmor=mine"] }, "securityOpt.0", "apparmor=docker-default"],
    ["bound the score of the out-of-memory killer", { oomScoreAdj: 2000 }, "oomScoreAdj", "2000 is not possible. Write a whole number, from -1000 to 1000."],
    ["demand one source of a credential spec", { credentialSpec: { file: "a", registry: "b" } }, "credentialSpec", "has 2 sources"],
    ["know conditions of dependencies", { dependsOn: { db: { condition: "healthy" } } }, "dependsOn.db.condition", "is not possible"],
    ["bound the size of the spec", { environment: { A: "x".repeat(1.6 * 2 ** 20) } }, "", "the swarm keeps at most 1572864"],
  ]); // prettier-ignore

  it("never quote an environment", () => {
    for (const PW of ["hush{{.Nope}}", "{{hush}}", "{{hush"])
      expect(JSON.stringify(problemsOf({ environment: { PW } }))).not.to.include("hush");
  });

  it("warn of a spec that could never be updated", () => {
    const [problem] = problemsOf({ environment: { A: "x".repeat(800 * 1024) } });

    expect(problem).to.include({ warning: true });
    expect(problem?.reason).to.include("refuses every update of it: above 786432");
  });
});

describe("the rules of a health check", () => {
  testRows([
    ["take a command in any form", { healthcheck: { test: ["CMD", "x"], interval: "0s" } }],
    ["take an empty one", { healthcheck: {} }],
    ["demand how the command is run", { healthcheck: { test: ["curl", "x"] } }, "healthcheck.test", 'begins with "curl"'],
    ["demand a command", { healthcheck: { test: ["CMD"] } }, "healthcheck.test", 'no command after "CMD"'],
    ["bound its times", { healthcheck: { interval: "10us" } }, "healthcheck.interval", "10µs is too short"],
    ["refuse times below zero", { healthcheck: { startInterval: "-1s" } }, "healthcheck.startInterval", "-1s is too short"],
    ["refuse retries below zero", { healthcheck: { retries: -1 } }, "healthcheck.retries", "0 or more"],
    ["refuse a command that is turned off", { healthcheck: { test: "x", disable: true } }, "healthcheck", "both test and disable"],
  ]); // prettier-ignore
});

describe("the rules of mounts", () => {
  testRows([
    ["take every type", { volumes: ["/anon", "d:/d", "/b:/b", { type: "npipe", source: "p", target: "/i" }, { type: "cluster", source: "group:g", target: "/c" }], tmpfs: "/t" }],
    ["know types", { volumes: [{ type: "nfs", target: "/a" }] }, "volumes.0.type", '"nfs" is not possible'],
    ["demand an absolute target", { volumes: ["d:data"] }, "volumes.0.target", '"data" is not absolute'],
    ["refuse the root", { volumes: ["d:/x/.."] }, "volumes.0.target", "the root of the container"],
    ["find a target twice however it is spelled", { volumes: ["a:/a/b/", "b:/a/./b"] }, "volumes.1.target", "/a/b is mounted twice"],
    ["find a target of tmpfs among the volumes", { volumes: ["a:/run"], tmpfs: "/run" }, "volumes.1.target", "mounted twice"],
    ["demand an absolute path of a bind", { volumes: ["./a:/a"] }, "volumes.0.source", '"./a" is relative'],
    ["demand a source of a bind", { volumes: [{ type: "bind", target: "/a" }] }, "volumes.0.source", "is missing"],
    ["refuse an image, which no engine mounts in a service", { volumes: [{ type: "image", source: "busybox", target: "/a" }] }, "volumes.0.type", "not in services"],
    ["demand a source of a named pipe", { volumes: [{ type: "npipe", target: "/a" }] }, "volumes.0.source", "is missing"],
    ["refuse a source of a tmpfs", { volumes: [{ type: "tmpfs", source: "a", target: "/a" }] }, "volumes.0.source", "a tmpfs has no source"],
    ["refuse a path for a volume", { volumes: [{ type: "volume", source: "/a", target: "/a" }] }, "volumes.0.source", 'Use type "bind"'],
    ["refuse the options of another type", { volumes: [{ type: "volume", source: "a", target: "/a", bind: {} }] }, "volumes.0.bind", "no meaning for a mount of type volume"],
    ["know propagations", { volumes: [{ source: "/a", target: "/a", bind: { propagation: "rpriv" } }] }, "volumes.0.bind.propagation", "is not possible"],
    ["know templates", { volumes: ["d-{{.Task.Foo}}:/a"] }, "volumes.0.source", "is no field of a task"],
    ["take templates", { volumes: ["d-{{.Task.Slot}}:/a"] }],
  ]); // prettier-ignore

  it("warn of what the engine does not pass on to tasks", () => {
    const bind = (options: object) => ({ source: "/a", target: "/a", bind: options });
    const found = (options: object) => problemsOf({ volumes: [bind(options)] });

    for (const [options, key] of [
      [{ createHostPath: true }, "createHostPath"],
      [{ recursive: "readonly" }, "recursive"],
      [{ recursive: "writable" }, "recursive"],
    ] as const)
      expect(found(options).map(({ path, warning }) => [path.at(-1), warning])).to.deep.equal([
        [key, true],
      ]);
    expect(found({ recursive: "disabled", createHostPath: false })).to.deep.equal([]);
  });
});

describe("the rules of files", () => {
  testRows([
    ["take one secret at two targets", { secrets: ["a", { source: "a", target: "b" }], configs: ["a"] }],
    ["find a target twice", { secrets: ["a", { source: "b", target: "/run/secrets/a" }] }, "secrets.1", 'puts "b" at /run/secrets/a, where "a" is already'],
    ["keep the targets of configs apart", { configs: ["a", { source: "b", target: "/a" }] }, "configs.1", "at /a"],
    ["demand numeric ids", { secrets: [{ source: "a", uid: "root" }] }, "secrets.0.uid", '"root" is no numeric id'],
    ["bound the mode", { configs: [{ source: "a", mode: 0o17777 }] }, "configs.0.mode", "from 0 to 4095"],
  ]); // prettier-ignore
});

describe("the rules of what hands a node over", () => {
  const warnings = (args: ServiceArgs) =>
    problemsOf(args).map(({ path, reason, warning }) => [path.join("."), reason, warning]);
  const rows: [title: string, args: ServiceArgs, path?: string, reason?: string][] = [
    ["warn of the engine's socket", { volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"] }, "volumes.0", "gives its tasks /var/run/docker.sock: who gets into one commands the engine."],
    ["warn of the engine's socket by its other path", { volumes: ["/run/docker.sock:/s"] }, "volumes.0", "gives its tasks /run/docker.sock: who gets into one commands the engine."],
    ["warn of the root", { volumes: ["/:/host:ro"] }, "volumes.0", "gives its tasks / of the node: who gets into one gets the node."],
    ["warn of a folder however it is spelled", { volumes: ["/etc/../etc/:/a"] }, "volumes.0", "gives its tasks /etc of the node: who gets into one gets the node."],
    ["warn of all capabilities", { capAdd: ["all", "NET_ADMIN"] }, "capAdd.0", "gives its tasks all capabilities: who gets into one gets the node."],
    ["say nothing of other paths", { volumes: ["/etc/localtime:/etc/localtime:ro", "/srv:/srv", "etc:/etc"], capAdd: ["SYS_TIME"] }],
  ]; // prettier-ignore
  for (const [title, args, path, reason] of rows)
    it(title, () =>
      expect(warnings(args)).to.deep.equal(path === undefined ? [] : [[path, reason, true]]),
    );
});
