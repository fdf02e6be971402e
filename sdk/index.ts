// The public names, nothing else.

export type { FileReferenceArgs, MountArgs } from "./attachments";
export type { ComposeOptions } from "./compose";
export { Config, type ConfigArgs } from "./config";
export { loadCompose } from "./load-compose";
export * from "./lookup";
export { Network, type NetworkArgs } from "./network";
export { Node, type NodeArgs } from "./node";
export { Secret, type SecretArgs } from "./secret";
export { Service, type PublishedPort, type ServiceArgs } from "./service";
export {
  Stack,
  type Deployed,
  type DeployedObject,
  type DeployedService,
  type StackArgs,
} from "./stack";
export { SwarmCluster, type JoinTokens, type SwarmClusterArgs } from "./swarm-cluster";
export { Volume, type VolumeArgs } from "./volume";
export type { RegistryLogin } from "../provider/model/registry";
export type { CommonArgs, ConvergeArgs, Place, RegistryArgs } from "./resource";
export type { ConnectionArgs, ConvergeOptions } from "../provider/model/common";
export type { StackModel } from "../provider/model/stack";
