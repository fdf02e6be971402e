// The schemas of what every resource takes besides its model, and of a swarm. Shape only.

import type {
  ClusterArgs,
  ExternalCaArgs,
  ForceNewClusterArgs,
  RaftArgs,
  RotateArgs,
} from "../cluster";
import type { ConnectionArgs, ConvergeOptions } from "../common";
import type { NodeArgs } from "../node";
import type { RegistryLogin } from "../registry";
import {
  count,
  flag,
  listOf,
  mapOf,
  or,
  record,
  text,
  textOrTexts,
  texts,
  type Schema,
} from "./parts";

const connection = record<ConnectionArgs>({
  host: textOrTexts,
  context: text,
  ca: text,
  cert: text,
  key: text,
  sshKey: text,
  sshKnownHosts: textOrTexts,
  sshJump: textOrTexts,
  insecure: flag,
});

const converge = or(record<ConvergeOptions>({ timeout: text, monitor: text }), "boolean");

const login = record<RegistryLogin>({ username: text, password: text, identityToken: text });

export const commonSchema: Schema = {
  type: "object",
  properties: {
    ...{ name: text, connection, converge, adopt: flag, drifted: texts },
    registryAuth: or(mapOf(login), "boolean"),
    resolveImage: text,
    digests: mapOf(text),
  },
};

const externalCa = record<ExternalCaArgs>(
  {
    protocol: text,
    url: text,
    options: mapOf(text),
    caCert: text,
  },
  "url",
);

const raft = record<RaftArgs>({
  snapshotInterval: count,
  keepOldSnapshots: count,
  logEntriesForSlowFollowers: count,
});

const trigger = or(text, "number");

const rotate = record<RotateArgs>({
  workerToken: trigger,
  managerToken: trigger,
  unlockKey: trigger,
  ca: trigger,
});

const forceNewCluster = record<ForceNewClusterArgs>(
  { clusterId: text, confirm: trigger },
  "clusterId",
  "confirm",
);

export const clusterSchema: Schema = record<ClusterArgs>({
  advertiseAddr: text,
  listenAddr: text,
  dataPathAddr: text,
  dataPathPort: count,
  defaultAddrPool: texts,
  subnetSize: count,
  taskHistoryRetentionLimit: count,
  autoLockManagers: flag,
  nodeCertExpiry: text,
  externalCas: listOf(externalCa),
  dispatcherHeartbeatPeriod: text,
  raft,
  rotate,
  forceNewCluster,
  labels: mapOf(text),
  forceDestroy: flag,
});

export const nodeSchema: Schema = record<Omit<NodeArgs, "name"> & { nodeConnection?: object }>({
  nodeConnection: connection,
  role: text,
  availability: text,
  labels: mapOf(text),
  advertiseAddr: text,
  listenAddr: text,
  dataPathAddr: text,
  forceDestroy: flag,
});
