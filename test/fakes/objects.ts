// Networks, volumes, secrets and configs of a fake engine.

import type { Filters } from "../../provider/engine/engine";
import type * as api from "../../provider/engine/types";
import { createStore, refuse } from "./store";

/** Names of the services that use an object. */
type UsersOf = (id: string, name: string) => string[];

function refuseUsed(subject: string, users: string[]): void {
  if (users.length === 0) return;
  refuse(
    subject,
    "remove",
    400,
    `${subject} is in use by the following service: ${users.join(", ")}`,
  );
}

/** Secrets, or configs: the same but for their data, which only configs give back. */
export function createData<Spec extends api.ConfigSpec>(
  kind: "secret" | "config",
  nextIndex: () => number,
  usersOf: UsersOf,
) {
  const store = createStore<Spec>(kind, nextIndex);
  const shown = (spec: Spec): Spec => (kind === "secret" ? { ...spec, Data: undefined } : spec);
  return {
    store,
    calls: {
      list: async (filters?: Filters) =>
        store.list(filters).map((one) => ({ ...one, Spec: shown(one.Spec) })),
      create: async (spec: Spec) => store.create(spec).ID,
      update: async (id: string, version: number, spec: Spec) => {
        const { Data } = store.find(id)?.Spec ?? spec;
        if (spec.Data !== undefined && spec.Data !== Data) {
          refuse(`${kind} ${spec.Name}`, "update", 400, "only updates to Labels are allowed");
        }
        store.update(id, version, { ...spec, Data });
      },
      remove: async (id: string) => {
        const { ID, Spec } = store.find(id) ?? {};
        if (ID && Spec) refuseUsed(`${kind} ${Spec.Name}`, usersOf(ID, Spec.Name));
        store.remove(id);
      },
    },
  };
}

/** The swarm's own networks, which no list shows and services are attached to. */
export const PREDEFINED: api.Network[] = ["host", "bridge"].map((Name) => ({
  ...{ Name, Id: `swarm-${Name}`, Driver: Name, Scope: "swarm", IPAM: null, Internal: false },
  ...{ Attachable: false, Ingress: false, ConfigOnly: false, ConfigFrom: { Network: "" } },
  ...{ Options: null, Labels: { "com.docker.swarm.predefined": "true" } },
}));

export function createNetworks(nextIndex: () => number, usersOf: UsersOf) {
  const store = createStore<api.NetworkSpec>("network", nextIndex);
  const subnetsOf = ({ IPAM }: api.NetworkSpec) => (IPAM?.Config ?? []).map(({ Subnet }) => Subnet);
  /** Whether another, made earlier, has one of its subnets: the engine says nothing, and never allocates it. */
  const isLate = (Id: string, Spec: api.NetworkSpec): boolean => {
    const earlier = store.all().slice(
      0,
      store.all().findIndex(({ ID }) => ID === Id),
    );
    const taken = earlier.flatMap((one) => subnetsOf(one.Spec));
    return subnetsOf(Spec).some((subnet) => taken.includes(subnet));
  };
  const shown = (Id: string, Spec: api.NetworkSpec): api.Network => ({
    ...Spec,
    ...{ Id, Scope: "swarm", ConfigFrom: Spec.ConfigFrom ?? { Network: "" } },
    ...(isLate(Id, Spec) && { Driver: "", IPAM: { Driver: "", Options: null, Config: null } }),
  });
  return {
    store,
    calls: {
      list: async (filters?: Filters) => store.list(filters).map(({ ID, Spec }) => shown(ID, Spec)),
      inspect: async (key: string) => {
        const found = store.find(key);
        return found && shown(found.ID, found.Spec);
      },
      predefined: async (name: string) => PREDEFINED.find(({ Name }) => Name === name),
      create: async (spec: api.NetworkSpec) => store.create(spec).ID,
      remove: async (key: string) => {
        const { ID, Spec } = store.find(key) ?? {};
        if (ID && Spec) refuseUsed(`network ${Spec.Name}`, usersOf(ID, Spec.Name));
        store.remove(key);
      },
    },
  };
}

/** As the engine gives it back: with its defaults, and attached to a node at once. */
const clusterVolume = (name: string, spec: api.ClusterVolumeSpec) => ({
  Scope: "global",
  ClusterVolume: {
    ID: `id-of-${name}`,
    Version: { Index: 1 },
    Spec: {
      Availability: "active",
      ...spec,
      AccessMode: { Scope: "single", Sharing: "none", ...spec.AccessMode },
    },
    PublishStatus: [{ NodeID: "node1", State: "published" }],
  },
});

export function createVolumes() {
  const volumes = new Map<string, api.Volume>();
  const contents = new Map<string, number>();
  const users = new Map<string, api.Container[]>();
  const calls = {
    list: async ({ name }: Filters = {}) =>
      [...volumes.values()].filter(({ Name }) => name?.some((part) => Name.includes(part)) ?? true),
    inspect: async (name: string) => volumes.get(name),
    create: async ({ Name, Driver = "local", DriverOpts, Labels, ...rest }: api.VolumeSpec) => {
      const set = { Labels: Labels ?? null, Options: DriverOpts ?? null };
      const local = { Scope: "local", Mountpoint: `/${Name}` };
      const kind = rest.ClusterVolumeSpec ? clusterVolume(Name, rest.ClusterVolumeSpec) : local;
      const made = { Name, Driver, ...set, Mountpoint: "", ...kind };
      const there = volumes.get(Name) ?? made;
      volumes.set(Name, there);
      return there;
    },
    update: async (id: string, version: number, spec: api.ClusterVolumeSpec) => {
      const there = [...volumes.values()].find(({ ClusterVolume }) => ClusterVolume?.ID === id);
      const cluster = there?.ClusterVolume;
      if (!there || !cluster)
        return refuse(`volume ${id}`, "update", 404, `volume ${id} not found`);
      if (cluster.Version.Index !== version)
        refuse(`volume ${id}`, "update", 500, "update out of sequence");
      // As the engine: of the spec, only this is looked at.
      const Spec = { ...cluster.Spec, Availability: spec.Availability };
      const isDrained = spec.Availability === "drain";
      const PublishStatus = isDrained ? [] : cluster.PublishStatus;
      const next = { ...cluster, Version: { Index: version + 1 }, Spec, PublishStatus };
      volumes.set(there.Name, { ...there, ClusterVolume: next });
    },
    remove: async (name: string) => {
      if (volumes.get(name)?.ClusterVolume?.PublishStatus?.length)
        refuse(`volume ${name}`, "remove", 400, "volume is still in use");
      const [user] = users.get(name) ?? [];
      if (user)
        refuse(`volume ${name}`, "remove", 409, `remove ${name}: volume is in use - [${user.Id}]`);
      volumes.delete(name);
    },
    sizes: async () => {
      const measured = [...volumes.values()].filter(({ Driver, Options }) => {
        return Driver === "local" && Object.keys(Options ?? {}).length === 0;
      });
      return Object.fromEntries(measured.map(({ Name }) => [Name, contents.get(Name) ?? 0]));
    },
    users: async (name: string) => users.get(name) ?? [],
  };
  return {
    calls,
    fill: (name: string, bytes: number) => void contents.set(name, bytes),
    use: (name: string, by: api.Container[]) => void users.set(name, by),
  };
}
