// A whole stack: what a Compose file (or several, merged) says, in camelCase. Types only.

import type { ConfigArgs, ConfigInputs, NetworkArgs, NetworkInputs } from "./objects";
import type { SecretArgs, SecretInputs } from "./objects";
import type { ServiceArgs, ServiceInputs } from "./service";
import type { VolumeArgs, VolumeInputs } from "./volume";

/** The model of a stack, short forms allowed: `swarm.loadCompose()` gives one, a program may write one. */
export interface StackModel {
  /**
   * Services by key; each gets the name `stack_key`. A change does what the changed field says; a service
   * that goes is removed from the swarm.
   * @default none (ours)
   * @see Compose `services`
   */
  services?: Record<string, ServiceArgs>;
  /**
   * Networks by key; null is one with nothing said of it. All are made, whether a service uses them or not. A
   * change makes a successor, moves the services over, which restarts their tasks, and removes the old one.
   * @default the network "default", if a service names no other (Compose)
   * @see Compose `networks`
   */
  networks?: Record<string, NetworkArgs | null>;
  /**
   * Volumes by key; null is one with nothing said of it. A node makes one when a task needs it there; none is
   * ever removed with the stack. A change restarts the tasks that mount it, and leaves the volumes that are
   * there as they are.
   * @default none (ours)
   * @see Compose `volumes`
   */
  volumes?: Record<string, VolumeArgs | null>;
  /**
   * Secrets by key, used or not. One that goes is removed after the rollout. A change of what one holds makes a
   * new version, which restarts the tasks that use it; the old version goes after the rollout.
   * @default none (ours)
   * @see Compose `secrets`
   */
  secrets?: Record<string, SecretArgs>;
  /**
   * Configs by key, used or not. One that goes is removed after the rollout. A change of what one holds makes a
   * new version, which restarts the tasks that use it; the old version goes after the rollout.
   * @default none (ours)
   * @see Compose `configs`
   */
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
