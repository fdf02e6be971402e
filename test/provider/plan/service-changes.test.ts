import { expect } from "chai";
import { KINDS } from "../../../provider/objects";
import { resolveService } from "../../../provider/objects/service";
import type { ServiceSpec } from "../../../provider/engine/types";
import { changed, sent, stored } from "./specs";

const refs = { network: { shop_default: { id: "net1", name: "shop_default" } } };
const resolved = (spec: ServiceSpec) => resolveService(spec, refs);
const paths = (spec: ServiceSpec, live: ServiceSpec) =>
  KINDS.service.changes(resolved(spec), live).map(({ path }) => path.join("."));

const BOTH = [
  { OS: "linux", Architecture: "amd64" },
  { OS: "linux", Architecture: "arm64" },
];

describe("what differs in meaning between a declared service and the live one", () => {
  const SAME: [string, ServiceSpec, ServiceSpec][] = [
    ["the engine's own spelling of the same spec", sent(), stored()],
    ["an image pinned to a digest", sent(), changed(stored(), (s) => {
      s.TaskTemplate.ContainerSpec.Image = "nginx:1.26@sha256:abc";
    })],
    ["platforms that a registry gave", sent(), changed(stored(), (s) => {
      s.TaskTemplate.Placement = { Platforms: [{ OS: "linux", Architecture: "amd64" }] };
    })],
    ["the engine's defaults written out", sent({
      UpdateConfig: { Parallelism: 1, FailureAction: "pause", Order: "stop-first" },
    }), stored()],
    ["a restart policy that says what the engine does anyway", changed(sent(), (s) => {
      s.TaskTemplate.RestartPolicy = { Condition: "any", Delay: 5e9, MaxAttempts: 0 };
    }), stored()],
    ["updates that others forced", sent(), changed(stored(), (s) => {
      s.TaskTemplate.ForceUpdate = 9;
    })],
    ["the platforms that are declared, in any order", changed(sent(), (s) => {
      s.TaskTemplate.Placement.Platforms = [...BOTH];
    }), changed(stored(), (s) => {
      s.TaskTemplate.Placement.Platforms = [...BOTH].reverse();
    })],
    ["names of ports, which do nothing", sent(), changed(stored(), (s) => {
      for (const port of s.EndpointSpec?.Ports ?? []) port.Name = "http";
    })],
    ["options of a bind that the engine drops", changed(sent(), (s) => {
      s.TaskTemplate.ContainerSpec.Mounts = [{ Type: "bind", Source: "/a", Target: "/a", BindOptions: { ReadOnlyNonRecursive: true, ReadOnlyForceRecursive: true, CreateMountpoint: true } }];
    }), changed(stored(), (s) => {
      s.TaskTemplate.ContainerSpec.Mounts = [{ Type: "bind", Source: "/a", Target: "/a" }];
    })],
    ["a swappiness that was set back", sent(), changed(stored(), (s) => {
      s.TaskTemplate.Resources = { Limits: {}, MemorySwappiness: -1 };
    })],
    ["empty lists and maps", changed(sent(), (s) => {
      s.TaskTemplate.ContainerSpec.Secrets = [];
      s.TaskTemplate.ContainerSpec.Healthcheck = {};
    }), stored()],
  ]; // prettier-ignore
  for (const [what, spec, live] of SAME)
    it(`sees none for ${what}`, () => expect(paths(spec, live)).to.deep.equal([]));

  const DIFFERENT: [string, ServiceSpec, string[]][] = [
    ["another image", changed(sent(), (s) => {
      s.TaskTemplate.ContainerSpec.Image = "nginx:1.27";
    }), ["TaskTemplate.ContainerSpec.Image"]],
    ["more replicas", sent({ Mode: { Replicated: { Replicas: 3 } } }), ["Mode"]],
    ["a global mode", sent({ Mode: { Global: {} } }), ["Mode.Global", "Mode.Replicated"]],
    ["no delay instead of the engine's 5 s", changed(sent(), (s) => {
      s.TaskTemplate.RestartPolicy = { Delay: 0 };
    }), ["TaskTemplate.RestartPolicy"]],
    ["all at once instead of one by one", sent({ UpdateConfig: { Parallelism: 0 } }), ["UpdateConfig"]],
    ["a stop grace period of zero", changed(sent(), (s) => {
      s.TaskTemplate.ContainerSpec.StopGracePeriod = 0;
    }), ["TaskTemplate.ContainerSpec.StopGracePeriod"]],
    ["an empty label", sent({ Labels: { "com.docker.stack.namespace": "shop", a: "" } }), ["Labels.a"]],
    ["a forced update", changed(sent(), (s) => {
      s.TaskTemplate.ForceUpdate = 4;
    }), ["TaskTemplate.ForceUpdate"]],
    ["platforms that are declared", changed(sent(), (s) => {
      s.TaskTemplate.Placement.Platforms = [...BOTH];
    }), ["TaskTemplate.Placement"]],
    ["no swap at all", changed(sent(), (s) => {
      s.TaskTemplate.Resources = { SwapBytes: 0 };
    }), ["TaskTemplate.Resources"]],
    ["no port", sent({ EndpointSpec: {} }), ["EndpointSpec"]],
  ]; // prettier-ignore
  for (const [what, spec, expected] of DIFFERENT)
    it(`sees ${what}`, () => {
      const found = paths(spec, stored());
      for (const path of expected)
        expect(
          found.some((one) => one.startsWith(path)),
          found.join(),
        ).to.be.true;
    });
});

