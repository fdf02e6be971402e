// A config's inputs to the body of POST /configs/create. Pure.

import type { ConfigSpec } from "../engine/types";
import type { ConfigInputs } from "../model/objects";
import { compact } from "../model/compact";
import { known } from "../model/unknown";
import { unlessZero } from "./amounts";
import { withLabels } from "./labels";
import type { ObjectScope } from "./scope";

/** The spec of a config. */
export const configSpec = (inputs: ConfigInputs, scope: ObjectScope): ConfigSpec =>
  compact({
    Name: scope.name,
    Labels: withLabels(inputs.labels, scope.labels) ?? {},
    Data: unlessZero(contentBase64(inputs)),
    Templating: known(unlessZero(inputs.templateDriver), (Name) => ({ Name })),
  });

/** The content in standard base64, which is the only kind that the engine reads. */
export const contentBase64 = (inputs: ConfigInputs): string | undefined =>
  inputs.dataBase64 ?? known(inputs.data, (text) => Buffer.from(text).toString("base64"));
