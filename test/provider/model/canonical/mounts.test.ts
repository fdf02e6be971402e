// Mounts: docker's short form, the long form, and the tmpfs mounts of `tmpfs` and `shm_size`.

import { expect } from "chai";
import { canonicalService } from "../../../../provider/model/canonical";
import type { Problem } from "../../../../provider/model/common";
import type { MountInputs, ServiceArgs } from "../../../../provider/model/service";

function canonical(args: ServiceArgs): { mounts: MountInputs[] | undefined; problems: Problem[] } {
  const problems: Problem[] = [];
  return { mounts: canonicalService(args, [], problems).volumes, problems };
}

describe("mounts in the short form", () => {
  const rows: [text: string, mount: MountInputs][] = [
    ["/data", { type: "volume", target: "/data" }],
    ["a", { type: "volume", target: "a" }],
    ["data:/data", { type: "volume", source: "data", target: "/data" }],
    [
      "data:/data:ro,nocopy",
      { type: "volume", source: "data", target: "/data", readOnly: true, volume: { nocopy: true } },
    ],
    ["data:/data:rw", { type: "volume", source: "data", target: "/data" }],
    [
      "/a:/b:ro,rslave",
      { type: "bind", source: "/a", target: "/b", readOnly: true, bind: { propagation: "rslave" } },
    ],
    ["/a:/b:z,cached", { type: "bind", source: "/a", target: "/b" }],
    ["./a:/b", { type: "bind", source: "./a", target: "/b" }],
    ["~/a:/b", { type: "bind", source: "~/a", target: "/b" }],
    ["v:/b", { type: "volume", source: "v", target: "/b" }],
    ["v:/b:ro", { type: "volume", source: "v", target: "/b", readOnly: true }],
    [String.raw`C:\a:/b`, { type: "bind", source: String.raw`C:\a`, target: "/b" }],
    [
      String.raw`C:\a:D:\b:ro`,
      { type: "bind", source: String.raw`C:\a`, target: String.raw`D:\b`, readOnly: true },
    ],
    ["C:/a:/b", { type: "bind", source: "C:/a", target: "/b" }],
    [
      String.raw`\\.\pipe\x:\\.\pipe\y`,
      { type: "bind", source: String.raw`\\.\pipe\x`, target: String.raw`\\.\pipe\y` },
    ],
  ];
  for (const [text, mount] of rows) {
    it(`read ${text}`, () =>
      expect(canonical({ volumes: [text] })).to.deep.equal({ mounts: [mount], problems: [] }));
  }
  for (const [text, why] of [
    ["a::/b", "nothing between two colons"],
    ["a:/b:", "nothing between two colons"],
    ["a:/b:ro:x", "too many colons"],
  ] as const) {
    it(`refuse ${text}`, () =>
      expect(canonical({ volumes: [text] }).problems[0]?.reason).to.include(why));
  }
});

describe("mounts in the canonical form", () => {
  const rows: [title: string, args: ServiceArgs, mounts: MountInputs[]][] = [
    ["guess the type from the source", { volumes: [{ source: "/a", target: "/b" }, { source: "a", target: "/c" }] }, [
      { type: "bind", source: "/a", target: "/b" },
      { type: "volume", source: "a", target: "/c" },
    ]],
    ["keep options that are there and empty, and drop an empty source", { volumes: [{ type: "bind", source: "/a", target: "/b", bind: {} }, { type: "volume", source: "", target: "/v" }] }, [
      { type: "bind", source: "/a", target: "/b", bind: {} },
      { type: "volume", target: "/v" },
    ]],
    ["normalise the size of a tmpfs", { volumes: [{ type: "tmpfs", target: "/t", tmpfs: { size: 65536, mode: 0o700 } }] }, [
      { type: "tmpfs", target: "/t", tmpfs: { size: "64KiB", mode: 0o700 } },
    ]],
    ["read the mode of a tmpfs as octal where it is text", { volumes: [{ type: "tmpfs", target: "/t", tmpfs: { mode: "1777" } }] }, [
      { type: "tmpfs", target: "/t", tmpfs: { mode: 0o1777 } },
    ]],
    ["take in tmpfs and shmSize, after the volumes", { volumes: ["/z"], tmpfs: ["/run:size=64m,mode=1777,noexec,ro", "/tmp"], shmSize: "128m" }, [
      { type: "volume", target: "/z" },
      { type: "tmpfs", target: "/run", readOnly: true, tmpfs: { size: "64MiB", mode: 0o1777, options: ["noexec"] } },
      { type: "tmpfs", target: "/tmp" },
      { type: "tmpfs", target: "/dev/shm", tmpfs: { size: "128MiB" } },
    ]],
    ["take no tmpfs from texts that say nothing, as of variables that are not set", { volumes: ["/z"], tmpfs: ["", "/t:size="], shmSize: "" }, [
      { type: "volume", target: "/z" },
      { type: "tmpfs", target: "/t" },
    ]],
    ["leave /dev/shm alone at a size of 0", { volumes: ["/z"], shmSize: "0" }, [{ type: "volume", target: "/z" }]],
    ["keep the order in which they are written", { volumes: ["b:/b", "a:/a"] }, [
      { type: "volume", source: "b", target: "/b" },
      { type: "volume", source: "a", target: "/a" },
    ]],
  ]; // prettier-ignore
  for (const [title, args, mounts] of rows) {
    it(title, () => expect(canonical(args)).to.deep.equal({ mounts, problems: [] }));
  }
  it("refuse a mode of a tmpfs that is not octal", () => {
    expect(canonical({ tmpfs: "/run:mode=rwx" }).problems).to.deep.equal([
      {
        path: ["tmpfs", "0"],
        reason: '"/run:mode=rwx": mode must be octal digits, such as mode=1777.',
      },
    ]);
  });
});
