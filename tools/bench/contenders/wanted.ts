// What a contender is told: where, how much, and what the Compose file says at each operation. Pure.

import type { StackFile } from "../compose";
import type { Operation } from "../operations";

export interface Wanted {
  /** The engine, as DOCKER_HOST takes it. */
  host: string;
  services: number;
  replicas: number;
  /** A subnet that no other contender has. */
  subnet: string;
}

/** The file as it stands when the operation begins. */
export function fileAfter(operation: Operation, { services, replicas }: Wanted): StackFile {
  const isOld = operation === "create" || operation === "unchanged";
  const isFirstOld = isOld || operation === "update all";
  return { services, replicas, all: isOld ? "1" : "2", first: isFirstOld ? "1" : "2" };
}
