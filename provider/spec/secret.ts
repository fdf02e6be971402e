// A secret's inputs to the body of POST /secrets/create. Pure.

import type { SecretSpec } from "../engine/types";
import type { SecretInputs } from "../model/objects";
import { compact } from "../model/compact";
import { known } from "../model/unknown";
import { unlessZero } from "./amounts";
import { configSpec } from "./config";
import type { ObjectScope } from "./scope";

/** The spec of a secret. */
export const secretSpec = (inputs: SecretInputs, scope: ObjectScope): SecretSpec =>
  compact({
    ...configSpec(inputs, scope),
    Driver: known(unlessZero(inputs.driver), (Name) =>
      compact({ Name, Options: inputs.driverOpts }),
    ),
  });
