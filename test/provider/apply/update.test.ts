// An update of which nobody knows whether it arrived: it is looked for, and done once.

import { expect } from "chai";
import { SwarmError } from "../../../provider/errors";
import type { ServiceSpec } from "../../../provider/engine/types";
import type { Props } from "../../../provider/state";
import { failureOf } from "../lifecycle/support";
import { rolloutOf, type Rollout } from "./rollout";

const cut = () => new SwarmError("ENGINE_UNREACHABLE", "engine tcp://m1: no answer in 30 s.");
const shop = (image: string): Props => ({ services: { web: { image } }, converge: false });
const SENT = "update service st_web";

describe("an update without an answer", () => {
  let rollout: Rollout;
  beforeEach(async () => {
    rollout = await rolloutOf("st");
    await rollout.resource.up(shop("nginx:1"));
  });
  const image = async (): Promise<string | undefined> =>
    (await rollout.engine.services.list())[0]?.Spec.TaskTemplate.ContainerSpec.Image;

  /** The first update goes wrong, before the engine has it or after. */
  function once(when: "before" | "after", meanwhile = async (): Promise<void> => undefined): void {
    const { engine } = rollout;
    let isDone = false;
    engine[when] = async (call) => {
      if (call !== "services.update" || isDone) return;
      isDone = true;
      await meanwhile();
      throw cut();
    };
  }

  it("is not sent again when it has arrived", async () => {
    once("after");

    expect(await rollout.writesOf(shop("nginx:2"))).to.deep.equal([SENT]);
    expect(await image()).to.equal("nginx:2");
  });

  it("is sent again when it has not, also at another version", async () => {
    once("before", async () => rollout.engine.bump("st_web"));

    expect(await rollout.writesOf(shop("nginx:2"))).to.deep.equal([SENT, SENT]);
    expect(await image()).to.equal("nginx:2");
  });

  it("is not taken for another's when it arrives after the look", async () => {
    const { engine } = rollout;
    const { update } = engine.services;
    let late: (() => Promise<void>) | undefined;
    engine.services.update = async (...sent) => {
      if (late === undefined) {
        late = () => update(...sent);
        throw cut();
      }
      await late();
      return update(...sent);
    };

    await rollout.resource.up(shop("nginx:2"));

    expect(await image()).to.equal("nginx:2");
  });

  it("is given up where the engine answers reads alone", async () => {
    const { engine, writes, resource } = rollout;
    writes.length = 0;
    engine.before = (call) => {
      if (call === "services.update") throw cut();
    };

    const failure = await failureOf(resource.up(shop("nginx:2")));

    expect([failure.message.includes("no answer"), writes]).to.deep.equal([
      true,
      [SENT, SENT, SENT],
    ]);
  });

  it("is not sent over what somebody else has written", async () => {
    const { engine, resource } = rollout;
    const others = async (): Promise<void> => {
      const [live] = await engine.services.list();
      if (live === undefined) throw new Error("there is no service");
      const { TaskTemplate } = live.Spec;
      const ContainerSpec = { ...TaskTemplate.ContainerSpec, Image: "nginx:9" };
      const spec: ServiceSpec = { ...live.Spec, TaskTemplate: { ...TaskTemplate, ContainerSpec } };
      await engine.services.update(live.ID, live.Version.Index, spec);
    };
    once("before", others);

    const failure = await failureOf(resource.up(shop("nginx:2")));

    expect(failure.message).to.match(
      /service "st_web": changed by somebody else between reading and writing \(TaskTemplate\.ContainerSpec\.Image\)/,
    );
    expect(await image()).to.equal("nginx:9");
  });

  it("fails in the words of its own request while the engine stays away", async () => {
    const { engine, resource } = rollout;
    let isAway = false;
    engine.before = (call) => {
      isAway ||= call === "services.update";
      if (isAway) throw new SwarmError("ENGINE_UNREACHABLE", `no answer to ${call}`);
    };

    const failure = await failureOf(resource.up(shop("nginx:2")));

    expect(failure.message).to.contain("no answer to services.update");
  });
});
