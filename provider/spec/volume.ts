// A volume's inputs to the body of POST /volumes/create. Pure.

import type { VolumeSpec } from "../engine/types";
import type { VolumeInputs } from "../model/volume";
import { compact } from "../model/compact";
import { unlessZero } from "./amounts";
import { withLabels } from "./labels";
import type { ObjectScope } from "./scope";

/** The spec of a volume. */
export const volumeSpec = (inputs: VolumeInputs, scope: ObjectScope): VolumeSpec =>
  compact({
    Name: scope.name,
    Driver: unlessZero(inputs.driver),
    DriverOpts: inputs.driverOpts,
    Labels: withLabels(inputs.labels, scope.labels),
  });
