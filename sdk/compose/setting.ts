// What the phases are given besides the files: variables, the home folder, and where to put what they find. A type.

import type { Findings } from "./findings";
import type { Variables } from "./variables";

export interface Setting {
  variables: Variables;
  /** What `~` stands for. */
  home: string;
  found: Findings;
}
