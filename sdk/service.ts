// A single service as a resource.

import type * as pulumi from "@pulumi/pulumi";
import type * as model from "../provider/model/service";
import * as handlers from "./handlers";
import type { Lazy, LazyArgs } from "./lazy";
import { Network } from "./network";
import { SwarmResource, type CommonArgs, type ConvergeArgs } from "./resource";
import { Volume } from "./volume";

/** A mount whose source may be a {@link Volume}; its driver options then travel in the mount. */
export type MountArgs = Omit<LazyArgs<model.MountArgs>, "source"> & {
  /**
   * A volume resource, or the name of a volume; an absolute path of the node for a bind; an image's reference.
   * A name may hold templates such as `{{.Task.Slot}}`. A change restarts the tasks.
   * @default none: an anonymous volume, new for each task (engine)
   * @see Compose `volumes.source`; Engine API `Mount.Source`
   */
  source?: Volume | pulumi.Input<string>;
};

export type ServiceArgs = Omit<LazyArgs<model.ServiceArgs>, "networks" | "volumes" | "dependsOn"> &
  CommonArgs &
  ConvergeArgs & {
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
  /** The image that runs, with its digest where one is known. */
  declare readonly runningImage: pulumi.Output<string>;
  /** Ports that the engine published, those it chose itself included. */
  declare readonly publishedPorts: pulumi.Output<PublishedPort[]>;

  constructor(name: string, args: ServiceArgs, opts?: pulumi.CustomResourceOptions) {
    const { cluster, connection, adopt, networks, volumes, ...rest } = args;
    const keys = {
      ...Object.fromEntries(KEYS.map((key) => [key, undefined])),
      runningImage: undefined,
      publishedPorts: undefined,
      ...rest,
      networks: networks && lowerNetworks(networks),
      volumes: volumes?.map(lowerMount),
      __made: Array.isArray(networks)
        ? networks.filter(isNetwork).map((one) => one.name)
        : undefined,
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
] as const satisfies (keyof model.ServiceArgs | keyof ConvergeArgs)[]; // prettier-ignore

function lowerNetworks(networks: NonNullable<ServiceArgs["networks"]>): pulumi.Input<unknown> {
  if (!Array.isArray(networks)) return networks;
  return networks.map((one) => (isNetwork(one) ? one.name : one));
}

const isNetwork = (one: unknown): one is Network => one instanceof Network;

function lowerMount(mount: pulumi.Input<string> | MountArgs): pulumi.Input<unknown> {
  if (typeof mount !== "object" || !("source" in mount)) return mount;
  const { source } = mount;
  if (!(source instanceof Volume)) return mount;
  const { driver, driverOpts, labels, name } = source;
  return {
    type: "volume",
    ...mount,
    source: name,
    volume: { ...ownOptions(mount), driver, driverOpts, labels },
  };
}

const ownOptions = ({ volume }: MountArgs): object => (volume as object | undefined) ?? {};
