// A single service as a resource.

import type * as pulumi from "@pulumi/pulumi";
import type * as model from "../provider/model/service";
import { lowerFile, lowerMount, lowerNetworks, madeHere } from "./attachments";
import type { FileReferenceArgs, MountArgs } from "./attachments";
import type { Config } from "./config";
import * as handlers from "./handlers";
import type { Lazy, LazyArgs } from "./lazy";
import type { Network } from "./network";
import { isOfType, SwarmResource } from "./resource";
import type { CommonArgs, ConvergeArgs, Place, RegistryArgs } from "./resource";
import { sealedLogins } from "./sealed";
import type { Secret } from "./secret";

type Attached = "networks" | "volumes" | "secrets" | "configs";

export type ServiceArgs = Omit<LazyArgs<model.ServiceArgs>, Attached | "dependsOn"> &
  CommonArgs &
  ConvergeArgs &
  RegistryArgs & {
    /**
     * The service's name in the swarm: its DNS name for others. A change replaces the service.
     * @default the logical name (ours)
     * @see Engine API `ServiceSpec.Name`; Compose writes it as the key of the service
     */
    name?: pulumi.Input<string>;
    /**
     * Networks to join: a list of resources, names or ids, or a map of names with settings. A change restarts
     * the tasks.
     * @default none (engine)
     * @see Compose `networks`; Engine API `TaskSpec.Networks`
     */
    networks?: (Network | pulumi.Input<string>)[] | Lazy<Record<string, model.ServiceNetworkArgs>>;
    /**
     * Mounts: "data:/var/lib/data", "/etc/ssl:/etc/ssl:ro" or the long form, whose source may be a volume
     * resource. A change restarts the tasks.
     * @default none but those of the image (engine)
     * @see Compose `volumes`; Engine API `ContainerSpec.Mounts`
     */
    volumes?: (pulumi.Input<string> | MountArgs)[];
    /**
     * Secrets that the tasks get as files: resources, names, or the long form. The order has no meaning. A change
     * restarts the tasks.
     * @default none (engine)
     * @see Compose `secrets`; Engine API `ContainerSpec.Secrets`
     */
    secrets?: (Secret | pulumi.Input<string> | FileReferenceArgs)[];
    /**
     * Configs that the tasks get as files: resources, names, or the long form. The order has no meaning. A change
     * restarts the tasks.
     * @default none (engine)
     * @see Compose `configs`; Engine API `ContainerSpec.Configs`
     */
    configs?: (Config | pulumi.Input<string> | FileReferenceArgs)[];
  };

/** A port of a service, as the engine published it. */
export interface PublishedPort {
  /** Port in the containers. */
  target: number;
  /** Port on the nodes. */
  published: number;
  /** tcp, udp or sctp. */
  protocol: string;
}

/**
 * A service: so many tasks of one image, kept running.
 *
 * The args are those of a Compose service in camelCase, short forms included. All of them are changed in
 * place, by a rolling update where tasks must restart; only the name and the kind of mode replace it.
 *
 * ```ts
 * const web = new swarm.Service("web", {
 *     image: "nginx:1.27-alpine",
 *     ports: ["8080:80"],
 *     networks: [front],
 *     deploy: { replicas: 3, updateConfig: { order: "start-first", failureAction: "rollback" } },
 * });
 * ```
 *
 * @throws NOT_FOUND, NOT_CONVERGED, ROLLED_BACK
 */
export class Service extends SwarmResource {
  /** The service's name in the swarm. */
  declare readonly name: pulumi.Output<string>;
  /** The image that runs, with its digest where one is known; `image` stays as it was written. */
  declare readonly runningImage: pulumi.Output<string>;
  /** Ports that the engine published, those it chose itself included. */
  declare readonly publishedPorts: pulumi.Output<PublishedPort[]>;

  /**
   * A service that is there and stays whose it is: read, never changed, never deleted. By its id or its name;
   * the output `id` is the one given. A missing one is an error.
   *
   * @throws NOT_FOUND
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    place: Place = {},
    opts?: pulumi.CustomResourceOptions,
  ): Service {
    return new Service(name, place as ServiceArgs, { ...opts, id });
  }

  /** Whether something is a {@link Service}, of whichever copy of the package. */
  static override isInstance(thing: unknown): thing is Service {
    return isOfType(thing, "Service");
  }

  constructor(name: string, args: ServiceArgs, opts?: pulumi.CustomResourceOptions) {
    const { cluster, connection, adopt, ...rest } = args;
    const { networks, volumes, secrets, configs } = args;
    const listed = Array.isArray(networks) ? networks : [];
    const keys = {
      ...Object.fromEntries(KEYS.map((key) => [key, undefined])),
      runningImage: undefined,
      publishedPorts: undefined,
      ...rest,
      networks: Array.isArray(networks) ? lowerNetworks(networks) : networks,
      volumes: volumes?.map(lowerMount),
      secrets: secrets?.map(lowerFile),
      configs: configs?.map(lowerFile),
      registryAuth: sealedLogins(args.registryAuth),
      __made: madeHere([...listed, ...(secrets ?? []), ...(configs ?? [])]),
      name: args.name ?? name,
    };
    super(
      { type: "Service", handlers: handlers.service, name, keys },
      { cluster, connection, adopt },
      opts,
    );
  }
}

/** Every input, since Pulumi gives no Output to a key that is not in the bag. */
const KEYS = [
  "image", "command", "entrypoint", "environment", "labels", "workingDir", "user", "groupAdd",
  "hostname", "stopSignal", "stopGracePeriod", "tty", "stdinOpen", "readOnly", "init", "isolation",
  "sysctls", "capAdd", "capDrop", "ulimits", "extraHosts", "dns", "dnsSearch", "dnsOpt",
  "healthcheck", "logging", "networks", "ports", "volumes", "tmpfs", "shmSize", "memswapLimit",
  "memSwappiness", "platform", "secrets", "configs",
  "credentialSpec", "securityOpt", "oomScoreAdj", "restart", "deploy", "converge",
  "registryAuth", "resolveImage",
] as const satisfies (keyof model.ServiceArgs | keyof ConvergeArgs | keyof RegistryArgs)[]; // prettier-ignore
