// What services name: networks, secrets and configs have to exist, and networks to be the swarm's. Pure.

import type { Network, NetworkSpec, ServiceSpec } from "../../engine/types";
import { isUnknown, knownOf } from "../../model/unknown";
import { isUserDefined } from "../../spec/networks";
import type { Plan } from "../plan";
import type { Finding, Swarm } from "./finding";

export function missing(
  { Name, TaskTemplate }: ServiceSpec,
  { refs }: Plan,
  made?: string[],
): string[] {
  const advice = made
    ? "Unless this run makes it first, the `up` fails before it writes."
    : "Create it first. Where this program declares it, and it was removed: `pulumi refresh`.";
  const { Secrets, Configs } = TaskTemplate.ContainerSpec;
  const wanted = [
    ...knownOf(TaskTemplate.Networks).map(({ Target }) => ["network", Target] as const),
    ...knownOf(Secrets).map(({ SecretName }) => ["secret", SecretName] as const),
    ...knownOf(Configs).map(({ ConfigName }) => ["config", ConfigName] as const),
  ];
  return wanted
    .filter(([kind, name]) => refs[kind]?.[name] === undefined && !isId(kind, name, refs))
    .filter(([, name]) => !made?.includes(name) && !isUnknown(name))
    .map(([kind, name]) => `Service "${Name}": ${kind} "${name}" does not exist. ${advice}`);
}

const isId = (kind: "network" | "secret" | "config", name: string, refs: Plan["refs"]): boolean =>
  Object.values(refs[kind] ?? {}).some(({ id }) => id === name);

/** Networks that no service can join: those of one engine, and the routing mesh's. */
export function unjoinable({ Name, TaskTemplate }: ServiceSpec, swarm: Swarm): Finding[] {
  return knownOf(TaskTemplate.Networks).flatMap(({ Target }) => {
    if (isUnknown(Target) || !isUserDefined(Target)) return [];
    const network = networkOf(Target, swarm);
    if (network === undefined) return [];
    const start = `Service "${Name}": network "${Target}" `;
    if (network.Ingress === true)
      return [
        { reason: `${start}is the routing mesh's, which no service joins. Publish ports instead.` },
      ];
    if (!isLocal(network)) return [];
    const reason = `${start}is one engine's own. Services join networks of the swarm: use driver "overlay".`;
    return [{ reason }];
  });
}

type Joined = Partial<Network> | NetworkSpec;

/** The declared one, else the one that is there. */
function networkOf(target: string, { plan, live }: Swarm): Joined | undefined {
  const declared = plan.steps.find(
    (step) =>
      step.action !== "remove" && step.desired.kind === "network" && step.desired.name === target,
  );
  if (declared && declared.action !== "remove") return declared.desired.spec as NetworkSpec;
  const there = live.find(
    ({ kind, id, name }) => kind === "network" && (id === target || name === target),
  );
  return there?.spec as Partial<Network> | undefined;
}

const LOCAL_DRIVERS = ["bridge", "macvlan", "ipvlan", "host", "null"];

function isLocal({ Scope, Driver }: Joined): boolean {
  if ([Scope, Driver].some(isUnknown)) return false;
  return Scope ? Scope === "local" : LOCAL_DRIVERS.includes(Driver ?? "");
}
