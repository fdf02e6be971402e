// A private engine in the machine's own network. The "machine" is a network namespace made for this, so
// that no rule of the real one is touched. Needs root.

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import {
  engineProcesses,
  findDaemon,
  isAlive,
  killEngine,
  signal,
} from "../../tools/engine/processes";
import { request } from "../../tools/engine/request";
import { run } from "../../tools/engine/run";
import { busyboxImage, loadImages } from "../lab";
import { labsFolder } from "../lab/state";

const MACHINE = `psl-machine-${process.pid}`;
const START = "startEngine({ dir, name: 'private' }).then((engine) => console.log(engine.pid))";

describe("a private engine", () => {
  let dir: string;
  let host: string;

  const inMachine = (command: string, ...args: string[]): Promise<string> =>
    run("nsenter", [`--net=/run/netns/${MACHINE}`, command, ...args]);
  /** Runs this with tools/engine/start.ts, in a process of its own. */
  const withEngine = (code: string): Promise<string> => {
    const script = `const { startEngine, stopEngine } = require("./tools/engine/start");
      const dir = ${JSON.stringify(dir)}; ${code};`;
    return inMachine(process.execPath, "-r", "tsx/cjs", "-e", script);
  };

  before(async () => {
    mkdirSync(labsFolder(), { recursive: true });
    dir = mkdtempSync(join(labsFolder(), ".test-"));
    host = `unix://${dir}/docker.sock`;
    await run("ip", ["netns", "add", MACHINE]);
  });

  afterEach(() => killEngine(dir));

  after(async () => {
    rmSync(dir, { recursive: true, force: true });
    await run("ip", ["netns", "del", MACHINE]);
  });

  const network = async (): Promise<string[]> => [
    await inMachine("sh", "-c", "iptables -S; iptables -t nat -S"),
    await inMachine("ip", "-br", "link"),
    await inMachine("cat", "/proc/sys/net/ipv4/ip_forward"),
  ];

  it("outlives the program that started it, and the next start finds it", async () => {
    const pid = await withEngine(START);
    expect([await withEngine(START), String(findDaemon(dir))]).to.deep.equal([pid, pid]);
    await withEngine("stopEngine(dir)");
  });

  it("puts the machine's network back when it stops, somebody else's rules untouched", async () => {
    await inMachine("iptables", "-A", "FORWARD", "-s", "192.0.2.1", "-j", "ACCEPT");
    await inMachine("iptables", "-t", "nat", "-A", "OUTPUT", "-d", "192.0.2.1", "-j", "ACCEPT");
    const before = await network();
    await withEngine(START);
    const net = { method: "POST", body: { Name: "net", Driver: "bridge" } };
    await request(host, "/networks/create", net);
    expect((await network())[1]).to.match(/docker0.*\nbr-/);
    await withEngine("stopEngine(dir)");
    expect(await network()).to.deep.equal(before);
  });

  it("leaves no process when its dockerd was killed over running containers", async () => {
    await withEngine(START);
    await loadImages({ host }, [await busyboxImage()]);
    const body = { Image: "busybox", Cmd: ["sleep", "1000"] };
    const made = await request<{ Id: string }>(host, "/containers/create", {
      method: "POST",
      body,
    });
    await request(host, `/containers/${made.Id}/start`, { method: "POST" });
    const { State } = await request<{ State: { Pid: number } }>(
      host,
      `/containers/${made.Id}/json`,
    );
    signal(findDaemon(dir) ?? 0, "SIGKILL");
    expect(engineProcesses(dir)).to.include(State.Pid);
    await withEngine("stopEngine(dir)");
    expect([engineProcesses(dir), isAlive(State.Pid)]).to.deep.equal([[], false]);
  });

  it("says why when it does not start", async () => {
    const bad = "startEngine({ dir, name: 'x', listen: ['tcp://192.0.2.7:2375'] })";
    const words = await withEngine(`${bad}.catch((error) => console.log(error.message))`);
    expect(words).to.match(/^engine in .*: ended before it answered\.\n/);
    expect(words).to.include("bind: cannot assign requested address");
  });

  it("refuses a folder whose sockets would have too long a path", async () => {
    const words = await withEngine(
      "startEngine({ dir: '/var/lib/' + 'x'.repeat(57), name: 'x' }).catch((error) => console.log(error.message))",
    );
    expect(words).to.match(/: 66 characters, and 65 are the most: .* Choose a shorter folder\.$/);
  });
});
