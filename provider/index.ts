// The provider's only door. Closures stored in old states call it for ever: the name `run`, the order of its
// arguments and the verbs are an ABI, and every state that was ever written must be readable.

import { forPerson } from "./failure";
import { TYPES } from "./resources";

/** Runs a verb (check, diff, create, read, update, delete) of a resource type with Pulumi's arguments. */
export async function run(type: string, verb: string, args: unknown[]): Promise<unknown> {
  const verbs = TYPES[type] as Record<string, (...args: unknown[]) => unknown> | undefined;
  const method = verbs?.[verb];
  if (method === undefined)
    throw forPerson(
      `pulumi-swarm: this version knows no "${verb}" of a "${type}". Install a newer pulumi-swarm.`,
    );
  try {
    return await method(...args);
  } catch (error) {
    // A partial failure carries its id and must reach Pulumi as it is.
    throw typeof error === "object" && error !== null && "id" in error ? error : forPerson(error);
  }
}
