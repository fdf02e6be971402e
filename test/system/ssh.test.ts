// Connections by ssh whose program brings all that they need: key, known hosts, jump hosts. Real ssh, real sshd's, a
// real engine. Needs root.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { privateFolder } from "../../provider/engine/ssh-config";
import { until } from "../../tools/engine/processes";
import { run } from "../../tools/engine/run";
import { messageOf } from "../fakes/message-of";
import { engineAt } from "../fakes/stub";
import { makeSshKey } from "../lab";
import { isPending } from "../provider/engine/contract/support";
import { HEAD, makeProgram, type Program } from "./support/program";
import { commandLines, counted, hostOf, idOf, startSshLab, type SshLab } from "./support/ssh-lab";

const ROOT = resolve(__dirname, "../..");

describe("connections by ssh", () => {
  let lab: SshLab;
  before(async () => (lab = await startSshLab("ssh-test")));
  after(() => lab?.stop());

  describe("with key and known hosts of the program", () => {
    it("log in once for all requests, and for the events beside them", async () => {
      const engine = engineAt(lab.given());
      const end = new AbortController();

      const counts = await counted(lab.sshd, async () => {
        const events = engine.events({ type: ["config"] }, end.signal)[Symbol.asyncIterator]();
        const next = events.next();
        await Promise.all(Array.from({ length: 20 }, () => engine.services.list()));
        // Nothing tells when the engine has begun to send events but the first of them.
        for (let made = 0; made === 0 || (await isPending(next)); made += 1) {
          const heard = { Name: `heard-${made}`, Labels: {}, Data: "eA==" };
          await engine.configs.remove(await engine.configs.create(heard));
        }
        expect((await next).value).to.include({ Type: "config" });
      });

      end.abort();
      expect(counts).to.deep.equal([1, 5]);
    });

    it("leave the key in no file and in no argument of a process", async () => {
      const [, line = "no line"] = lab.key.privateKey.split("\n");
      const seen: string[] = [];
      const looking = setInterval(() => seen.push(...commandLines()), 5);

      await idOf(engineAt(lab.given()));

      clearInterval(looking);
      seen.push(...commandLines());
      const files = readdirSync(privateFolder()).map((name) => join(privateFolder(), name));
      const texts = files
        .filter((file) => /\.(conf|hosts)$/.test(file))
        .map((file) => readFileSync(file, "utf8"));
      expect([...seen, ...texts].filter((text) => text.includes(line))).to.deep.equal([]);
      expect(seen.join("\n")).to.match(/ssh-add/);
    });

    it("go through a jump host with both of them", async () => {
      let id: string | undefined;
      const sshJump = `root@127.0.0.1:${lab.bastion.port}`;

      const counts = await counted(lab.bastion, async () => {
        const through = await counted(lab.sshd, async () => {
          id = await idOf(engineAt(lab.given({ sshJump })));
        });
        expect(through).to.deep.equal([1, 1]);
      });

      expect([counts, id]).to.deep.equal([[1, 0], lab.clusterId]);
    });

    it("are refused by a jump host that is not known, which is named", async () => {
      const connection = lab.given({
        sshJump: `root@127.0.0.1:${lab.bastion.port}`,
        sshKnownHosts: lab.sshd.knownHost,
      });

      expect(await messageOf(engineAt(connection).info())).to.match(
        new RegExp(
          `add what \`ssh-keyscan -p ${lab.bastion.port} 127.0.0.1\` prints to \`sshKnownHosts\``,
        ),
      );
    });

    it("are refused by a host that is not known; what the error says makes it known", async () => {
      const message = await messageOf(
        engineAt(lab.given({ sshKnownHosts: lab.bastion.knownHost })).info(),
      );
      const [, command = "false"] = /add what `(ssh-keyscan [^`]*)` prints/.exec(message) ?? [];

      const sshKnownHosts = await run("sh", ["-c", command]);

      expect(message).to.match(
        /^engine ssh:\/\/root@127\.0\.0\.1:\d+: cannot read the API version\. No ED25519 host key is known/,
      );
      expect(await idOf(engineAt(lab.given({ sshKnownHosts })))).to.be.a("string");
    });

    it("are refused by a host that shows another key", async () => {
      const sshKnownHosts = `[127.0.0.1]:${lab.sshd.port} ${lab.bastion.knownHost.split(" ").slice(1).join(" ")}`;

      expect(await messageOf(engineAt(lab.given({ sshKnownHosts })).info())).to.match(
        /It shows another host key than the known one: somebody may be on the way/,
      );
    });

    it("are refused once, without a second try, where the key may not enter", async () => {
      const { privateKey } = await makeSshKey();
      const from = lab.sshd.log.length;

      const message = await messageOf(engineAt(lab.given({ sshKey: privateKey })).info());

      expect(message).to.match(
        /Permission denied \(publickey\)\. Give a key that the host lets in/,
      );
      const tries = lab.sshd.log.slice(from).filter((line) => line.startsWith("Connection from"));
      expect(tries).to.have.length(1);
    });

    it("take no key with a passphrase, and ask for none", async () => {
      const { privateKey } = await makeSshKey("hunter2");

      expect(await messageOf(engineAt(lab.given({ sshKey: privateKey })).info())).to.match(
        /Give the whole text of a private key without a passphrase/,
      );
    });

    it("come back after the host was away", async () => {
      const engine = engineAt(lab.given());
      await idOf(engine);

      await lab.sshd.kill();
      const away = engine.services.list();
      await lab.sshd.start();

      expect(await away).to.deep.equal([]);
      const id = await engine.configs.create({ Name: "after", Labels: {}, Data: "eA==" });
      await engine.configs.remove(id);
    });

    it("have several managers, of which the first is gone", async () => {
      const gone = "ssh://root@127.0.0.1:1";

      const engine = engineAt(lab.given({ host: [gone, hostOf(lab.sshd)] }));

      expect([await idOf(engine), engine.address]).to.deep.equal([lab.clusterId, hostOf(lab.sshd)]);
    });

    it("go on through another manager when one is gone", async () => {
      const engine = engineAt(lab.given({ host: [hostOf(lab.sshd), hostOf(lab.bastion)] }));
      await idOf(engine);

      await lab.sshd.kill();
      const id = await idOf(engine);
      const config = await engine.configs.create({ Name: "on", Labels: {}, Data: "eA==" });
      await engine.configs.remove(config);
      const { address } = engine;
      await lab.sshd.start();

      expect([id, address]).to.deep.equal([lab.clusterId, hostOf(lab.bastion)]);
    });

    it("end within seconds when the process is killed", async () => {
      const program = `
        const { connect } = require("./provider/engine/connect");
        const engine = connect(${JSON.stringify(lab.given())});
        const events = engine.events({}, new AbortController().signal)[Symbol.asyncIterator]();
        void events.next();
        engine.services.list().then(() => console.log("asked"));`;
      const child = spawn(process.execPath, ["--require", "tsx/cjs", "--eval", program], {
        cwd: ROOT,
        stdio: ["ignore", "pipe", "inherit"],
      });
      const left = () => commandLines().filter((line) => line.includes(`/${child.pid}-`));
      await once(createInterface({ input: child.stdout }), "line");
      expect(left()).to.have.length.above(0);

      child.kill("SIGKILL");

      expect(await until(() => left().length === 0, 60_000), left().join("\n")).to.equal(true);
    });
  });

  describe("in a program", () => {
    let program: Program;
    const INDEX = `
      const connection = { host: config.require("host"), sshKey: config.requireSecret("sshKey"), sshKnownHosts: config.require("known") };
      for (const name of ["a", "b", "c"]) new swarm.Network(name, { connection });
      exports.all = pulumi.output(connection);`;
    before(async () => {
      program = await makeProgram({ host: "unix:///nowhere", index: INDEX });
      await program.pulumi("config", "set", "host", hostOf(lab.sshd));
      await program.pulumi("config", "set", "known", lab.sshd.knownHost);
      await program.pulumi("config", "set-all", "--secret", `sshKey=${lab.key.privateKey}`);
    });
    after(() => program?.remove());

    it("deploy with one login, and the key is in clear neither in the state nor on the screen", async () => {
      let text = "";

      const counts = await counted(lab.sshd, async () => {
        text = await program.up();
      });

      const [, line = "no line"] = lab.key.privateKey.split("\n");
      expect(counts[0]).to.equal(1);
      expect((await program.state()) + text).to.not.include(line);
      expect(await program.up()).to.include("unchanged");
    });

    it("are refused by a host that is not known, which the preview tells before", async () => {
      await program.pulumi("config", "set", "known", lab.bastion.knownHost);
      program.write("index.js", `${HEAD}${INDEX}\nnew swarm.Network("d", { connection });`);
      const help = `\`ssh-keyscan -p ${lab.sshd.port} 127.0.0.1\``;

      const preview = await program.pulumi("preview");
      const up = await program.pulumi("up", "--yes", "--skip-preview");

      expect(preview.text).to.include("The plan is not checked.").and.include(help);
      expect([up.exitCode === 0, up.text.includes(help)]).to.deep.equal([false, true]);
      await program.pulumi("config", "set", "known", lab.sshd.knownHost);
      await program.up();
      expect((await program.pulumi("destroy", "--yes")).exitCode).to.equal(0);
    });
  });
});
