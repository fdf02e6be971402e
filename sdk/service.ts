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
  source?: Volume | pulumi.Input<string>;
};

export type ServiceArgs = Omit<LazyArgs<model.ServiceArgs>, "networks" | "volumes" | "dependsOn"> &
  CommonArgs &
  ConvergeArgs & {
    /** The service's name in the swarm: its DNS name for others. Changing it replaces the service. */
    name?: pulumi.Input<string>;
    /** Networks to join: resources, names or ids. Changing them restarts the tasks. */
    networks?: (Network | pulumi.Input<string>)[] | Lazy<Record<string, model.ServiceNetworkArgs>>;
    /** Mounts, in Compose's short or long form. Changing them restarts the tasks. */
    volumes?: (pulumi.Input<string> | MountArgs)[];
  };

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
 */
export class Service extends SwarmResource {
  declare readonly name: pulumi.Output<string>;
  /** The image that runs, with its digest where one is known. */
  declare readonly runningImage: pulumi.Output<string>;
  /** Ports that the engine published, those it chose itself included. */
  declare readonly publishedPorts: pulumi.Output<
    { target: number; published: number; protocol: string }[]
  >;

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
  "healthcheck", "logging", "networks", "ports", "volumes", "tmpfs", "shmSize", "secrets", "configs",
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
