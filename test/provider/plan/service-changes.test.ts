import { expect } from "chai";
import { KINDS } from "../../../provider/objects";
import { resolveService } from "../../../provider/objects/service";
import type { ServiceSpec } from "../../../provider/engine/types";
import { changed, sent, stored } from "./specs";

const refs = { network: { shop_default: { id: "net1", name: "shop_default" } } };
const resolved = (spec: ServiceSpec) => resolveService(spec, refs);
const paths = (spec: ServiceSpec, live: ServiceSpec) =>
  KINDS.service.changes(resolved(spec), live).map(({ path }) => path.join("."));

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

  it("drops what is no longer declared", () => {
    const live = changed(stored(), (s) => {
      s.TaskTemplate.ContainerSpec.User = "nobody";
    });

    expect(respelled(sent(), live)).to.deep.equal(stored());
  });

  it("always holds a placement, even for a service that was made without one", () => {
    const live = changed(stored(), (s) => {
      delete (s.TaskTemplate as { Placement?: object }).Placement;
    });

    expect(respelled(sent(), live).TaskTemplate.Placement).to.deep.equal({});
  });
});
