// How a service is reached: the ports that it publishes, and VIP or DNS round robin.

import type { EndpointSpec, PortConfig } from "../engine/types";
import type { PortInputs, ServiceInputs } from "../model/service";
import { compact } from "../model/compact";
import { known, knownItems } from "../model/unknown";
import { unlessZero } from "./amounts";

/** The endpoint of a service; always sent, even when it says nothing, as the docker CLI does. */
export const endpointSpec = (inputs: ServiceInputs): EndpointSpec =>
  compact({
    Mode: unlessZero(known(inputs.deploy, ({ endpointMode }) => endpointMode)),
    Ports: knownItems(inputs.ports, portConfig),
  });

const portConfig = (port: PortInputs): PortConfig =>
  compact({
    Protocol: port.protocol,
    TargetPort: unlessZero(port.target) as number,
    PublishedPort: unlessZero(port.published),
    PublishMode: port.mode,
  });
