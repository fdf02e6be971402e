// Ports: docker's short form with ranges, and the long form.

import { expect } from "chai";
import { canonicalService } from "../../../../provider/model/canonical";
import type { Problem } from "../../../../provider/model/common";
import type { PortInputs, ServiceArgs } from "../../../../provider/model/service";

type Ports = ServiceArgs["ports"];

function canonical(ports: Ports): { ports: PortInputs[] | undefined; problems: Problem[] } {
  const problems: Problem[] = [];
  return { ports: canonicalService({ ports }, [], problems).ports, problems };
}
const tcp = (target: number, published?: number): PortInputs => ({
  target,
  ...(published !== undefined && { published }),
  protocol: "tcp",
  mode: "ingress",
});

describe("ports in the canonical form", () => {
  const rows: [title: string, ports: Ports, expanded: PortInputs[] | undefined][] = [
    ["are absent when there are none", [], undefined],
    ["read a number", [80], [tcp(80)]],
    ["read target and published", ["8080:80"], [tcp(80, 8080)]],
    ["read a protocol in any case", ["53:53/UDP"], [{ ...tcp(53, 53), protocol: "udp" }]],
    [
      "leave the choice to the engine for an empty or zero published port",
      [":80", "0:81"],
      [tcp(80), tcp(81)],
    ],
    ["pair ranges of equal length", ["9090-9091:8080-8081"], [tcp(8080, 9090), tcp(8081, 9091)]],
    ["lead a range to one target", ["5000-5002:80"], [tcp(80, 5000), tcp(80, 5001), tcp(80, 5002)]],
    ["expand a range without published ports", ["3000-3001"], [tcp(3000), tcp(3001)]],
    [
      "ignore the address that means all",
      ["0.0.0.0:80:80", "[::]:81:81"],
      [tcp(80, 80), tcp(81, 81)],
    ],
    [
      "keep the long form, and fill nothing in",
      [
        { target: 80, published: 8080 },
        { target: "81", published: "81", protocol: "UDP", mode: "host" },
      ],
      [
        { target: 81, published: 81, protocol: "udp", mode: "host" },
        { target: 80, published: 8080 },
      ],
    ],
    [
      "are ordered by number, however they are written",
      ["443:443", "80:80", "9000"],
      [tcp(9000), tcp(80, 80), tcp(443, 443)],
    ],
    [
      "take overlay for the routing mesh, as the engine does",
      [{ target: 80, published: 80, mode: "overlay" } as never],
      [{ target: 80, published: 80, mode: "ingress" }],
    ],
    [
      "keep twice what is written twice, for the rules to find",
      ["80:80", "80:80/tcp"],
      [tcp(80, 80), tcp(80, 80)],
    ],
  ];
  for (const [title, ports, expanded] of rows) {
    it(title, () => expect(canonical(ports)).to.deep.equal({ ports: expanded, problems: [] }));
  }

  for (const port of [
    "",
    "http",
    "80:http",
    "80:70000",
    "1-2:1-3",
    "3-1",
    "80/icmp",
    "1.2.3:80:80",
    "a:1:2",
    "80:",
  ]) {
    it(`refuse "${port}"`, () => {
      expect(canonical([port]).problems[0]?.reason).to.include(`"${port}" is no port.`);
    });
  }
  it("refuse a range in the long form", () => {
    expect(canonical([{ target: 80, published: "80-90" }]).problems).to.deep.equal([
      {
        path: ["ports", "0", "published"],
        reason: '"80-90" is no port number. Write one item for each port.',
      },
    ]);
  });
  for (const port of ["127.0.0.1:80:80", "[fe80::1]:80:80"]) {
    it(`refuse to publish ${port} on every address instead`, () => {
      expect(canonical([port]).problems[0]?.reason).to.include(
        "cannot publish on one address only",
      );
    });
  }
});
