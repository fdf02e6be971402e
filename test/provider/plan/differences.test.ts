import { expect } from "chai";
import { fixed } from "../../../provider/plan/differences";

const change = (path: string, from: unknown, to: unknown) => ({ path: path.split("."), from, to });
const o = (from: string, to: string) => change("DriverOpts.o", from, to);

describe("differences that cannot be mended", () => {
  const ROWS: [string, ReturnType<typeof change>, string][] = [
    ["a value", change("Driver", undefined, "rexray"), 'Driver is not set and would be "rexray"'],
    [
      "mount options",
      o("addr=10.0.0.5,rw,nfsvers=4", "addr=nas,ro"),
      'DriverOpts.o is "addr=10.0.0.5,rw,nfsvers=4" and would be "addr=nas,ro"',
    ],
    [
      "options, all at once",
      change("DriverOpts", undefined, { type: "tmpfs", device: "tmpfs" }),
      'DriverOpts.type is not set and would be "tmpfs"; DriverOpts.device is not set and would be "tmpfs"',
    ],
    [
      "no password",
      o("addr=a,username=ops,password=hunter2", "addr=b,username=ops,password=hunter2"),
      'DriverOpts.o is "addr=a,username=ops,password=[secret]" and would be "addr=b,username=ops,password=[secret]"',
    ],
    [
      "nothing of a password that holds a comma",
      o("password=hunter2,,hunter2,ro", "rw"),
      'DriverOpts.o is "password=[secret],,[secret],ro" and would be "rw"',
    ],
    [
      "that it is the password that differs",
      o("addr=a,password=hunter2", "addr=a,password=hunter3"),
      'DriverOpts.o is "addr=a,password=[secret]" and would be "addr=a,password=[secret]", which differ in what is not shown here',
    ],
    [
      "no credentials in a device",
      change("DriverOpts.device", "//ops:hunter2@nas/a", "//nas/a"),
      'DriverOpts.device is "//[secret]@nas/a" and would be "//nas/a"',
    ],
    ["no option of another driver", change("DriverOpts.token", "hunter2", "x"), "DriverOpts.token is another"],
  ]; // prettier-ignore

  for (const [what, one, words] of ROWS)
    it(`tell ${what}`, () => {
      const text = fixed("volume", [one]);

      expect(text).to.equal(
        `the existing volume differs, and the engine cannot change it: ${words}. Choose another name, or remove it first.`,
      );
      expect(text).to.not.contain("hunter");
    });

  it("tell of a swarm that it cannot be made again under another name", () => {
    const path = ["SubnetSize"];
    expect(fixed("swarm", [{ path, from: 24, to: 26 }])).to.equal(
      "the existing swarm differs, and the engine cannot change it: SubnetSize is 24 and would be 26. " +
        "It was fixed when the swarm was made: take the change back, or make another swarm.",
    );
  });
});
