// A config as a resource.

import type * as pulumi from "@pulumi/pulumi";
import type * as model from "../provider/model/objects";
import { DataResource, type DataArgs, withContent } from "./data";
import * as handlers from "./handlers";
import { isOfType, type Place } from "./resource";

export type ConfigArgs = DataArgs<model.ConfigArgs>;

/**
 * A config of the swarm: a file that services get without an image or a mount. Whoever reaches a manager can
 * read it; what nobody may read is a {@link Secret}.
 *
 * The engine cannot change its content. New content makes a new config beside the old one (`nginx.conf-2`), the
 * services that use this resource move over by a rolling update, and the old one is removed when they have
 * converged. The file keeps its name.
 *
 * ```ts
 * const conf = new swarm.Config("nginx.conf", { file: "nginx.conf" });
 * const web = new swarm.Service("web", {
 *     image: "nginx:1.27-alpine",
 *     configs: [{ source: conf, target: "/etc/nginx/nginx.conf" }],
 * });
 * ```
 *
 * @throws IN_USE
 */
export class Config extends DataResource {
  /** The content, where it is text. */
  declare readonly data: pulumi.Output<string | undefined>;
  /** The content in base64, where it is no text. */
  declare readonly dataBase64: pulumi.Output<string | undefined>;

  /**
   * A config that is there and stays whose it is: read, never changed, never deleted. By its id or its name;
   * the output `id` is the one given. A missing one is an error.
   *
   * @throws NOT_FOUND
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    place: Place = {},
    opts?: pulumi.CustomResourceOptions,
  ): Config {
    return new Config(name, place as ConfigArgs, { ...opts, id });
  }

  /** Whether something is a {@link Config}, of whichever copy of the package. */
  static override isInstance(thing: unknown): thing is Config {
    return isOfType(thing, "Config");
  }

  constructor(name: string, args: ConfigArgs, opts?: pulumi.CustomResourceOptions) {
    const { cluster, connection, adopt, ...given } = args;
    const keys = {
      labels: undefined,
      templateDriver: undefined,
      data: undefined,
      dataBase64: undefined,
      ...withContent(`Config "${name}"`, given),
      name: args.name ?? name,
    };
    super(
      { type: "Config", handlers: handlers.config, name, keys },
      { cluster, connection, adopt },
      opts,
    );
  }
}
