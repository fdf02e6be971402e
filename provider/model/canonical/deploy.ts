// `deploy` and Compose's `restart`, which says less of the same.

import { byBytes, compact, compactOrAbsent } from "../compact";
import { listAt, refuse, within } from "../place";
import type { Place } from "../place";
import type {
  DeployArgs,
  DeployInputs,
  ResourceArgs,
  ServiceArgs,
  UpdateConfigArgs,
} from "../service";
import { formatCpus, parseCpus } from "../units";
import { hasUnknown, known } from "../unknown";
import { canonicalPlatform } from "./platform";
import { duration, size, textMap, texts } from "./values";

type RestartPolicy = NonNullable<DeployInputs["restartPolicy"]>;

/** How a service is deployed; `restart` stands in for an absent `deploy.restartPolicy`. */
export function canonicalDeploy(
  place: Place,
  args: Pick<ServiceArgs, "deploy" | "restart">,
): DeployInputs | undefined {
  return known(args.deploy ?? {}, (deploy) => {
    const fallback = deploy.restartPolicy
      ? undefined
      : known(args.restart, (text) => restartPolicy(within(place, "restart"), text));
    return compactOrAbsent(deployInputs(within(place, "deploy"), deploy, fallback));
  });
}

function deployInputs(
  place: Place,
  deploy: DeployArgs,
  fallback: RestartPolicy | undefined,
): DeployInputs {
  const at = (...keys: string[]): Place => within(place, ...keys);
  return {
    mode: deploy.mode,
    replicas: deploy.replicas,
    maxConcurrent: deploy.maxConcurrent,
    labels: textMap(at("labels"), deploy.labels),
    endpointMode: known(deploy.endpointMode, (mode) => String(mode).toLowerCase()),
    updateConfig: updateConfig(at("updateConfig"), deploy.updateConfig),
    rollbackConfig: updateConfig(at("rollbackConfig"), deploy.rollbackConfig),
    resources: resources(at("resources"), deploy.resources),
    restartPolicy:
      known(deploy.restartPolicy, (policy) =>
        compact({
          condition: policy.condition,
          delay: duration(at("restartPolicy", "delay"), policy.delay),
          maxAttempts: policy.maxAttempts,
          window: duration(at("restartPolicy", "window"), policy.window),
        }),
      ) ?? fallback,
    placement: known(deploy.placement, (placement) =>
      compactOrAbsent({
        constraints: texts(at("placement", "constraints"), placement.constraints),
        preferences: known(placement.preferences, (all) => (all.length > 0 ? all : undefined)),
        platforms: platforms(at("placement", "platforms"), placement.platforms),
        maxReplicasPerNode: placement.maxReplicasPerNode,
      }),
    ),
    forceUpdate: deploy.forceUpdate,
  };
}

const platforms = (place: Place, given: string[] | undefined): string[] | undefined =>
  known(
    listAt(place, given, (text, at) => canonicalPlatform(at, text)),
    (all) => (hasUnknown(all) ? all : [...new Set(all)].sort(byBytes)),
  );

const updateConfig = (
  place: Place,
  config: UpdateConfigArgs | null | undefined,
): UpdateConfigArgs | undefined =>
  known(config, (given) =>
    compact({
      parallelism: given.parallelism,
      delay: duration(within(place, "delay"), given.delay),
      failureAction: given.failureAction,
      monitor: duration(within(place, "monitor"), given.monitor),
      maxFailureRatio: given.maxFailureRatio,
      order: given.order,
    }),
  );

const resources = (
  place: Place,
  given: DeployArgs["resources"] | null,
): DeployInputs["resources"] =>
  known(given, ({ limits, reservations }) =>
    compactOrAbsent({
      limits: known(limits, (limit) =>
        compact({ ...amounts(within(place, "limits"), limit), pids: limit.pids }),
      ),
      reservations: known(reservations, (reserved) =>
        compact({
          ...amounts(within(place, "reservations"), reserved),
          genericResources: reserved.genericResources,
        }),
      ),
    }),
  );

const amounts = (place: Place, given: ResourceArgs): { cpus?: string; memory?: string } => ({
  cpus: known(given.cpus, (text) => cpus(within(place, "cpus"), text)),
  memory: size(within(place, "memory"), given.memory),
});

function cpus(place: Place, given: string | number): string | undefined {
  const nanoCpus = parseCpus(given);
  if (nanoCpus !== undefined) return formatCpus(nanoCpus);
  return refuse(
    place,
    `"${given}" is no number of CPUs. Write a decimal of at most nine places, such as "0.5", or a ratio such as "1/4".`,
  );
}

/** Compose's `restart` in the swarm's words; docker leaves `no` to the engine's default. */
function restartPolicy(place: Place, text: string): RestartPolicy | undefined {
  const [name = "", count] = String(text).split(/:(.*)/s);
  const maxAttempts = Number(count ?? 0) || undefined;
  const conditions = new Map([
    ["always", "any"],
    ["unless-stopped", "any"],
    ["on-failure", "on-failure"],
  ]);
  if (count !== undefined && (!/^\+?\d+$/.test(count) || name === "")) {
    return refuse(
      place,
      `"${text}" is no restart policy. Write a whole number of attempts: "on-failure:3".`,
    );
  }
  if (name === "" || name === "no") return undefined;
  const condition = conditions.get(name);
  if (condition) return compact({ condition, maxAttempts });
  return refuse(
    place,
    `"${text}" is no restart policy. Use "no", "always", "on-failure" or "unless-stopped".`,
  );
}
