import { expect } from "chai";
import { inFull, type Addresses } from "../../../provider/model/addresses";
import { UNKNOWN } from "../../../provider/model/unknown";

const unknown = UNKNOWN as unknown as string;
const listenAddr = "0.0.0.0:2377";

/** What stands in full for what is written. */
const ROWS: [string, Addresses, Addresses][] = [
  ["nothing", {}, { listenAddr }],
  ["an address", { advertiseAddr: "10.0.0.11" }, { listenAddr, advertiseAddr: "10.0.0.11:2377", dataPathAddr: "10.0.0.11" }],
  ["an address with a port", { advertiseAddr: "10.0.0.11:2378" }, { listenAddr, advertiseAddr: "10.0.0.11:2378", dataPathAddr: "10.0.0.11" }],
  ["an interface", { advertiseAddr: "eth0", listenAddr: "eth1:2378" }, { listenAddr: "eth1:2378", advertiseAddr: "eth0:2378", dataPathAddr: "eth0" }],
  ["an address of IPv6", { advertiseAddr: "fd00::1", listenAddr: "::" }, { listenAddr: "[::]:2377", advertiseAddr: "[fd00::1]:2377", dataPathAddr: "fd00::1" }],
  ["an address of IPv6 in brackets", { advertiseAddr: "[fd00::1]:2378", dataPathAddr: "[fd00::2]" }, { listenAddr, advertiseAddr: "[fd00::1]:2378", dataPathAddr: "fd00::2" }],
  ["an address that is not known yet", { advertiseAddr: unknown }, { listenAddr, advertiseAddr: unknown, dataPathAddr: unknown }],
  ["a port that is not known yet", { advertiseAddr: "eth0", listenAddr: unknown }, { listenAddr: unknown, advertiseAddr: unknown, dataPathAddr: "eth0" }],
]; // prettier-ignore

describe("the addresses of an engine, in full,", () => {
  for (const [what, written, full] of ROWS)
    it(`stand for ${what}`, () => {
      expect(inFull(written)).to.deep.equal(full);
    });
});
