// Connections by ssh as the user's own configuration has them, and those that lead nowhere. Real ssh, real sshd's, a
// real engine. Needs root.

import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import type { ConnectionArgs } from "../../provider/model/common";
import { run } from "../../tools/engine/run";
import { messageOf } from "../fakes/message-of";
import { engineAt } from "../fakes/stub";
import { netnsOf } from "../lab/network";
import { counted, startSshLab, type SshLab } from "./support/ssh-lab";

const ROOT = resolve(__dirname, "../..");

describe("connections by ssh, as they are configured on the machine", () => {
  let lab: SshLab;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "ssh-test-"));
    lab = await startSshLab("ssh-own-test");
  });
  after(async () => {
    await lab?.stop();
    rmSync(folder, { recursive: true });
  });

  describe("with the user's own configuration", () => {
    const at = (name: string): string => join(folder, ".ssh", name);
    before(() => {
      mkdirSync(join(folder, ".ssh"), { mode: 0o700 });
      writeFileSync(at("key"), lab.key.privateKey, { mode: 0o600 });
      writeFileSync(at("known_hosts"), `${lab.sshd.knownHost}\n${lab.bastion.knownHost}\n`);
      const passwd = readFileSync("/etc/passwd", "utf8").replace(
        /^(root:.*):[^:\n]*:/m,
        `$1:${folder}:`,
      );
      writeFileSync(join(folder, "passwd"), passwd);
      writeConfig([]);
    });

    function writeConfig(more: string[], identity = [`IdentityFile ${at("key")}`]): void {
      const hosts = [`Host node`, `HostName 127.0.0.1`, `Port ${lab.sshd.port}`, ...more];
      const jump = [`Host bastion`, `HostName 127.0.0.1`, `Port ${lab.bastion.port}`];
      const all = ["Host *", "User root", ...identity, "LocalForward 1 localhost:1"];
      writeFileSync(at("config"), [...hosts, ...jump, ...all, ""].join("\n"), { mode: 0o600 });
    }

    /** Runs it where root's home is the test's folder. */
    function athome(command: string): Promise<string> {
      const script = `mount --bind ${folder}/passwd /etc/passwd; ${command}`;
      return new Promise((done, fail) => {
        execFile(
          "unshare",
          ["--mount", "sh", "-ec", script],
          { cwd: ROOT },
          (error, stdout, stderr) => (error ? fail(new Error(stdout + stderr)) : done(stdout)),
        );
      });
    }

    function asked(
      connection: object,
      env: Record<string, string> = {},
      within = (command: string): string => command,
    ): Promise<string> {
      const program = `
        const { connect } = require("./provider/engine/connect");
        connect(${JSON.stringify(connection)}).swarm.inspect().then(
          ({ ID }) => console.log(ID), (error) => console.log(error.message));`;
      const file = join(folder, "program.js");
      writeFileSync(file, program.replaceAll("./provider", `${ROOT}/provider`));
      const words = Object.entries(env).map(([name, value]) => `${name}=${value}`);
      return athome(within(`${words.join(" ")} ${process.execPath} --require tsx/cjs ${file}`));
    }

    it("use its names, keys, known hosts and jump hosts", async () => {
      writeConfig(["ProxyJump bastion"]);
      let id = "";

      const counts = await counted(lab.bastion, async () => {
        id = await asked({ host: "ssh://node" });
      });

      expect([id.trim(), counts]).to.deep.equal([lab.clusterId, [1, 0]]);
    });

    it("log in with the key that the user's agent holds", async () => {
      writeConfig([], []);
      const here = (command: string): string =>
        `ssh-agent sh -ec 'ssh-add -q ${at("key")}; ${command}'`;

      expect((await asked({ host: "ssh://node" }, {}, here)).trim()).to.equal(lab.clusterId);
      expect(await asked({ host: "ssh://node" })).to.match(/Permission denied \(publickey\)/);
    });

    it("are those of a docker context, too", async () => {
      writeConfig([]);
      const docker = join(folder, "docker");
      const create = `DOCKER_CONFIG=${docker} docker context create far --docker host=ssh://node`;
      await athome(create);

      const id = await asked({ context: "far" }, { DOCKER_CONFIG: docker });

      expect(id.trim()).to.equal(lab.clusterId);
    });

    it("go over the user's own connection where one stands", async () => {
      writeConfig([`ControlPath ${folder}/own`]);
      await athome("ssh -M -N -f -o ControlPersist=60 -o ClearAllForwardings=yes node");
      let id = "";

      const counts = await counted(lab.sshd, async () => {
        id = await asked({ host: "ssh://node" });
      });

      await athome("ssh -O exit node");
      expect([id.trim(), counts]).to.deep.equal([lab.clusterId, [0, 1]]);
    });
  });

  describe("to nobody", () => {
    let mute: Server;
    let port: number;
    before(async () => {
      mute = createServer().listen(0, "127.0.0.1");
      await once(mute, "listening");
      ({ port } = mute.address() as AddressInfo);
      const drop = ["-I", "INPUT", "-p", "tcp", "--dport", "2222", "-j", "DROP"];
      await run("nsenter", [
        `--net=/run/netns/${netnsOf("ssh-own-test", lab.node.name)}`,
        "iptables",
        ...drop,
      ]);
    });
    after(() => mute.close());

    const hole = (): string => `${lab.node.address}:2222`;
    const PLACES: [string, () => ConnectionArgs, RegExp, number][] = [
      ["a host that never speaks, by ssh", () => ({ host: `ssh://root@127.0.0.1:${port}` }), /banner exchange.*See that the host is up/, 10],
      ["a host that drops everything, by ssh", () => ({ host: `ssh://root@${hole()}` }), /Connection timed out\. See that the host is up/, 10],
      ["a host that never speaks, by TLS", () => ({ host: `https://127.0.0.1:${port}` }), /no answer in 20 s from https/, 20],
      ["a host that drops everything, by tcp", () => ({ host: `tcp://${hole()}`, insecure: true }), /no answer in 20 s from tcp/, 20],
    ]; // prettier-ignore
    it("fail in a sentence that names it, within the time", async () => {
      const started = Date.now();
      const told = PLACES.map(async ([, connection]) => {
        const message = await messageOf(engineAt(connection()).info());
        return { message, seconds: Math.round((Date.now() - started) / 1000) };
      });

      for (const [index, [what, connection, words, seconds]] of PLACES.entries()) {
        const found = await told[index];
        expect(found?.message, what)
          .to.match(words)
          .and.include(`engine ${connection().host as string}:`);
        expect(found?.seconds, what).to.be.within(seconds - 1, seconds + 40);
      }
    });
  });
});
