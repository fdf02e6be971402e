// Networks, volumes, secrets and configs that are there, whoever made them.

import type * as pulumi from "@pulumi/pulumi";
import type {
  GetConfigResult,
  GetNetworkResult,
  GetSecretResult,
  GetVolumeResult,
} from "../../provider/lookup/answers";
import { ask, askLater, type ByNameOrId, type Later, type LookupArgs } from "./ask";

export type GetNetworkArgs = ByNameOrId & LookupArgs;
export type GetNetworkOutputArgs = Later<GetNetworkArgs>;
export type GetSecretArgs = ByNameOrId & LookupArgs;
export type GetSecretOutputArgs = Later<GetSecretArgs>;
export type GetConfigArgs = ByNameOrId & LookupArgs;
export type GetConfigOutputArgs = Later<GetConfigArgs>;
export interface GetVolumeArgs extends LookupArgs {
  /** The volume's name, whole. Required. */
  name: string;
}
export type GetVolumeOutputArgs = Later<GetVolumeArgs>;

/**
 * A network that is there, by its name or id. Of several of one name the swarm's own is meant.
 *
 * @throws NOT_FOUND
 */
export const getNetwork = (args: GetNetworkArgs): Promise<GetNetworkResult> => ask("network", args);

/** The same as an Output; a preview does not ask while an arg is unknown. */
export const getNetworkOutput = (args: GetNetworkOutputArgs): pulumi.Output<GetNetworkResult> =>
  askLater("network", args);

/**
 * A volume of the engine that is asked, by its name. Each node has volumes of its own: those of other nodes
 * are not seen.
 *
 * @throws NOT_FOUND
 */
export const getVolume = (args: GetVolumeArgs): Promise<GetVolumeResult> => ask("volume", args);

/** The same as an Output; a preview does not ask while an arg is unknown. */
export const getVolumeOutput = (args: GetVolumeOutputArgs): pulumi.Output<GetVolumeResult> =>
  askLater("volume", args);

/**
 * A secret that is there, by its name or id: all but its data, which no engine gives back.
 *
 * @throws NOT_FOUND
 */
export const getSecret = (args: GetSecretArgs): Promise<GetSecretResult> => ask("secret", args);

/** The same as an Output; a preview does not ask while an arg is unknown. */
export const getSecretOutput = (args: GetSecretOutputArgs): pulumi.Output<GetSecretResult> =>
  askLater("secret", args);

/**
 * A config that is there, by its name or id, with its data.
 *
 * @throws NOT_FOUND
 */
export const getConfig = (args: GetConfigArgs): Promise<GetConfigResult> => ask("config", args);

/** The same as an Output; a preview does not ask while an arg is unknown. */
export const getConfigOutput = (args: GetConfigOutputArgs): pulumi.Output<GetConfigResult> =>
  askLater("config", args);