describe("what is sent on an update", () => {
  const respelled = (spec: ServiceSpec, live = stored()) =>
    KINDS.service.respell?.(resolved(spec), live) as ServiceSpec;

  it("is the live spec itself when the meaning is the same", () => {
    expect(respelled(sent())).to.deep.equal(stored());
  });

  it("keeps the live spelling of everything that does not change", () => {
    const spec = changed(sent({ Mode: { Replicated: { Replicas: 4 } } }), (s) => {
      s.TaskTemplate.ContainerSpec.Hostname = "w";
    });

    expect(respelled(spec)).to.deep.equal(
      changed(stored({ Mode: { Replicated: { Replicas: 4 } } }), (s) => {
        s.TaskTemplate.ContainerSpec.Hostname = "w";
      }),
    );
  });

  for (const EndpointSpec of [{}, { Mode: "vip" }])
    it(`leaves out what the live spec leaves out and ${JSON.stringify(EndpointSpec)} means, too`, () => {
      const live = { ...stored(), EndpointSpec: undefined };
      const spec = changed(sent({ EndpointSpec, Labels: { a: "" } }), (s) => {
        s.TaskTemplate.ContainerSpec.Hostname = "w";
      });

      const { Labels, ...rest } = respelled(spec, live);

      expect(Labels).to.deep.equal({ a: "" });
      expect(rest.EndpointSpec).to.equal(undefined);
      expect(rest.TaskTemplate.ContainerSpec.Hostname).to.equal("w");
    });

  it("drops what is no longer declared", () => {
    const live = changed(stored(), (s) => {
      s.TaskTemplate.ContainerSpec.User = "nobody";
    });

    expect(respelled(sent(), live)).to.deep.equal(stored());
  });

  describe("holds the platforms", () => {
    const on =
      (Platforms: ServiceSpec["TaskTemplate"]["Placement"]["Platforms"], Image?: string) =>
      (spec: ServiceSpec) =>
        changed(spec, (s) => {
          s.TaskTemplate.Placement.Platforms = Platforms;
          if (Image !== undefined) s.TaskTemplate.ContainerSpec.Image = Image;
        });
    const live = on(BOTH)(stored());
    const platforms = (spec: ServiceSpec) => respelled(spec, live).TaskTemplate.Placement.Platforms;

    it("that a registry told, while the image stays", () => {
      expect(platforms(sent())).to.deep.equal(BOTH);
    });
    it("that a registry told, no longer with another image", () => {
      expect(platforms(on(undefined, "nginx:1.27")(sent()))).to.equal(undefined);
    });
    it("that are declared, with another image as well", () => {
      const one = BOTH.slice(0, 1);

      expect(platforms(on(one, "nginx:1.27")(sent()))).to.deep.equal(one);
    });
    it("no longer, when only the last run declared them", () => {
      const withdrawn = KINDS.service.withdraw?.(sent(), on(BOTH)(sent())) as ServiceSpec;

      expect(paths(withdrawn, live)).to.deep.equal(["TaskTemplate.Placement"]);
      expect(platforms(withdrawn)).to.deep.equal([]);
    });
  });

  it("always holds a placement, even for a service that was made without one", () => {
    const live = changed(stored(), (s) => {
      delete (s.TaskTemplate as { Placement?: object }).Placement;
    });

    expect(respelled(sent(), live).TaskTemplate.Placement).to.deep.equal({});
  });
});
