// What changes of a spec, in the words of the args: "image nginx:1.26 → nginx:1.27, environment". Pure, and free
// of values that may be secret: of variables and labels only that they change is said.

import { hasUnknown, isUnknown } from "../model/unknown";
import { IMAGE_LABEL } from "../spec/namespace";
import { changesBetween, isUnder, type Change } from "./changes";

/** Each thing that changes once, with its old and new value where that is no secret. */
export function whatChanges({ changes }: { changes: Change[] }): string {
  const parts = changes.flatMap(inParts);
  const hasNewImage = parts.some((change) => isUnder(change, ...IMAGE));
  const words = parts
    .filter((change) => !repeatsImage(change) && !(hasNewImage && isOfPlatforms(change)))
    .map(changeInWords);
  return [...new Set(words)].join(", ");
}

/** The docker CLI keeps the image in a label too. */
const repeatsImage = (change: Change): boolean => isUnder(change, "Labels", IMAGE_LABEL);

/** Another image brings its own. */
const isOfPlatforms = (change: Change): boolean => isUnder(change, ...PLACEMENT, "Platforms");

/** What comes or goes as a whole is told by its parts. */
function inParts(change: Change): Change[] {
  const path = change.path.join(".");
  if (!WHOLES.includes(path)) return [change];
  return changesBetween(change.from ?? {}, change.to ?? {}, change.path);
}

const CONTAINER = ["TaskTemplate", "ContainerSpec"];
const IMAGE = [...CONTAINER, "Image"];
const PLACEMENT = ["TaskTemplate", "Placement"];
const WHOLES = ["EndpointSpec", "TaskTemplate.ContainerSpec.DNSConfig", "TaskTemplate.Placement"];
/** Fields whose values are no secret and say most; the rest are named only. */
const SHOWN: { path: string[]; word: string; unsaid?: string }[] = [
  { path: IMAGE, word: "image" },
  { path: ["Mode", "Replicated", "Replicas"], word: "replicas" },
  { path: ["EndpointSpec", "Mode"], word: "endpoint mode", unsaid: "vip" },
  { path: ["Spec", "Role"], word: "role" },
  { path: ["Spec", "Availability"], word: "availability" },
  { path: ["Spec", "Orchestration"], word: "task history" },
  { path: ["Spec", "EncryptionConfig"], word: "lock of managers" },
];
const NAMED: { path: string[]; word: string }[] = [
  { path: [...CONTAINER, "Env"], word: "environment" },
  { path: [...CONTAINER, "Args"], word: "command" },
  { path: [...CONTAINER, "Command"], word: "entrypoint" },
  { path: [...CONTAINER, "Labels"], word: "container labels" },
  { path: [...CONTAINER, "Mounts"], word: "volumes" },
  { path: [...CONTAINER, "Healthcheck"], word: "healthcheck" },
  { path: [...CONTAINER, "Secrets"], word: "secrets" },
  { path: [...CONTAINER, "Configs"], word: "configs" },
  { path: [...CONTAINER, "Hostname"], word: "hostname" },
  { path: [...CONTAINER, "Dir"], word: "working directory" },
  { path: [...CONTAINER, "User"], word: "user" },
  { path: [...CONTAINER, "Groups"], word: "groups" },
  { path: [...CONTAINER, "Privileges"], word: "security options" },
  { path: [...CONTAINER, "Init"], word: "init" },
  { path: [...CONTAINER, "StopSignal"], word: "stop signal" },
  { path: [...CONTAINER, "StopGracePeriod"], word: "stop grace period" },
  { path: [...CONTAINER, "TTY"], word: "terminal" },
  { path: [...CONTAINER, "OpenStdin"], word: "standard input" },
  { path: [...CONTAINER, "ReadOnly"], word: "read-only root" },
  { path: [...CONTAINER, "Hosts"], word: "extra hosts" },
  { path: [...CONTAINER, "DNSConfig", "Nameservers"], word: "dns" },
  { path: [...CONTAINER, "DNSConfig", "Search"], word: "dns search" },
  { path: [...CONTAINER, "DNSConfig", "Options"], word: "dns options" },
  { path: [...CONTAINER, "Sysctls"], word: "sysctls" },
  { path: [...CONTAINER, "CapabilityAdd"], word: "added capabilities" },
  { path: [...CONTAINER, "CapabilityDrop"], word: "dropped capabilities" },
  { path: [...CONTAINER, "Ulimits"], word: "ulimits" },
  { path: ["TaskTemplate", "Networks"], word: "networks" },
  { path: ["TaskTemplate", "Resources"], word: "resources" },
  { path: ["TaskTemplate", "RestartPolicy"], word: "restart policy" },
  { path: ["TaskTemplate", "Placement"], word: "placement" },
  { path: ["TaskTemplate", "LogDriver"], word: "logging" },
  { path: ["TaskTemplate", "ForceUpdate"], word: "forced update" },
  { path: ["EndpointSpec"], word: "ports" },
  { path: ["UpdateConfig"], word: "update config" },
  { path: ["RollbackConfig"], word: "rollback config" },
  { path: ["Labels"], word: "labels" },
  { path: ["Mode"], word: "mode" },
  { path: ["Internal"], word: "internal" },
  { path: ["Attachable"], word: "attachable" },
  { path: ["Data"], word: "data" },
  { path: ["Spec", "Labels"], word: "labels" },
  { path: ["Spec", "CAConfig", "NodeCertExpiry"], word: "expiry of certificates" },
  { path: ["Spec", "CAConfig", "ExternalCAs"], word: "external CAs" },
  { path: ["Spec", "Dispatcher"], word: "heartbeat of nodes" },
  { path: ["Spec", "Raft"], word: "log of the managers" },
  { path: ["Join"], word: "how it joins" },
  { path: ["Rotate", "rotateWorkerToken"], word: "new join token of workers" },
  { path: ["Rotate", "rotateManagerToken"], word: "new join token of managers" },
  { path: ["Rotate", "rotateManagerUnlockKey"], word: "new unlock key" },
  { path: ["Rotate", "rotateCa"], word: "new root certificate" },
];

function changeInWords(change: Change): string {
  const shown = SHOWN.find(({ path }) => isUnder(change, ...path));
  if (shown) {
    const { from = shown.unsaid, to = shown.unsaid } = change;
    return `${shown.word} ${fromTo(text(from), text(to), change)}`;
  }
  const named = NAMED.find(({ path }) => isUnder(change, ...path));
  if (named === undefined) return change.path.at(-1) ?? "everything";
  return hasUnknown(change.to) ? `${named.word} ${LATER}` : named.word;
}

/** Where only the digest differs, it is what there is to say. */
function fromTo(from: string, to: string, change: Change): string {
  const digest = (value: unknown) =>
    String(value).split("@sha256:")[1]?.slice(0, 12) ?? "no digest";
  return from === to
    ? `${from} (${digest(change.from)} → ${digest(change.to)})`
    : `${from} → ${to}`;
}

const LATER = "(not known yet)";

/** A digest says nothing to a person; an absent count is the engine's 1. */
const text = (value: unknown): string =>
  isUnknown(value)
    ? LATER
    : typeof value === "string"
      ? (value.split("@")[0] ?? value)
      : String(value ?? 1);
