// What a service is given by other resources: their names take their places, and what goes with them (a volume's
// driver, a secret's file name) is written out.

import type * as pulumi from "@pulumi/pulumi";
import type * as model from "../provider/model/service";
import type { Config } from "./config";
import { DataResource } from "./data";
import { isLater, type LazyArgs } from "./lazy";
import { Network } from "./network";
import type { Secret } from "./secret";
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

/** A secret or config that the tasks get as a file; its source may be a resource. */
export type FileReferenceArgs = Omit<LazyArgs<model.FileReferenceArgs>, "source"> & {
  /**
   * A secret or config resource, or its name in the swarm. A change restarts the tasks.
   * @see Compose `secrets.source`; Engine API `SecretReference.SecretName`
   */
  source: Secret | Config | pulumi.Input<string>;
};

type NetworkList = (Network | pulumi.Input<string>)[];
type File = DataResource | pulumi.Input<string> | FileReferenceArgs;

export const lowerNetworks = (networks: NetworkList): pulumi.Input<string>[] =>
  networks.map((one) => (Network.isInstance(one) ? one.name : one));

export function lowerMount(mount: pulumi.Input<string> | MountArgs): pulumi.Input<unknown> {
  if (typeof mount !== "object" || !("source" in mount)) return mount;
  const { source } = mount;
  if (!Volume.isInstance(source)) return mount;
  const { driver, driverOpts, labels, name } = source;
  if (source.isClusterVolume) return { type: "cluster", ...mount, source: name };
  return {
    type: "volume",
    ...mount,
    source: name,
    volume: { ...ownOptions(mount), driver, driverOpts, labels },
  };
}

const ownOptions = ({ volume }: MountArgs): object => (volume as object | undefined) ?? {};

/** Under the file name that was declared, whichever version it is. */
export function lowerFile(file: File): pulumi.Input<unknown> {
  if (file instanceof DataResource) return { source: file.name, target: file.fileName };
  if (!isReference(file) || !(file.source instanceof DataResource)) return file;
  return { target: file.source.fileName, ...file, source: file.source.name };
}

const isReference = (file: unknown): file is FileReferenceArgs =>
  typeof file === "object" && file !== null && !isLater(file) && "source" in file;

/** Names of what this program makes: a preview must not miss it in the swarm. */
export function madeHere(attached: (File | Network)[]): pulumi.Output<string>[] | undefined {
  const names = attached
    .map((one) => (isReference(one) ? one.source : one))
    .flatMap((one) => (Network.isInstance(one) || one instanceof DataResource ? [one.name] : []));
  return names.length > 0 ? names : undefined;
}
