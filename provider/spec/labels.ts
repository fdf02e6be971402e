// Labels of an object and of whoever owns it.

import type { Labels } from "../engine/types";
import { compactOrAbsent } from "../model/compact";
import { isUnknown } from "../model/unknown";

/** An object's own labels with the owner's over them; undefined when there is none. */
export const withLabels = (own: Labels | undefined, owner: Labels): Labels | undefined =>
  isUnknown(own) ? own : compactOrAbsent({ ...own, ...owner });
