import { expect } from "chai";
import { unused } from "../../../provider/apply/undo";
import type { Live } from "../../../provider/objects/object";

const live = (kind: Live["kind"], id: string, spec: object = {}): Live => ({
  ...{ kind, id, name: id, version: 1, labels: {}, spec },
});

describe("what no service uses", () => {
  it("is told beside services that run plug-ins, which have no container", () => {
    const made = [live("secret", "pw"), live("network", "front"), live("config", "conf")];
    const web = { ContainerSpec: { Secrets: [{ SecretID: "pw" }] } };
    const services = [
      live("service", "web", { TaskTemplate: web }),
      live("service", "plugin", {
        TaskTemplate: { Runtime: "plugin", Networks: [{ Target: "front" }] },
      }),
    ];

    expect(unused(made, services).map(({ id }) => id)).to.deep.equal(["conf"]);
  });
});
