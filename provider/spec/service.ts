// A service's inputs to the engine's spec, in the engine's field order. Pure: equal inputs give equal bytes.

import type { Driver, ServiceSpec } from "../engine/types";
import type { ServiceInputs } from "../model/service";
import { compact } from "../model/compact";
import { known } from "../model/unknown";
import { unlessZero } from "./amounts";
import { containerSpec, withLabels } from "./container";
import { networkAttachments } from "./networks";
import { placement, serviceMode } from "./placement";
import { endpointSpec } from "./ports";
import { resources } from "./resources";
import type { ServiceScope } from "./scope";
import { restartPolicy, updateConfig } from "./update-config";

export type { ServiceScope } from "./scope";

/** The spec of a service: what the engine is sent, but for the ids of secrets and configs. */
export const serviceSpec = (inputs: ServiceInputs, scope: ServiceScope): ServiceSpec =>
  compact({
    Name: scope.name,
    Labels: withLabels(inputs.deploy?.labels, scope.labels),
    TaskTemplate: compact({
      ContainerSpec: containerSpec(inputs, scope),
      Resources: resources(inputs.deploy?.resources),
      RestartPolicy: restartPolicy(inputs.deploy?.restartPolicy),
      Placement: placement(inputs.deploy?.placement),
      Networks: networkAttachments(inputs, scope),
      LogDriver: logDriver(inputs.logging),
      ForceUpdate: 0,
    }),
    Mode: serviceMode(inputs.deploy),
    UpdateConfig: updateConfig(inputs.deploy?.updateConfig),
    RollbackConfig: updateConfig(inputs.deploy?.rollbackConfig),
    EndpointSpec: endpointSpec(inputs),
  });

const logDriver = (logging: ServiceInputs["logging"]): Driver | undefined =>
  known(logging, ({ driver, options }) => compact({ Name: unlessZero(driver), Options: options }));
