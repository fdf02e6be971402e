// Who uses a network and will not let go of it by itself, for the words of a removal that cannot be done. The
// engine names one, by its id.

import type { Engine } from "../engine/engine";
import type { Network, Service, Task } from "../engine/types";
import { inList } from "../in-list";

/** "service "web" and container 1ffa80b77469"; undefined when only tasks are left, which end by themselves. */
export async function holdersOf(engine: Engine, network: Network): Promise<string | undefined> {
  const holders =
    network.Scope === "local" ? await onEngine(engine, network) : await inSwarm(engine, network);
  return holders.length > 0 ? inList(holders) : undefined;
}

async function inSwarm(engine: Engine, network: Network): Promise<string[]> {
  const [services, attachments] = await Promise.all([
    engine.services.list(),
    // Containers of `docker run` in an attachable network; other lists leave them out.
    engine.tasks.list({ runtime: ["attachment"] }),
  ]);
  const users = services.filter((service) => uses(service, network));
  const containers = attachments.filter(
    ({ DesiredState, Spec }) =>
      DesiredState === "running" && Spec.Networks?.some(({ Target }) => Target === network.Id),
  );
  return [
    ...users.map(({ Spec }) => `service "${Spec.Name}"`).sort(),
    ...containers.map((task) => `container ${containerOf(task)}`),
  ];
}

function uses({ Spec }: Service, { Id, Name, Ingress }: Network): boolean {
  const publishes = Spec.EndpointSpec?.Ports?.some(
    ({ PublishMode = "ingress" }) => PublishMode === "ingress",
  );
  if (Ingress) return publishes === true;
  const attached = Spec.TaskTemplate.Networks ?? [];
  return attached.some(({ Target }) => Target === Id || Target === Name);
}

const containerOf = ({ Spec, NodeID }: Task): string => {
  const { NetworkAttachmentSpec } = Spec as { NetworkAttachmentSpec?: { ContainerID?: string } };
  return `${NetworkAttachmentSpec?.ContainerID?.slice(0, 12)} on node ${NodeID}`;
};

async function onEngine(engine: Engine, { Id, Name, ConfigOnly }: Network): Promise<string[]> {
  if (ConfigOnly) {
    const networks = await engine.networks.list();
    const users = networks.filter(({ ConfigFrom }) => ConfigFrom.Network === Name);
    return users.map((user) => `network "${user.Name}"`);
  }
  const { Containers = {} } = (await engine.networks.inspect(Id)) ?? {};
  return Object.values(Containers).map((container) => `container ${container.Name}`);
}
