// Two real engines for tests of networks, with the provider in this process: resources by name, and what is there.

import { connect } from "../../../provider/engine/connect";
import type { Engine } from "../../../provider/engine/engine";
import { network } from "../../../provider/resources/network";
import { service } from "../../../provider/resources/service";
import type { Props } from "../../../provider/state";
import { busyboxImage, loadImages, startLab, type Lab } from "../../lab";
import { pulumi } from "../../provider/lifecycle/support";

const OF_THE_ENGINE = ["bridge", "host", "none", "docker_gwbridge", "ingress"];

export const pools = (...config: object[]) => ({ ipam: { config } });

/** Args of a service in these networks that runs twice, at once. */
export const running = (networks: unknown, more: Props = {}): Props => ({
  image: "busybox:latest",
  command: "sleep 1d",
  init: true,
  networks,
  ...more,
  deploy: { replicas: 2, ...(more.deploy as object) },
  converge: { monitor: "0s" },
});

type Resource = ReturnType<typeof pulumi>;

export interface NetworkLab {
  manager(): Engine;
  worker(): Engine;
  /** A network resource of this name, through the manager unless said otherwise. */
  one(name: string, at?: Engine): Resource;
  user(): Resource;
  /** The names of networks there, but for those that every engine has. */
  names(at?: Engine): Promise<string[]>;
}

/** For a suite: its lab is there before the first test. */
export function networkLab(name: string): NetworkLab {
  let lab: Lab;
  before(async () => {
    lab = await startLab({ name, managers: 1, workers: 1 });
    await loadImages(lab, [await busyboxImage()]);
  });
  after(() => lab?.stop());

  const manager = (): Engine => connect({ host: lab.nodes[0]?.host });
  return {
    manager,
    worker: () => connect({ host: lab.nodes[1]?.host }),
    one: (title, at = manager()) => pulumi(network, at, { name: title }),
    user: () => pulumi(service, manager(), { name: "user" }),
    names: async (at = manager()) =>
      (await at.networks.list())
        .filter((net) => net.Scope === "local" || !net.Containers)
        .map(({ Name }) => Name)
        .filter((title) => !OF_THE_ENGINE.includes(title))
        .sort(),
  };
}
