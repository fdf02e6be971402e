// A swarm's settings as the engine takes them, and back. Pure.

import type { ExternalCa, SwarmSpec } from "../engine/types";
import type { ClusterInputs, ExternalCaArgs } from "../model/cluster";
import { compact, compactOrAbsent } from "../model/compact";
import { formatDuration } from "../model/units";
import { known } from "../model/unknown";
import { nanoseconds } from "./amounts";

/** Only what is declared: the rest stays as the swarm has it. */
export function swarmSettings(inputs: ClusterInputs): Partial<SwarmSpec> {
  const { labels, taskHistoryRetentionLimit, raft, autoLockManagers, externalCas } = inputs;
  return compact({
    Labels: labels,
    Orchestration: compactOrAbsent({ TaskHistoryRetentionLimit: taskHistoryRetentionLimit }),
    Raft: known(raft, (given) =>
      compactOrAbsent({
        SnapshotInterval: given.snapshotInterval,
        KeepOldSnapshots: given.keepOldSnapshots,
        LogEntriesForSlowFollowers: given.logEntriesForSlowFollowers,
      }),
    ),
    Dispatcher: compactOrAbsent({ HeartbeatPeriod: nanoseconds(inputs.dispatcherHeartbeatPeriod) }),
    CAConfig: compactOrAbsent({
      NodeCertExpiry: nanoseconds(inputs.nodeCertExpiry),
      ExternalCAs: known(externalCas, (all) =>
        all.map((one) => known(one, externalCa)).filter((one) => one !== undefined),
      ),
    }),
    EncryptionConfig: known(autoLockManagers, (on) => ({ AutoLockManagers: on })),
  });
}

const externalCa = ({ protocol, url, options, caCert }: ExternalCaArgs): ExternalCa =>
  compact({ Protocol: protocol ?? "cfssl", URL: url, Options: options, CACert: caCert });

/** The settings that a swarm has, of those that are declared. */
export function settingsAsInputs(spec: SwarmSpec, declared: ClusterInputs): ClusterInputs {
  const { Raft, CAConfig, Dispatcher } = spec;
  const raft = {
    snapshotInterval: Raft.SnapshotInterval,
    keepOldSnapshots: Raft.KeepOldSnapshots,
    logEntriesForSlowFollowers: Raft.LogEntriesForSlowFollowers,
  };
  const there: ClusterInputs = {
    taskHistoryRetentionLimit: spec.Orchestration.TaskHistoryRetentionLimit,
    autoLockManagers: spec.EncryptionConfig.AutoLockManagers,
    nodeCertExpiry: asDuration(CAConfig.NodeCertExpiry),
    dispatcherHeartbeatPeriod: asDuration(Dispatcher.HeartbeatPeriod),
    externalCas: (CAConfig.ExternalCAs ?? []).map(asInputs),
    raft: ofDeclared(raft, declared.raft),
    labels: spec.Labels ?? {},
  };
  return ofDeclared(there, declared) ?? {};
}

const asInputs = ({ Protocol, URL, Options, CACert }: ExternalCa): ExternalCaArgs =>
  compact({
    protocol: Protocol.toLowerCase(),
    url: URL,
    options: Options && Object.keys(Options).length > 0 ? Options : undefined,
    caCert: CACert || undefined,
  });

const asDuration = (ns: number | undefined): string | undefined =>
  ns === undefined ? undefined : formatDuration(BigInt(ns));

const ofDeclared = <T extends object>(there: T, declared: T | undefined): T | undefined =>
  declared && (Object.fromEntries(Object.entries(there).filter(([key]) => key in declared)) as T);
