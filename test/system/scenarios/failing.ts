// Services that cannot run, each for a reason of its own, and what `pulumi up` says of it: which service, where it
// stands, the engine's own words with node and exit code, what the task wrote, and what to do.

import type { ServiceArgs } from "../../../provider/model/service";

export interface FailingRow {
  name: string;
  args: ServiceArgs;
  /**
   * The message, line by line: "…" stands for what differs from run to run, and "3+" for 3 at least, for another try may
   * have failed before anybody looks.
   */
  says: string[];
}

const sh = (script: string): ServiceArgs => ({ command: ["sh", "-c", script] });
const soon = { restartPolicy: { delay: "1s" } };

export const failingRows: FailingRow[] = [
  {
    name: "image-missing",
    args: { image: "nosuch/img:9", deploy: soon },
    says: [
      'Service "image-missing": its tasks fail, and trying again will not cure it. 0 of 1 task running.',
      "image-missing.1 on m1: rejected 2+ times: No such image: nosuch/img:9",
      "Check the image's name and tag, and that every node can pull it: the registry answers there, and a private one has credentials. m1 lacks nosuch/img:9. Push it to a registry that the nodes reach, or load it there (docker save nosuch/img:9 | ssh m1 docker load).",
    ],
  },
  {
    name: "exit-code",
    // To one stream: between two the engine keeps no order but that of time.
    args: { ...sh("exec >&2; echo starting; echo boom; exit 3"), deploy: soon },
    says: [
      'Service "exit-code": its tasks fail again and again with the same error. … of 1 task running.',
      "exit-code.1 on m1: failed 3+ times: task: non-zero exit (3)",
      "Last lines of exit-code.1 on m1:",
      "starting",
      "boom",
      "The process itself ended: what it wrote says why. Mend its command, its environment or what it connects to.",
    ],
  },
  {
    name: "command-not-found",
    args: { entrypoint: ["/nope"], init: false, deploy: soon },
    says: [
      'Service "command-not-found": its tasks fail, and trying again will not cure it. 0 of 1 task running.',
      'command-not-found.1 on m1: failed 2+ times, exit code 127: starting container failed: …exec: "/nope": stat /nope: no such file or directory: unknown',
      "The command is not in the image: check command, entrypoint and the image.",
    ],
  },
  {
    name: "health-check",
    args: { healthcheck: { test: ["CMD", "false"], interval: "200ms", retries: 1 }, deploy: soon },
    says: [
      'Service "health-check": its tasks fail again and again with the same error. 0 of 1 task running.',
      "health-check.1 on m1: failed 3+ times: task: non-zero exit (…): dockerexec: unhealthy container",
      "The health check fails: try its command inside the container, or give it time with healthcheck.startPeriod.",
    ],
  },
  {
    name: "bind-source-missing",
    args: { volumes: ["/nonexistent:/data"], deploy: soon },
    says: [
      'Service "bind-source-missing": its tasks fail, and trying again will not cure it. 0 of 1 task running.',
      'bind-source-missing.1 on m1: rejected 2+ times: invalid mount config for type "bind": bind source path does not exist: /nonexistent',
      "Create the folder on every node that may run the task, or mount a volume instead.",
    ],
  },
  {
    name: "nfs-mount",
    args: {
      volumes: [
        {
          source: "share",
          target: "/data",
          volume: { driverOpts: { type: "nfs", o: "addr=127.0.0.1,rw", device: ":/x" } },
        },
      ],
      deploy: soon,
    },
    says: [
      'Service "nfs-mount": its tasks fail again and again with the same error. 0 of 1 task running.',
      "nfs-mount.1 on m1: failed 3+ times, exit code 128: starting container failed: error while mounting volume '…': failed to mount local volume: mount :/x:…, data: addr=127.0.0.1: no such device",
      "Check the volume's driver options, and that the nodes reach and may mount what it names.",
    ],
  },
  {
    name: "constraint-unmet",
    args: { deploy: { placement: { constraints: ["node.labels.disk == ssd"] } } },
    says: [
      'Service "constraint-unmet": 1 of 1 task found no node for 60 s. 0 of 1 task running.',
      "node.labels.disk == ssd matches 0 of 1 node",
      "constraint-unmet.1: pending: no suitable node (scheduling constraints not satisfied on 1 node)",
      "Label a node so that it fits, or change deploy.placement.constraints.",
    ],
  },
  {
    name: "reservation-too-big",
    args: { deploy: { resources: { reservations: { memory: "900G" } } } },
    says: [
      'Service "reservation-too-big": 1 of 1 task found no node for 60 s. 0 of 1 task running.',
      "each task reserves 900 GiB of memory; the biggest node has … GiB, for all its tasks",
      "reservation-too-big.1: pending: no suitable node (insufficient resources on 1 node)",
      "Lower deploy.resources.reservations, or add a node.",
    ],
  },
  {
    name: "volume-plugin-missing",
    args: { volumes: [{ source: "v", target: "/data", volume: { driver: "nosuch" } }] },
    says: [
      'Service "volume-plugin-missing": 1 of 1 task found no node for 60 s. 0 of 1 task running.',
      'volume driver "nosuch" is on 0 of 1 node',
      "volume-plugin-missing.1: pending: no suitable node (missing plugin on 1 node)",
      "Install the volume, network or log driver on the nodes.",
    ],
  },
  {
    name: "log-plugin-missing",
    args: { logging: { driver: "nosuch" } },
    says: [
      'Service "log-plugin-missing": 1 of 1 task found no node for 60 s. 0 of 1 task running.',
      'log driver "nosuch" is on 0 of 1 node',
      "log-plugin-missing.1: pending: no suitable node (missing plugin on 1 node)",
      "Install the volume, network or log driver on the nodes.",
    ],
  },
  {
    name: "host-port-taken",
    args: { ports: [{ target: 80, published: 61000, mode: "host" }], deploy: { replicas: 2 } },
    says: [
      'Service "host-port-taken": 1 of 2 tasks found no node for 60 s. 1 of 2 tasks running.',
      "each task takes port 61000/tcp of its node",
      "host-port-taken.…: pending: no suitable node (host-mode port already in use on 1 node)",
      "Free the published port on the nodes, or run at most one task a node: a port in host mode is taken once per node.",
    ],
  },
  {
    name: "max-replicas",
    args: { deploy: { replicas: 2, placement: { maxReplicasPerNode: 1 } } },
    says: [
      'Service "max-replicas": 1 of 2 tasks found no node for 60 s. 1 of 2 tasks running.',
      "max-replicas.…: pending: no suitable node (max replicas per node limit exceed)",
      "Raise deploy.placement.maxReplicasPerNode, lower the replicas, or add a node.",
    ],
  },
  {
    name: "network-never-allocated",
    args: { networks: ["overlapping"] },
    says: [
      'Service "network-never-allocated": its tasks wait for "overlapping", which the engine never gave any addresses. 0 of 1 task running.',
      "Its subnet overlaps another network's, or the swarm's address pool is used up: give the network a subnet of its own.",
    ],
  },
  {
    name: "exit-0-any",
    args: { ...sh("exit 0"), deploy: soon },
    says: [
      'Service "exit-0-any": its tasks fail again and again with the same error. … of 1 task running.',
      "exit-0-any.1 on m1: complete 3+ times: the process ended with exit code 0",
      'The process ended well and is started again. Either it is a one-shot: set the restart condition to "on-failure", or deploy.mode to "replicated-job". Or its health check failed, and the engine stopped it.',
    ],
  },
  {
    name: "attempts-used-up",
    args: { ...sh("exit 4"), deploy: { restartPolicy: { delay: "1s", maxAttempts: 1 } } },
    says: [
      'Service "attempts-used-up": 1 of 1 task failed for good: the restart policy starts no new one. 0 of 1 task running.',
      "attempts-used-up.1 on m1: failed 2 times: task: non-zero exit (4)",
      "The process itself ended: what it wrote says why. Mend its command, its environment or what it connects to.",
    ],
  },
  {
    name: "not-to-be-tried-again",
    args: { ...sh("exit 5"), deploy: { restartPolicy: { condition: "none" } } },
    says: [
      'Service "not-to-be-tried-again": 1 of 1 task failed for good: the restart policy starts no new one. 0 of 1 task running.',
      "not-to-be-tried-again.1 on m1: failed: task: non-zero exit (5)",
      "The process itself ended: what it wrote says why. Mend its command, its environment or what it connects to.",
    ],
  },
  {
    name: "out-of-memory",
    args: {
      ...sh("tail /dev/zero"),
      deploy: { ...soon, resources: { limits: { memory: "6M" } } },
    },
    says: [
      'Service "out-of-memory": its tasks fail again and again with the same error. … of 1 task running.',
      "out-of-memory.1 on m1: failed 3+ times: task: non-zero exit (137)",
      "Exit code 137 is a kill, most often for memory: raise deploy.resources.limits.memory, or see the node's kernel log.",
    ],
  },
  {
    name: "mount-not-shared",
    args: { volumes: ["/tmp:/host:slave"], deploy: soon },
    says: [
      'Service "mount-not-shared": its tasks fail again and again with the same error. 0 of 1 task running.',
      "mount-not-shared.1 on m1: failed 3+ times, exit code 128: starting container failed: path /tmp is mounted on / but it is not a shared or slave mount",
      "Share that mount on the node (`mount --make-rshared`), or use another bind.propagation.",
    ],
  },
  {
    name: "group-unknown",
    args: { groupAdd: ["nosuch"], deploy: soon },
    says: [
      'Service "group-unknown": its tasks fail again and again with the same error. 0 of 1 task running.',
      "group-unknown.1 on m1: failed 3+ times, exit code 128: starting container failed: Unable to find group nosuch: no matching entries in group file",
      "The image knows no such user or group: write its number, or take an image that has it.",
    ],
  },
  {
    name: "job-fails",
    args: { ...sh("exit 6"), deploy: { ...soon, mode: "replicated-job", updateConfig: undefined } },
    says: [
      'Service "job-fails": its tasks fail again and again with the same error. 0 of 1 task complete.',
      "job-fails.0 on m1: failed 3+ times: task: non-zero exit (6)",
      "The process itself ended: what it wrote says why. Mend its command, its environment or what it connects to.",
    ],
  },
];
