// A service's inputs to the engine's spec, in the engine's field order. Pure: equal inputs give equal bytes.

import type { Driver, ServiceSpec } from "../engine/types";
import type { DeployInputs, ServiceInputs } from "../model/service";
import { compact } from "../model/compact";
import { known } from "../model/unknown";
import { unlessZero } from "./amounts";
import { containerSpec } from "./container";
import { withLabels } from "./labels";
import { networkAttachments } from "./networks";
import { placement, serviceMode } from "./placement";
import { endpointSpec } from "./ports";
import { resources } from "./resources";
import type { ServiceScope } from "./scope";
import { restartPolicy, updateConfig } from "./update-config";

export type { ServiceScope } from "./scope";

/** The spec of a service: what the engine is sent, but for the ids of secrets and configs. */
export function serviceSpec(inputs: ServiceInputs, scope: ServiceScope): ServiceSpec {
  const deploy = <K extends keyof DeployInputs>(key: K): DeployInputs[K] | undefined =>
    known(inputs.deploy, (given) => given[key]);
  return compact({
    Name: scope.name,
    Labels: withLabels(deploy("labels"), scope.labels),
    TaskTemplate: compact({
      ContainerSpec: containerSpec(inputs, scope),
      Resources: resources(inputs),
      RestartPolicy: restartPolicy(deploy("restartPolicy")),
      Placement: placement(deploy("placement"), inputs.platform),
      Networks: networkAttachments(inputs, scope),
      LogDriver: logDriver(inputs.logging),
      ForceUpdate: deploy("forceUpdate") ?? 0,
    }),
    Mode: serviceMode(inputs.deploy),
    UpdateConfig: updateConfig(deploy("updateConfig")),
    RollbackConfig: updateConfig(deploy("rollbackConfig")),
    EndpointSpec: endpointSpec(inputs),
  });
}

const logDriver = (logging: ServiceInputs["logging"]): Driver | undefined =>
  known(logging, ({ driver, options }) => compact({ Name: unlessZero(driver), Options: options }));
