// Rows after moby's and swarmkit's own suites: updates in batches, labels that restart nothing, jobs, what is run
// again and what is not.

import { CONTAINER, inPlace, made, restart, type Row, type Step } from "./row";

const labels = (labels: Record<string, string>): Step["args"] => ({ deploy: { labels } });
const trials: Step["args"] = {
  command: ["true"],
  deploy: { updateConfig: undefined, mode: "replicated-job" },
};
const job = (deploy: Step["args"]["deploy"], more: Step["args"] = {}): Step["args"] => ({
  ...more,
  deploy: { ...trials.deploy, ...deploy },
});
const three = { replicas: 3 };

export const mobyRows: Row[] = [
  {
    name: "scale-keeps-tasks",
    at: "Mode",
    steps: [
      made({ args: { deploy: { replicas: 2 } }, is: { Replicated: { Replicas: 2 } } }, 2),
      { args: { deploy: { replicas: 4 } }, plan: "replicas 2 → 4: no task restarts, 2 start", is: { Replicated: { Replicas: 4 } } },
      { args: { deploy: { replicas: 1 } }, plan: "replicas 4 → 1: no task restarts, 3 stop", is: { Replicated: { Replicas: 1 } } },
    ],
  },
  {
    name: "update-in-batches",
    at: "UpdateConfig.Parallelism",
    with: { deploy: { replicas: 5, updateConfig: { parallelism: 2, monitor: "1s" } } },
    steps: [
      made({ args: {}, is: 2 }, 5),
      { args: { image: "busybox:other" }, plan: "image busybox:latest → busybox:other: 5 tasks restart, 2 at a time, stop-first", restarted: 5, is: 2 },
    ],
  },
  {
    name: "start-first-healthy",
    at: "UpdateConfig.Order",
    with: { healthcheck: { test: ["CMD", "true"], interval: "500ms" }, deploy: { ...three, updateConfig: { order: "start-first", monitor: "1s", parallelism: 0 } } },
    steps: [
      made({ args: {}, is: "start-first" }, 3),
      { args: { environment: { A: "1" } }, plan: "environment: 3 tasks restart, all at once, start-first", restarted: 3, is: "start-first" },
    ],
  },
  {
    name: "label-after-label",
    at: "Labels",
    steps: [
      made({ args: {}, is: {} }),
      inPlace("labels", { args: labels({ foo: "bar" }), is: { foo: "bar" } }),
      inPlace("labels", { args: labels({ foo: "bar", foo2: "bar" }), is: { foo: "bar", foo2: "bar" } }),
      inPlace("labels", { args: labels({}), is: {} }),
    ],
  },
  {
    name: "publish-add",
    at: "EndpointSpec.Ports",
    steps: [
      made({ args: {}, is: undefined }),
      restart("ports", { args: { ports: ["61083:80"] }, is: [{ Protocol: "tcp", TargetPort: 80, PublishedPort: 61083, PublishMode: "ingress" }] }),
      restart("ports", { args: { ports: ["61083:81"] }, is: [{ Protocol: "tcp", TargetPort: 81, PublishedPort: 61083, PublishMode: "ingress" }] }),
    ],
  },
  {
    name: "network-detach",
    at: "TaskTemplate.Networks",
    steps: [
      made({ args: { networks: ["@n1"], deploy: { endpointMode: "dnsrr" } }, is: [{ Target: "n1" }] }),
      restart("networks", { args: { deploy: { endpointMode: "dnsrr" } }, is: undefined }),
    ],
  },
  {
    name: "job",
    at: ["Mode", `${CONTAINER}.Args`],
    with: { command: ["true"] },
    steps: [
      { ...made({ args: job({ replicas: 7, maxConcurrent: 2 }), is: [{ ReplicatedJob: { MaxConcurrent: 2, TotalCompletions: 7 } }, ["true"]] }), plan: "new: 2 tasks start" },
      { args: job({ replicas: 7, maxConcurrent: 2 }, { command: ["sleep", "0"] }), plan: "command: the job runs again", is: [{ ReplicatedJob: { MaxConcurrent: 2, TotalCompletions: 7 } }, ["sleep", "0"]] },
      { args: job({ replicas: 2, maxConcurrent: 2 }, { command: ["sleep", "0"] }), plan: "mode: the job runs again", is: [{ ReplicatedJob: { MaxConcurrent: 2, TotalCompletions: 2 } }, ["sleep", "0"]] },
    ],
  },
  {
    name: "global-job",
    at: "Mode",
    with: { command: ["true"] },
    steps: [
      made({ args: { deploy: { mode: "global-job", updateConfig: undefined } }, is: { GlobalJob: {} } }),
      { args: { deploy: { mode: "global-job", updateConfig: undefined, labels: { run: "2" } } }, plan: "labels: the job runs again", is: { GlobalJob: {} } },
    ],
  },
  {
    name: "one-shot",
    at: "TaskTemplate.RestartPolicy",
    with: { command: ["true"], deploy: { restartPolicy: { condition: "on-failure" } } },
    steps: [
      made({ args: {}, is: { Condition: "on-failure", MaxAttempts: 0 } }),
    ],
  },
  {
    name: "templates",
    at: [`${CONTAINER}.Hostname`, `${CONTAINER}.Env`],
    steps: [
      made({ args: { hostname: "{{.Node.Hostname}}-{{.Task.Slot}}", environment: { NODE: "{{.Node.ID}}" } }, is: ["{{.Node.Hostname}}-{{.Task.Slot}}", ["NODE={{.Node.ID}}"]] }),
      restart("environment", { args: { hostname: "{{.Node.Hostname}}-{{.Task.Slot}}", environment: { NODE: "{{.Service.Name}}" } }, is: ["{{.Node.Hostname}}-{{.Task.Slot}}", ["NODE={{.Service.Name}}"]] }),
    ],
  },
]; // prettier-ignore
