// What a program leaves to others with `ignoreChanges`: an autoscaler's replicas, a deployer's image. Pulumi itself
// only keeps the inputs as the state remembers them; what is live, the plan has to keep. Pure.

import type { ServiceSpec } from "../engine/types";
import { isUnknown } from "../model/unknown";
import type { Desired, Left } from "../objects/object";
import { IMAGE_LABEL } from "../spec/namespace";

const PATHS: Record<Left, string[]> = { replicas: ["deploy", "replicas"], image: ["image"] };
const FIELDS = Object.keys(PATHS) as Left[];

/** The same objects; services know which of their fields the paths of `ignoreChanges` leave to others. */
export function leaveAlone(desired: Desired[], ignored: string[] = []): Desired[] {
  const paths = ignored.map(segments);
  return desired.map((one) => {
    const covers = (path: string[], field: string[]) =>
      path.length > 0 &&
      path.length <= field.length &&
      path.every((key, i) => key === "*" || key === field[i]);
    const left = FIELDS.filter((field) =>
      paths.some((path) => covers(path, [...(one.args ?? []), ...PATHS[field]])),
    );
    return one.args === undefined || left.length === 0 ? one : { ...one, left };
  });
}

/** The keys of a path of Pulumi's: `services.web.deploy`, `services["web"].deploy`, `services[*]`. */
const segments = (path: string): string[] =>
  [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[]+)/g)].map(
    ([, quoted, bare, plain]) => quoted?.replace(/\\(.)/g, "$1") ?? bare ?? plain ?? "",
  );

/** The spec with what is left to others as the live one has it. */
export function asLive(spec: object, live: object, left: Left[] = []): object {
  if (left.length === 0 || isUnknown(spec)) return spec;
  const [own, there] = [spec as ServiceSpec, live as ServiceSpec];
  const scaled = left.includes("replicas") ? { ...own, Mode: modeOf(own, there) } : own;
  return left.includes("image") ? withImage(scaled, there) : scaled;
}

/** What nobody else may change of a spec: who scales a service may restart its tasks as well. */
export function ownOf(spec: ServiceSpec, sent: object, left: Left[] = []): object {
  const own = asLive(spec, sent, left) as ServiceSpec;
  if (left.length === 0) return own;
  return { ...own, TaskTemplate: { ...own.TaskTemplate, ForceUpdate: undefined } };
}

/** Only replicated services are scaled; how much a job does belongs to its declaration. */
const modeOf = ({ Mode }: ServiceSpec, live: ServiceSpec): ServiceSpec["Mode"] =>
  isUnknown(Mode) || !Mode.Replicated || !live.Mode.Replicated
    ? Mode
    : { Replicated: { Replicas: live.Mode.Replicated.Replicas ?? 1 } };

/** The label in which the docker CLI keeps the image as it was written goes with it. */
function withImage(spec: ServiceSpec, live: ServiceSpec): ServiceSpec {
  const { TaskTemplate, Labels } = spec;
  const label = live.Labels?.[IMAGE_LABEL];
  const keeps = !isUnknown(Labels) && Labels?.[IMAGE_LABEL] !== undefined && label !== undefined;
  const { Image } = live.TaskTemplate.ContainerSpec;
  return {
    ...spec,
    ...(keeps && { Labels: { ...Labels, [IMAGE_LABEL]: label } }),
    TaskTemplate: { ...TaskTemplate, ContainerSpec: { ...TaskTemplate.ContainerSpec, Image } },
  };
}
