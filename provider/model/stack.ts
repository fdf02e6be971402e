// A whole stack: what a Compose file (or several, merged) says, in camelCase. Types only.

import type { ConfigArgs, ConfigInputs, NetworkArgs, NetworkInputs } from "./objects";
import type { SecretArgs, SecretInputs, VolumeArgs, VolumeInputs } from "./objects";
import type { ServiceArgs, ServiceInputs } from "./service";

/** The model of a stack, short forms allowed: `swarm.loadCompose()` gives one, a program may write one. */
export interface StackModel {
  services?: Record<string, ServiceArgs>;
  networks?: Record<string, NetworkArgs | null>;
  volumes?: Record<string, VolumeArgs | null>;
  secrets?: Record<string, SecretArgs>;
  configs?: Record<string, ConfigArgs>;
}
/** The same, canonical: the form that `check` gives back, and the only one that specs are made from. */
export interface StackInputs {
  services: Record<string, ServiceInputs>;
  networks: Record<string, NetworkInputs>;
  volumes: Record<string, VolumeInputs>;
  secrets: Record<string, SecretInputs>;
  configs: Record<string, ConfigInputs>;
}
