// The text that Pulumi stores with each resource. It is kept tiny and the same for ever: all it does is to
// require today's provider, so that an upgrade of the package also serves resources made before it.

import type * as pulumi from "@pulumi/pulumi";

type Props = Record<string, unknown>;

// The stored text runs where no import of this file exists, so each method requires for itself.
/* eslint-disable @typescript-eslint/no-require-imports */
function handlers(type: string): pulumi.dynamic.ResourceProvider {
  return {
    check: (olds: Props, news: Props) =>
      require("pulumi-swarm/provider").run(type, "check", [olds, news]),
    diff: (id: string, olds: Props, news: Props) =>
      require("pulumi-swarm/provider").run(type, "diff", [id, olds, news]),
    create: (inputs: Props) => require("pulumi-swarm/provider").run(type, "create", [inputs]),
    read: (id: string, props: Props) =>
      require("pulumi-swarm/provider").run(type, "read", [id, props]),
    update: (id: string, olds: Props, news: Props) =>
      require("pulumi-swarm/provider").run(type, "update", [id, olds, news]),
    delete: (id: string, props: Props) =>
      require("pulumi-swarm/provider").run(type, "delete", [id, props]),
  };
}
/* eslint-enable @typescript-eslint/no-require-imports */

// One constant for each type: Pulumi serialises once per object, not once per resource.
export const swarmCluster = handlers("SwarmCluster");
export const node = handlers("Node");
export const network = handlers("Network");
export const volume = handlers("Volume");
export const secret = handlers("Secret");
export const config = handlers("Config");
export const service = handlers("Service");
export const stack = handlers("Stack");
