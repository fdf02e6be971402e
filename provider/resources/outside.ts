// Objects that a program uses without owning them (`Service.get`): what the resource of each type tells of
// them. The keys are those of its args and outputs, as far as the engine tells. Pure.

import type * as api from "../engine/types";
import * as kinds from "../lookup/kinds";
import { networkAnswer, textOf } from "../lookup/object-words";
import { modeOf, portsOf, replicasOf } from "../lookup/service-words";
import { withoutOwner } from "../owner";
import type { Props } from "../state";

export interface Outside<T> {
  kind: kinds.Findable<T>;
  outputs(found: T): Props;
}

/** Each only ever sees what its own kind lists. */
const outside = <T>(kind: kinds.Findable<T>, outputs: (found: T) => Props): Outside<unknown> =>
  ({ kind, outputs }) as Outside<unknown>;

/** By resource type. */
export const OUTSIDE: Readonly<Record<string, Outside<unknown>>> = {
  Service: outside(kinds.service, serviceOutputs),
  Network: outside(kinds.network, networkOutputs),
  Volume: outside(kinds.volume, ({ Name, Driver, Options, Labels }) => ({
    name: Name,
    driver: Driver,
    driverOpts: Options ?? {},
    labels: withoutOwner(Labels),
  })),
  Secret: outside(kinds.secret, ({ Spec }) => ({
    name: Spec.Name,
    labels: withoutOwner(Spec.Labels),
  })),
  Config: outside(kinds.config, configOutputs),
};

function serviceOutputs(service: api.Service): Props {
  const { Name, Labels, TaskTemplate } = service.Spec;
  const { Image, Labels: containerLabels } = TaskTemplate.ContainerSpec;
  return {
    name: Name,
    image: Image.split("@")[0],
    labels: containerLabels ?? {},
    deploy: {
      mode: modeOf(service),
      replicas: replicasOf(service),
      labels: withoutOwner(Labels),
    },
    runningImage: Image,
    publishedPorts: portsOf(service).map(({ target, published, protocol }) => ({
      target,
      published,
      protocol,
    })),
  };
}

function networkOutputs(network: api.Network): Props {
  const { name, labels, driver, driverOpts, attachable, internal, ingress, enableIpv6, subnets } =
    networkAnswer(network);
  const model = { driver, driverOpts, attachable, internal, enableIpv6, ingress };
  return { name, labels, ...model, ipam: { config: subnets }, scope: network.Scope };
}

/** As text where it is text, as in a config that a program declares. */
function configOutputs({ Spec: { Name, Labels, Data = "" } }: api.Config): Props {
  const data = textOf(Data);
  const content = data === undefined ? { dataBase64: Data } : { data };
  return { name: Name, labels: withoutOwner(Labels), ...content };
}
