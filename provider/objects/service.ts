// Services: updated in place for all but their name and kind of mode.

import type { Placement, PortConfig, Privileges, Service, ServiceSpec } from "../engine/types";
import { compact, own } from "../model/compact";
import { isUnknown, known, knownItems, knownOf } from "../model/unknown";
import { isOwnerLabel } from "../owner";
import { changesBetween, isUnder, type Change } from "../plan/changes";
import { normal } from "../plan/normal";
import { respell } from "../plan/respell";
import { isJob } from "../plan/restarts";
import { defineKind, type Kind, type Live, type Refs } from "./object";
import { formFor } from "./service-form";
import { whenPortsAreFree } from "./service-ports";

export const service = defineKind<ServiceSpec>({
  kind: "service",
  async list(engine, names) {
    const services = await engine.services.list(names && { name: names });
    return services.map(liveService);
  },
  create: (engine, spec, auth) =>
    whenPortsAreFree(engine, { spec }, () => engine.services.create(spec, auth)),
  update: (engine, { id, version }, spec, auth) =>
    whenPortsAreFree(engine, { id, spec }, () => engine.services.update(id, version, spec, auth)),
  remove: (engine, live) => engine.services.remove(live.id),
  resolve: resolveService,
  respell(spec, live) {
    const respelled = respell(pinned(spec, live), live, formFor(spec)) as ServiceSpec;
    return placed(fitting(respelled, spec, live));
  },
  withdraw,
  changes(spec, live) {
    const form = formFor(spec);
    const found = changesBetween(normal(live, form), normal(pinned(spec, live), form));
    // Any update runs a job again; our labels wait for one that is asked for.
    return isJob(live) && found.every(isOfOwner) ? [] : found;
  },
  remedy(changes) {
    if (changes.length === 0) return "keep";
    return changes.some((change) => isRename(change) || isModeSwitch(change))
      ? "replace"
      : "update";
  },
});

export interface LiveService extends Live {
  kind: "service";
  spec: ServiceSpec;
  /** What the engine really publishes, the ports that it chose itself included. */
  ports: { target: number; published: number; protocol: string }[];
}

export const liveService = (service: Service): LiveService => ({
  kind: "service",
  id: service.ID,
  name: service.Spec.Name,
  version: service.Version.Index,
  spec: service.Spec,
  labels: service.Spec.Labels ?? {},
  ports: (service.Endpoint?.Ports ?? []).map((port) => ({
    target: port.TargetPort,
    published: port.PublishedPort ?? 0,
    protocol: port.Protocol ?? "tcp",
  })),
});

/** Whether the swarm has given it the ports that it publishes, which it does a moment after it took the spec. */
export function isPublished(live: Live): boolean {
  if (live.kind !== "service") return true;
  const { spec, ports } = live as LiveService;
  return (spec.EndpointSpec?.Ports ?? []).every((wanted) =>
    ports.some(
      ({ target, published, protocol }) =>
        target === wanted.TargetPort &&
        (isOfNodes(wanted) || protocol === (wanted.Protocol || "tcp")) &&
        published === (wanted.PublishedPort || published),
    ),
  );
}

/** Each node chooses it, and the swarm, which gives none, does not follow a change of its protocol. */
const isOfNodes = ({ PublishMode, PublishedPort }: PortConfig): boolean =>
  PublishMode === "host" && !PublishedPort;

const isOfOwner = ({ path }: Change): boolean =>
  path[0] === "Labels" && isOwnerLabel(path[1] ?? "");
const isRename = (change: Change): boolean => isUnder(change, "Name");
const isModeSwitch = (change: Change): boolean =>
  isUnder(change, "Mode") && change.path.length <= 2;

/** A leader panics over an update without a placement, and again at each restart: moby/moby#37883. */
function placed(spec: ServiceSpec): ServiceSpec {
  const task: Partial<ServiceSpec["TaskTemplate"]> = spec.TaskTemplate;
  return task.Placement ? spec : { ...spec, TaskTemplate: { ...spec.TaskTemplate, Placement: {} } };
}

/** The platforms that a registry told are those of the image that ran; another image may have others. */
function fitting(spec: ServiceSpec, declared: ServiceSpec, live: ServiceSpec): ServiceSpec {
  const { ContainerSpec, Placement } = spec.TaskTemplate;
  const isDeclared = declared.TaskTemplate.Placement?.Platforms !== undefined;
  const isSame = ContainerSpec.Image === live.TaskTemplate.ContainerSpec.Image;
  return isDeclared || isSame || !Placement?.Platforms ? spec : onPlatforms(spec, undefined);
}

/** Platforms that were declared are no longer: unlike those that others set, they go. */
function withdraw(spec: ServiceSpec, previous: ServiceSpec): ServiceSpec {
  const { Placement } = spec.TaskTemplate;
  const wasDeclared = knownOf(previous.TaskTemplate.Placement.Platforms).length > 0;
  return !wasDeclared || isUnknown(Placement) || Placement.Platforms !== undefined
    ? spec
    : onPlatforms(spec, []);
}

const onPlatforms = (spec: ServiceSpec, Platforms: Placement["Platforms"]): ServiceSpec => ({
  ...spec,
  TaskTemplate: { ...spec.TaskTemplate, Placement: { ...spec.TaskTemplate.Placement, Platforms } },
});

/** A declared image without a digest means the running one, digest and all, when the tag is the same. */
function pinned(spec: ServiceSpec, live: ServiceSpec): ServiceSpec {
  const container = spec.TaskTemplate.ContainerSpec;
  const running = live.TaskTemplate.ContainerSpec.Image;
  if (running.split("@")[0] !== container.Image) return spec;
  const ContainerSpec = { ...container, Image: running };
  return { ...spec, TaskTemplate: { ...spec.TaskTemplate, ContainerSpec } };
}

/** Networks are stored by id, secrets and configs by id and name, a credential spec's config by id. */
export function resolveService(spec: ServiceSpec, refs: Refs): ServiceSpec {
  const { TaskTemplate } = spec;
  const { ContainerSpec, Networks } = TaskTemplate;
  const { Secrets, Configs, Privileges } = ContainerSpec;
  const find = (kind: Kind, name: string) => own(refs[kind] ?? {}, name);
  const credentials = Privileges?.CredentialSpec?.Config || undefined;
  const container = compact({
    Secrets: knownItems(Secrets, (one) => {
      const ref = find("secret", one.SecretName);
      return ref ? { ...one, SecretID: ref.id, SecretName: ref.name } : one;
    }),
    Configs: knownItems(Configs, (one) => {
      const ref = find("config", one.ConfigName);
      return ref ? { ...one, ConfigID: ref.id, ConfigName: ref.name } : one;
    }),
    Privileges: known(credentials, (name) => {
      const Config = find("config", name)?.id ?? name;
      return { ...Privileges, CredentialSpec: { Config } } as Privileges;
    }),
  });
  const attached = compact({
    Networks: knownItems(Networks, (one) => {
      return { ...one, Target: find("network", one.Target)?.id ?? one.Target };
    }),
  });
  return {
    ...spec,
    TaskTemplate: {
      ...TaskTemplate,
      ...attached,
      ContainerSpec: { ...ContainerSpec, ...container },
    },
  };
}
