// The container of a service's tasks, in the engine's field order.

import type { ContainerSpec, Ulimit } from "../engine/types";
import type { ServiceInputs } from "../model/service";
import { byBytes, compact, compactOrAbsent } from "../model/compact";
import { familiarImage } from "../model/image";
import { isUnknown, known, knownItems, unknownAs } from "../model/unknown";
import { nanoseconds, unlessZero } from "./amounts";
import { configReferences, secretReferences } from "./files";
import { healthConfig } from "./health";
import { withLabels } from "./labels";
import { mount } from "./mounts";
import { privileges } from "./privileges";
import type { ServiceScope } from "./scope";

/** The container of a service's tasks. */
export const containerSpec = (inputs: ServiceInputs, scope: ServiceScope): ContainerSpec =>
  compact({
    Image: known(inputs.image, familiarImage) ?? "",
    Labels: withLabels(inputs.labels, scope.containerLabels),
    Command: inputs.entrypoint,
    Args: inputs.command,
    Hostname: unlessZero(inputs.hostname),
    Env: known(inputs.environment, env),
    Dir: unlessZero(inputs.workingDir),
    User: unlessZero(inputs.user),
    Groups: inputs.groupAdd,
    Privileges: privileges(inputs, scope),
    Init: inputs.init,
    StopSignal: unlessZero(inputs.stopSignal),
    TTY: unlessZero(inputs.tty),
    OpenStdin: unlessZero(inputs.stdinOpen),
    ReadOnly: unlessZero(inputs.readOnly),
    Mounts: knownItems(inputs.volumes, (given) => mount(given, scope)),
    StopGracePeriod: nanoseconds(inputs.stopGracePeriod),
    Healthcheck: healthConfig(inputs.healthcheck),
    Hosts: inputs.extraHosts,
    DNSConfig: compactOrAbsent({
      Nameservers: inputs.dns,
      Search: inputs.dnsSearch,
      Options: inputs.dnsOpt,
    }),
    Secrets: secretReferences(inputs, scope),
    Configs: configReferences(inputs, scope),
    Isolation: unlessZero(inputs.isolation),
    Sysctls: inputs.sysctls,
    CapabilityAdd: inputs.capAdd,
    CapabilityDrop: inputs.capDrop,
    Ulimits: known(inputs.ulimits, ulimits),
    OomScoreAdj: unlessZero(inputs.oomScoreAdj),
  });

/** Sorted, as the order has no meaning to the container but a change of it restarts tasks. */
const env = (environment: NonNullable<ServiceInputs["environment"]>): string[] =>
  Object.entries(environment)
    .map(([name, value]) => {
      if (isUnknown(value)) return unknownAs<string>();
      return value === null ? name : `${name}=${value}`;
    })
    .sort(byBytes);

const ulimits = (limits: NonNullable<ServiceInputs["ulimits"]>): Ulimit[] =>
  Object.entries(limits)
    .sort(([a], [b]) => byBytes(a, b))
    .map(
      ([Name, limit]) =>
        known(limit, ({ hard, soft }) => ({ Name, Hard: hard, Soft: soft })) ?? unknownAs<Ulimit>(),
    );
