// The typed forms of a volume, written out as the local driver's options.

import { expect } from "chai";
import { canonicalVolume } from "../../../../provider/model/canonical";
import type { Problem } from "../../../../provider/model/common";
import { UNKNOWN } from "../../../../provider/model/unknown";
import type { VolumeArgs } from "../../../../provider/model/volume";

const nfs = { server: "10.0.0.5", path: "/data" };
const cifs = { server: "nas", share: "media/films" };
const credentials = { username: "ops", password: "hunter2!", domain: "CORP" };

const WRITTEN: [string, VolumeArgs, Record<string, string>][] = [
  ["an NFS share", { nfs }, { device: ":/data", o: "addr=10.0.0.5,rw", type: "nfs" }],
  [
    "all of an NFS share",
    { nfs: { ...nfs, version: "4.1", options: ["soft"], readOnly: true } },
    { device: ":/data", o: "addr=10.0.0.5,ro,nfsvers=4.1,soft", type: "nfs" },
  ],
  ["a CIFS share", { cifs }, { device: "//nas/media/films", o: "addr=nas,rw", type: "cifs" }],
  [
    "all of a CIFS share",
    { cifs: { ...cifs, ...credentials, version: "3.0", options: ["uid=1000"], readOnly: true } },
    {
      device: "//nas/media/films",
      o: "addr=nas,ro,username=ops,password=hunter2!,domain=CORP,vers=3.0,uid=1000",
      type: "cifs",
    },
  ],
  ["a tmpfs of which nothing is said", { tmpfs: {} }, { device: "tmpfs", type: "tmpfs" }],
  [
    "all of a tmpfs",
    { tmpfs: { size: "64M", mode: 0o1770, uid: 1000, gid: "100", options: ["noexec"] } },
    {
      device: "tmpfs",
      o: "size=67108864,mode=1770,uid=1000,gid=100,noexec",
      type: "tmpfs",
    },
  ],
  [
    "a mode as text",
    { tmpfs: { mode: "0700" } },
    { device: "tmpfs", o: "mode=700", type: "tmpfs" },
  ],
  [
    "a password that is not known yet, and the rest",
    { cifs: { ...cifs, password: UNKNOWN } },
    { device: "//nas/media/films", o: UNKNOWN, type: "cifs" },
  ],
  [
    "a server that is not known yet",
    { cifs: { ...cifs, server: UNKNOWN } },
    { device: UNKNOWN, o: UNKNOWN, type: "cifs" },
  ],
  [
    "a size that is not known yet",
    { tmpfs: { size: UNKNOWN } },
    { device: "tmpfs", o: UNKNOWN, type: "tmpfs" },
  ],
];

const REFUSED: [string, VolumeArgs, string, string][] = [
  ["NFS beside a driver", { nfs, driver: "local" }, "nfs", "excludes driver and driverOpts"],
  ["CIFS beside options", { cifs, driverOpts: { o: "ro" } }, "cifs", "excludes driver and"],
  ["two forms", { nfs, tmpfs: {} }, "tmpfs", "excludes nfs. Keep one."],
  ["a comma in a user", { cifs: { ...cifs, username: "a,b" } }, "cifs.username", "holds a comma"],
  ["slashes before a share", { cifs: { ...cifs, share: "//nas/x" } }, "cifs.share", '"//nas/x" is no share'],
  ["a size in words", { tmpfs: { size: "much" } }, "tmpfs.size", '"much" is no size'],
  ["no size", { tmpfs: { size: 0 } }, "tmpfs.size", '"0" is no size'],
  ["a mode that is not octal", { tmpfs: { mode: "rwx" } }, "tmpfs.mode", '"rwx" is no mode'],
  ["a mode of too many bits", { tmpfs: { mode: 0o10000 } }, "tmpfs.mode", "is no mode"],
  ["a user's name", { tmpfs: { uid: "www" } }, "tmpfs.uid", '"www" is no numeric id'],
]; // prettier-ignore

describe("a volume in its typed forms", () => {
  for (const [what, args, driverOpts] of WRITTEN)
    it(`writes out ${what}`, () => {
      const problems: Problem[] = [];

      expect(canonicalVolume(args, [], problems)).to.deep.equal({ driverOpts });
      expect(problems).to.deep.equal([]);
    });

  for (const [what, args, path, reason] of REFUSED)
    it(`refuses ${what}`, () => {
      const problems: Problem[] = [];
      canonicalVolume(args, ["volumes", "v"], problems);

      expect(problems.map((one) => one.path.join("."))).to.deep.equal([`volumes.v.${path}`]);
      expect(problems[0]?.reason).to.include(reason);
    });

  it("refuses a password with a comma, and does not quote it", () => {
    const problems: Problem[] = [];
    canonicalVolume({ cifs: { ...cifs, password: "hunter2,hunter3" } }, [], problems);

    expect(problems).to.deep.equal([
      {
        path: ["cifs", "password"],
        reason: "holds a comma, which ends a mount option. Choose one without.",
      },
    ]);
  });

  it("is not known yet as long as its form is not", () => {
    const cifs = UNKNOWN as unknown as VolumeArgs["cifs"];

    expect(canonicalVolume({ cifs }, [], [])).to.deep.equal({ driverOpts: UNKNOWN });
  });
});
