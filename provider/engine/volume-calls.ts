// Calls for volumes: the volumes themselves, what they hold, and which containers mount them.

import type { Engine } from "./engine";
import type { Docker } from "./modem";
import { dial } from "./modem";
import { passwordsIn } from "./redact";
import type { Caller } from "./request";
import type * as api from "./types";
import { inspector, lister, remover } from "./verbs";

export function volumeCalls(caller: Caller): Engine["volumes"] {
  const remove = remover(caller, "volume", (docker, key, call) =>
    docker.getVolume(key).remove(call),
  );
  return {
    list: lister(caller, "volumes", async (docker, call) => {
      const { Volumes } = (await docker.listVolumes(call)) as { Volumes: api.Volume[] | null };
      return Volumes;
    }),
    inspect: inspector<api.Volume>(
      caller,
      "volume",
      (docker, key, call) => docker.getVolume(key).inspect(call),
      (volume) => [volume.Name],
    ),
    create: (spec) => create(caller, spec),
    update: (id, version, spec) => update(caller, { id, version, spec }),
    remove: async (name) => void (await remove(name)),
    sizes: oneAtATime(() => measure(caller)),
    users: (name) =>
      lister<api.Container>(caller, "containers", (docker, call) =>
        docker.listContainers({ ...call, _query: { ...call._query, all: true } }),
      )({ volume: [name] }),
  };
}

/** dockerode's own keeps the answer to itself, and that is the volume as it is. */
const create = (caller: Caller, spec: api.VolumeSpec): Promise<api.Volume> =>
  caller.write({
    subject: `volume ${spec.Name}`,
    verb: "create",
    secrets: passwordsIn(spec.DriverOpts),
    send: async (docker: Docker, abortSignal) => {
      const options = { _query: {}, _body: spec };
      const call = { path: "/volumes/create", method: "POST", options, abortSignal } as const;
      return (await dial(docker, call)) as api.Volume;
    },
  });

/** dockerode knows no such call, and docker-modem sends the body of a PUT only as a file. */
const update = (
  caller: Caller,
  { id, version, spec }: { id: string; version: number; spec: api.ClusterVolumeSpec },
): Promise<void> =>
  caller.write({
    subject: `volume ${id}`,
    verb: "update",
    send: async (docker, abortSignal) => {
      const path = `/volumes/${encodeURIComponent(id)}?`;
      const file = Buffer.from(JSON.stringify({ Spec: spec }));
      const headers = { "Content-Type": "application/json" };
      const options = { _query: { version } };
      await dial(docker, { path, method: "PUT", options, file, headers, abortSignal });
    },
  });

/** Up to API 1.41 the engine measures images and containers, too, whatever it is asked for. */
async function measure(caller: Caller): Promise<Record<string, number>> {
  const usage = await caller.read({
    subject: "the sizes of volumes",
    verb: "read",
    limitMs: caller.limits.measureMs,
    send: async (docker, abortSignal) => {
      const options = { _query: { type: "volume" } };
      const call = { path: "/system/df?", method: "GET", options, abortSignal } as const;
      return (await dial(docker, call)) as api.DiskUsage;
    },
  });
  const volumes = usage.Volumes ?? usage.VolumeUsage?.Items ?? [];
  return Object.fromEntries(volumes.map(({ Name, UsageData }) => [Name, UsageData?.Size ?? -1]));
}

/**
 * Engines up to API 1.41 refuse a second walk over their volumes during one. Whoever asks during a walk gets the
 * next one, for this one may have passed a volume before the last byte was written to it.
 */
function oneAtATime<T>(walk: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  const begin = (): Promise<T> => {
    next = undefined;
    const begun = walk();
    running = begun.catch(() => undefined);
    return begun;
  };
  return () => (next ??= running.then(begin));
}
