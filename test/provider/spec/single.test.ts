// A service that stands by itself: every name is meant as it is written.

import { expect } from "chai";
import { canonicalService } from "../../../provider/model/canonical";
import type { ServiceArgs } from "../../../provider/model/service";
import { singleService } from "../../../provider/spec/scope";
import { serviceSpec } from "../../../provider/spec/service";

const specOf = (args: ServiceArgs) =>
  serviceSpec(
    canonicalService({ image: "nginx", ...args }, [], []),
    singleService({ name: "web", labels: { owner: "me" }, containerLabels: { c: "1" } }),
  );

describe("the spec of a single service", () => {
  it("joins no network, and has the labels of its owner", () => {
    expect(specOf({ labels: { c: "0", d: "2" } })).to.deep.equal({
      Name: "web",
      Labels: { owner: "me" },
      TaskTemplate: {
        ContainerSpec: {
          Image: "nginx:latest",
          Labels: { c: "1", d: "2" },
          Privileges: { CredentialSpec: null, SELinuxContext: null, NoNewPrivileges: false },
        },
        Resources: {},
        Placement: {},
        ForceUpdate: 0,
      },
      Mode: { Replicated: {} },
      EndpointSpec: {},
    });
  });

  it("names networks, secrets and configs as they are written, without an alias", () => {
    const { TaskTemplate } = specOf({
      networks: { n: { aliases: ["a"] }, b: null },
      secrets: ["s"],
      configs: ["c"],
    });

    expect(TaskTemplate.Networks).to.deep.equal([{ Target: "b" }, { Target: "n", Aliases: ["a"] }]);
    expect(TaskTemplate.ContainerSpec.Secrets?.map(({ SecretName }) => SecretName)).to.deep.equal([
      "s",
    ]);
    expect(TaskTemplate.ContainerSpec.Configs?.map(({ ConfigName }) => ConfigName)).to.deep.equal([
      "c",
    ]);
  });

  it("hands a volume's driver and labels to the nodes", () => {
    const volume = { driver: "local", driverOpts: { type: "nfs" }, labels: { l: "1" } };
    const { ContainerSpec } = specOf({
      volumes: [{ source: "v", target: "/v", volume }, "w:/w"],
    }).TaskTemplate;

    expect(ContainerSpec.Mounts).to.deep.equal([
      {
        Type: "volume",
        Source: "v",
        Target: "/v",
        VolumeOptions: {
          Labels: { l: "1" },
          DriverConfig: { Name: "local", Options: { type: "nfs" } },
        },
      },
      { Type: "volume", Source: "w", Target: "/w", VolumeOptions: {} },
    ]);
  });

  it("has no labels when nobody gives any", () => {
    const spec = serviceSpec({ image: "nginx" }, singleService({ name: "web" }));

    expect(spec).not.to.have.property("Labels");
    expect(spec.TaskTemplate.ContainerSpec).not.to.have.property("Labels");
  });
});
