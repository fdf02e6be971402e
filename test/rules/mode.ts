// Mode and updates.

import type { Row } from "./row";

const update = (updateConfig: object): object => ({ deploy: { updateConfig } });
const rollback = (rollbackConfig: object): object => ({ deploy: { rollbackConfig } });
/** Fits no node of the lab, so that no task of a global service starts. */
const placement = { constraints: ["node.role==worker"] };

export const MODES: Row[] = [
  { rule: "a mode is one that there is", args: { deploy: { mode: "globl" } }, ours: "deploy.mode: must be one of replicated, global, replicated-job, global-job.", stricter: "there is nothing to send for it: it would become a replicated service" },
  { rule: "replicas are not below zero", args: { deploy: { replicas: -1 } }, ours: "deploy.replicas: must be 0 or more, not -1.", engine: "cannot unmarshal number -1" },
  { rule: "replicas may be none", args: { deploy: { replicas: 0 } } },
  { rule: "a global service is right", args: { deploy: { mode: "global", placement } } },
  { rule: "a global service has no replicas", args: { deploy: { mode: "global", replicas: 2, placement } }, ours: "deploy.replicas: has no meaning in mode global, which runs a task on each node. Remove it.", stricter: "the engine's spec has no place for them" },
  { rule: "a job is right", args: { deploy: { mode: "replicated-job", replicas: 5, maxConcurrent: 2, placement } } },
  { rule: "a global job is right", args: { deploy: { mode: "global-job", placement } } },
  { rule: "a job of no task is right", args: { deploy: { mode: "replicated-job", replicas: 0, placement } } },
  { rule: "tasks at once are one at least", args: { deploy: { mode: "replicated-job", replicas: 5, maxConcurrent: 0, placement } }, ours: "deploy.maxConcurrent: 0 is not possible. Write a whole number, 1 or more.", stricter: "the job would never start" },
  { rule: "tasks at once are a job's", args: { deploy: { maxConcurrent: 2 } }, ours: "deploy.maxConcurrent: is for mode replicated-job only, and this is replicated. Remove it.", stricter: "the engine's spec has no place for them" },
  { rule: "a job has no update config", args: { deploy: { mode: "replicated-job", updateConfig: {}, placement } }, ours: "deploy.updateConfig: is not possible for a job, which is never updated but run again. Remove it.", engine: "Jobs may not have an update config" },
  { rule: "a global job has no update config", args: { deploy: { mode: "global-job", updateConfig: { parallelism: 1 }, placement } }, ours: "deploy.updateConfig: is not possible for a job, which is never updated but run again. Remove it.", engine: "Jobs may not have an update config" },
  { rule: "a job may have a rollback config", args: { deploy: { mode: "replicated-job", rollbackConfig: {}, placement } } },
  { rule: "a job may have any condition of restarts", args: { deploy: { mode: "replicated-job", restartPolicy: { condition: "any" }, placement } } },
  { rule: "a job may be started again when it failed", args: { deploy: { mode: "replicated-job", restartPolicy: { condition: "on-failure" }, placement } } },
  { rule: "a job may publish a port", args: { ports: ["80:80"], deploy: { mode: "replicated-job", placement } } },
]; // prettier-ignore

export const UPDATES: Row[] = [
  { rule: "a failure action is one that there is", args: update({ failureAction: "stop" }), ours: 'deploy.updateConfig.failureAction: "stop" is not possible. Use "pause", "continue" or "rollback".', engine: "unrecognized update failure action stop" },
  { rule: "every failure action is right", args: { deploy: { updateConfig: { failureAction: "rollback" }, rollbackConfig: { failureAction: "continue" } } } },
  { rule: "a rollback is not rolled back", args: rollback({ failureAction: "rollback" }), ours: 'deploy.rollbackConfig.failureAction: "rollback" is not possible. Use "pause" or "continue".', stricter: "it acts as pause, and says otherwise" },
  { rule: "a rollback's failure action is one that there is", args: rollback({ failureAction: "stop" }), ours: 'deploy.rollbackConfig.failureAction: "stop" is not possible. Use "pause" or "continue".', engine: "unrecognized update failure action stop" },
  { rule: "an order is one that there is", args: update({ order: "zzz" }), ours: "deploy.updateConfig.order: must be one of start-first, stop-first.", engine: "unrecognized update order zzz" },
  { rule: "the order start-first is right", args: update({ order: "start-first" }) },
  { rule: "a rollback's order is one that there is", args: rollback({ order: "zzz" }), ours: "deploy.rollbackConfig.order: must be one of start-first, stop-first.", engine: "unrecognized update order zzz" },
  { rule: "a ratio is 1 at most", args: update({ maxFailureRatio: 1.5 }), ours: "deploy.updateConfig.maxFailureRatio: 1.5 is not possible. Write a number from 0 to 1.", engine: "TaskSpec: update-maxfailureratio cannot be less than 0 or bigger than 1" },
  { rule: "a ratio is 0 at least", args: update({ maxFailureRatio: -0.1 }), ours: "deploy.updateConfig.maxFailureRatio: -0.1 is not possible. Write a number from 0 to 1.", engine: "TaskSpec: update-maxfailureratio cannot be less than 0 or bigger than 1" },
  { rule: "a ratio of 1 is right", args: update({ maxFailureRatio: 1 }) },
  { rule: "a rollback's ratio is 1 at most", args: rollback({ maxFailureRatio: 2 }), ours: "deploy.rollbackConfig.maxFailureRatio: 2 is not possible. Write a number from 0 to 1.", stricter: "the engine looks at updates only" },
  { rule: "a delay is not below zero", args: update({ delay: "-1s" }), ours: 'deploy.updateConfig.delay: -1s is below zero. Write a duration of "0s" or more.', engine: "TaskSpec: update-delay cannot be negative" },
  { rule: "a monitor is not below zero", args: update({ monitor: "-1s" }), ours: 'deploy.updateConfig.monitor: -1s is below zero. Write a duration of "0s" or more.', engine: "TaskSpec: update-monitor cannot be negative" },
  { rule: "a rollback's delay is not below zero", args: rollback({ delay: "-1s" }), ours: 'deploy.rollbackConfig.delay: -1s is below zero. Write a duration of "0s" or more.', stricter: "the engine looks at updates only" },
  { rule: "times of zero are right", args: update({ delay: "0s", monitor: "0s", parallelism: 0 }) },
  { rule: "tasks are updated as whole ones", args: update({ parallelism: 0.5 }), ours: "deploy.updateConfig.parallelism: must be a whole number, not a number.", engine: "cannot unmarshal number 0.5" },
  { rule: "tasks that are updated at once are not below zero", args: update({ parallelism: -1 }), ours: "deploy.updateConfig.parallelism: must be 0 or more, not -1.", engine: "cannot unmarshal number -1" },
]; // prettier-ignore
