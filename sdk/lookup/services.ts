// Services and tasks that are there, whoever made them: what they are, what they write, what they could run.

import type * as pulumi from "@pulumi/pulumi";
import type {
  GetLogsResult,
  GetRegistryImageResult,
  GetServiceResult,
  GetTaskResult,
} from "../../provider/lookup/answers";
import type {
  LogsQuestion,
  RegistryImageQuestion,
  ServicesQuestion,
  TasksQuestion,
} from "../../provider/lookup/questions";
import { ask, askLater, type ByNameOrId, type Later, type LookupArgs } from "./ask";

export type GetServiceArgs = ByNameOrId & LookupArgs;
export type GetServiceOutputArgs = Later<GetServiceArgs>;
export type GetServicesArgs = ServicesQuestion & LookupArgs;
export type GetServicesOutputArgs = Later<GetServicesArgs>;
export type GetTasksArgs = TasksQuestion & LookupArgs;
export type GetTasksOutputArgs = Later<GetTasksArgs>;
export type GetLogsArgs = LogsQuestion & LookupArgs;
export type GetLogsOutputArgs = Later<GetLogsArgs>;
export type GetRegistryImageArgs = RegistryImageQuestion & LookupArgs;
export type GetRegistryImageOutputArgs = Later<GetRegistryImageArgs>;

/**
 * A service that is there, by its name or id: its image, how many of its tasks run, its ports, how its last
 * update went.
 *
 * ```ts
 * export const image = swarm.getService({ name: "shop_web" }).then((web) => web.image);
 * ```
 *
 * @throws NOT_FOUND
 */
export const getService = (args: GetServiceArgs): Promise<GetServiceResult> => ask("service", args);

/** The same as an Output; a preview does not ask while an arg is unknown. */
export const getServiceOutput = (args: GetServiceOutputArgs): pulumi.Output<GetServiceResult> =>
  askLater("service", args);

/**
 * The services of the swarm, by name; `stack` or `labels` choose among them.
 *
 * ```ts
 * export const down = swarm
 *   .getServices({ stack: "shop" })
 *   .then((all) => all.filter(({ tasks }) => tasks.running < tasks.desired));
 * ```
 */
export const getServices = (args: GetServicesArgs = {}): Promise<GetServiceResult[]> =>
  ask("services", args);

/** The same as an Output; a preview does not ask while an arg is unknown. */
export const getServicesOutput = (
  args: GetServicesOutputArgs = {},
): pulumi.Output<GetServiceResult[]> => askLater("services", args);

/**
 * Tasks by service and slot, the newest first, those that the engine keeps of old versions included.
 *
 * ```ts
 * export const failed = swarm
 *   .getTasks({ service: "shop_web" })
 *   .then((tasks) => tasks.filter(({ state }) => state === "failed"));
 * ```
 *
 * @throws NOT_FOUND
 */
export const getTasks = (args: GetTasksArgs = {}): Promise<GetTaskResult[]> => ask("tasks", args);

/**
 * The same as an Output. With `service: web.id` of a resource it waits until that service is made; its name
 * is known before.
 */
export const getTasksOutput = (args: GetTasksOutputArgs = {}): pulumi.Output<GetTaskResult[]> =>
  askLater("tasks", args);

/**
 * The last lines that the tasks of a service wrote, of each slot (of each node, where it is global) those of the
 * newest task. What a program exports of them stands in Pulumi's state: make it a secret where they hold one.
 *
 * ```ts
 * const migrate = new swarm.Service("migrate", { image: "shop/db:2", deploy: { mode: "replicated-job" } });
 * export const told = swarm.getLogsOutput({ service: migrate.id }).apply(([task]) => task?.lines);
 * ```
 *
 * @throws NOT_FOUND
 */
export const getLogs = (args: GetLogsArgs): Promise<GetLogsResult[]> => ask("logs", args);

/** The same as an Output. With `service: job.id` of a resource it waits until that service has converged. */
export const getLogsOutput = (args: GetLogsOutputArgs): pulumi.Output<GetLogsResult[]> =>
  askLater("logs", args);

/**
 * The digest that an image's tag stands for now, and what it is made for, as the registry tells the engine. A
 * service needs no help of it: `resolveImage` pins what it runs.
 *
 * ```ts
 * export const digest = swarm.getRegistryImage({ image: "nginx:1.27" }).then((image) => image.digest);
 * ```
 *
 * @throws NOT_FOUND, ENGINE_REFUSED
 */
export const getRegistryImage = (args: GetRegistryImageArgs): Promise<GetRegistryImageResult> =>
  ask("registryImage", args);

/** The same as an Output; a preview does not ask while an arg is unknown. */
export const getRegistryImageOutput = (
  args: GetRegistryImageOutputArgs,
): pulumi.Output<GetRegistryImageResult> => askLater("registryImage", args);
