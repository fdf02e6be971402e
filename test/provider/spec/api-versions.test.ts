// Which fields an engine of an older API would drop.

import { expect } from "chai";
import { UNKNOWN } from "../../../provider/model/unknown";
import type { ServiceArgs } from "../../../provider/model/service";
import { fieldsNewerThan, isOlder } from "../../../provider/spec/api-versions";
import { serviceOf, webOf } from "./expected";

const container = "TaskTemplate.ContainerSpec";

describe("fields that need a newer API", () => {
  const rows: [args: ServiceArgs, field: string, needs: string][] = [
    [{ healthcheck: { startInterval: "1s" } }, `${container}.Healthcheck.StartInterval`, "1.44"],
    [{ securityOpt: ["no-new-privileges"] }, `${container}.Privileges.NoNewPrivileges`, "1.44"],
    [{ securityOpt: ["seccomp=unconfined"] }, `${container}.Privileges.Seccomp`, "1.44"],
    [{ securityOpt: ["apparmor=unconfined"] }, `${container}.Privileges.AppArmor`, "1.44"],
    [{ memswapLimit: -1, deploy: { resources: { limits: { memory: "1g" } } } }, "TaskTemplate.Resources.SwapBytes", "1.52"],
    [{ memSwappiness: 0 }, "TaskTemplate.Resources.MemorySwappiness", "1.52"],
    [{ oomScoreAdj: -1 }, `${container}.OomScoreAdj`, "1.46"],
    [{ tmpfs: "/t:noexec" }, `${container}.Mounts.TmpfsOptions.Options`, "1.46"],
    [{ volumes: [{ source: "v", target: "/v", volume: { subpath: "s" } }] }, `${container}.Mounts.VolumeOptions.Subpath`, "1.45"],
    [{ volumes: [{ type: "cluster", source: "group:g", target: "/c" }] }, `${container}.Mounts.Type=cluster`, "1.42"],
  ]; // prettier-ignore
  for (const [args, field, needs] of rows) {
    it(`are found: ${field}`, () => {
      const spec = webOf(args) ?? serviceOf();

      expect(fieldsNewerThan(spec, "1.41")).to.deep.equal([{ field, needs }]);
      expect(fieldsNewerThan(spec, needs)).to.deep.equal([]);
    });
  }

  it("are none in a plain service, nor in mounts that are not known yet", () => {
    expect(fieldsNewerThan(serviceOf(), "1.41")).to.deep.equal([]);
    expect(
      fieldsNewerThan(serviceOf({ container: { Mounts: UNKNOWN as never } }), "1.41"),
    ).to.deep.equal([]);
  });
  it("compare versions by number", () => {
    expect([
      isOlder("1.9", "1.10"),
      isOlder("1.44", "1.44"),
      isOlder("1.52", "2.0"),
      isOlder("2.0", "1.52"),
    ]).to.deep.equal([true, false, true, false]);
  });
});
