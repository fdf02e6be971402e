// Rows of how a service is deployed: what changes in place, and what restarts its task.

import { inPlace, made, placed, replaced, restart, SECOND, type Row } from "./row";

const MiB = 2 ** 20;

const amount = (
  name: string,
  of: "limits" | "reservations",
  values: [string | number, string | number],
  [first, second]: [object, object],
): Row => {
  const key = name.split("-")[1] ?? "";
  const place = of === "limits" ? "Limits" : "Reservations";
  return {
    name,
    at: `TaskTemplate.Resources.${place}`,
    steps: [
      made({ args: { deploy: { resources: { [of]: { [key]: values[0] } } } }, is: first }),
      restart("resources", {
        args: { deploy: { resources: { [of]: { [key]: values[1] } } } },
        is: second,
      }),
      restart("resources", { args: {}, is: undefined }),
    ],
  };
};

export const deployRows: Row[] = [
  {
    name: "labels",
    at: "Labels",
    steps: [
      made({ args: { deploy: { labels: { test_1: "1", test_2: "2" } } }, alike: { deploy: { labels: ["test_2=2", "test_1=1"] } }, is: { test_1: "1", test_2: "2" } }),
      inPlace("labels", { args: { deploy: { labels: { test_1: "1", test_2: "2", test_3: "3" } } }, is: { test_1: "1", test_2: "2", test_3: "3" } }),
      inPlace("labels", { args: { deploy: { labels: { test_1: "2" } } }, is: { test_1: "2" } }),
      inPlace("labels", { args: { deploy: { labels: {} } }, alike: {}, is: {} }),
    ],
  },
  {
    name: "replicas",
    at: "Mode",
    steps: [
      made({ args: { deploy: { replicas: 2 } }, is: { Replicated: { Replicas: 2 } } }, 2),
      { args: { deploy: { replicas: 3 } }, plan: "replicas 2 → 3: no task restarts, 1 starts", is: { Replicated: { Replicas: 3 } } },
      { args: { deploy: { replicas: 1 } }, alike: {}, plan: "replicas 3 → 1: no task restarts, 2 stop", is: { Replicated: { Replicas: 1 } } },
      { args: { deploy: { replicas: 0 } }, plan: "replicas 1 → 0: no task restarts, 1 stops", is: { Replicated: { Replicas: 0 } } },
    ],
  },
  {
    name: "mode",
    at: "Mode",
    steps: [
      made({ args: { deploy: { mode: "replicated" } }, alike: {}, is: { Replicated: { Replicas: 1 } } }),
      replaced("mode", { args: { deploy: { mode: "global" } }, is: { Global: {} } }),
      replaced("mode, command, update config", { args: { command: ["true"], deploy: { mode: "replicated-job", replicas: 1, updateConfig: undefined } }, alike: { command: ["true"], deploy: { mode: "replicated-job", updateConfig: undefined } }, is: { ReplicatedJob: { MaxConcurrent: 1, TotalCompletions: 1 } } }),
      replaced("mode, command, update config", { args: {}, is: { Replicated: { Replicas: 1 } } }),
    ],
  },
  {
    name: "spread",
    at: "TaskTemplate.Placement",
    steps: [
      made({ args: { deploy: { placement: { preferences: [{ spread: "node.labels.test" }] } } }, is: { Preferences: [{ Spread: { SpreadDescriptor: "node.labels.test" } }] } }),
      placed({ args: { deploy: { placement: { preferences: [{ spread: "node.labels.test2" }] } } }, is: { Preferences: [{ Spread: { SpreadDescriptor: "node.labels.test2" } }] } }),
      placed({ args: { deploy: { placement: { preferences: [] } } }, alike: {}, is: {} }),
    ],
  },
  {
    name: "constraints",
    at: "TaskTemplate.Placement",
    steps: [
      made({ args: { deploy: { placement: { constraints: ["node.role == manager"] } } }, is: { Constraints: ["node.role == manager"] } }),
      placed({ args: { deploy: { placement: { constraints: ["node.role == manager", "node.label != non_existent_label".replace("label ", "labels.x ")] } } }, alike: { deploy: { placement: { constraints: ["node.labels.x != non_existent_label", "node.role == manager"] } } }, is: { Constraints: ["node.role == manager", "node.labels.x != non_existent_label"] } }),
      placed({ args: { deploy: { placement: { constraints: [] } } }, alike: {}, is: {} }),
    ],
  },
  {
    name: "max-replicas",
    at: "TaskTemplate.Placement",
    steps: [
      made({ args: { deploy: { placement: { maxReplicasPerNode: 1 } } }, is: { MaxReplicas: 1 } }),
      placed({ args: { deploy: { placement: { maxReplicasPerNode: 2 } } }, is: { MaxReplicas: 2 } }),
      placed({ args: { deploy: { placement: { maxReplicasPerNode: 0 } } }, alike: {}, is: {} }),
    ],
  },
  amount("limit-cpus", "limits", [1, 0.5], [{ NanoCPUs: 1e9 }, { NanoCPUs: 5e8 }]),
  amount("limit-memory", "limits", ["64M", "32M"], [{ MemoryBytes: 64 * MiB }, { MemoryBytes: 32 * MiB }]),
  amount("limit-pids", "limits", [50, 60], [{ Pids: 50 }, { Pids: 60 }]),
  amount("reserve-cpus", "reservations", [0.1, "0.05"], [{ NanoCPUs: 1e8 }, { NanoCPUs: 5e7 }]),
  amount("reserve-memory", "reservations", ["64M", "32M"], [{ MemoryBytes: 64 * MiB }, { MemoryBytes: 32 * MiB }]),
  {
    name: "restart-config",
    at: "TaskTemplate.RestartPolicy",
    steps: [
      made({ args: { deploy: { restartPolicy: { condition: "on-failure", maxAttempts: 1, delay: "5s", window: "10s" } } }, is: { Condition: "on-failure", MaxAttempts: 1, Delay: 5 * SECOND, Window: 10 * SECOND } }),
      restart("restart policy", { args: { deploy: { restartPolicy: { condition: "any", maxAttempts: 2, delay: "10s", window: "20s" } } }, alike: { deploy: { restartPolicy: { maxAttempts: 2, delay: "10s", window: "20s" } } }, is: { Condition: "any", MaxAttempts: 2, Delay: 10 * SECOND, Window: 20 * SECOND } }),
      restart("restart policy", { args: {}, is: undefined }),
    ],
  },
]; // prettier-ignore
