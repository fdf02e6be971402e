// A secret as a resource.

import * as pulumi from "@pulumi/pulumi";
import type * as model from "../provider/model/objects";
import { DataResource, type DataArgs, withContent } from "./data";
import * as handlers from "./handlers";
import { isOfType, type Place } from "./resource";

export type SecretArgs = DataArgs<model.SecretArgs>;

/**
 * A secret of the swarm; services get it as a file in memory, under /run/secrets.
 *
 * The engine cannot change its content, nor give it back. New content makes a new secret beside the old one
 * (`db-password-2`), the services that use this resource move over by a rolling update, and the old one is
 * removed when they have converged. The file keeps its name.
 *
 * ```ts
 * const password = new swarm.Secret("db-password", { data: config.requireSecret("dbPassword") });
 * const db = new swarm.Service("db", { image: "postgres:17", secrets: [password] });
 * ```
 *
 * @throws IN_USE
 */
export class Secret extends DataResource {
  /**
   * A secret that is there and stays whose it is: read, never changed, never deleted. By its id or its name;
   * the output `id` is the one given. A missing one is an error.
   *
   * @throws NOT_FOUND
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    place: Place = {},
    opts?: pulumi.CustomResourceOptions,
  ): Secret {
    return new Secret(name, place as SecretArgs, { ...opts, id });
  }

  /** Whether something is a {@link Secret}, of whichever copy of the package. */
  static override isInstance(thing: unknown): thing is Secret {
    return isOfType(thing, "Secret");
  }

  constructor(name: string, args: SecretArgs, opts?: pulumi.CustomResourceOptions) {
    const { cluster, connection, adopt, ...given } = args;
    const { data, dataBase64, ...rest } = withContent(`Secret "${name}"`, given);
    const keys = {
      labels: undefined,
      templateDriver: undefined,
      driver: undefined,
      driverOpts: undefined,
      ...rest,
      data: data === undefined ? undefined : pulumi.secret(data),
      dataBase64: dataBase64 === undefined ? undefined : pulumi.secret(dataBase64),
      name: args.name ?? name,
    };
    super(
      { type: "Secret", handlers: handlers.secret, name, keys },
      { cluster, connection, adopt },
      opts,
    );
  }
}
