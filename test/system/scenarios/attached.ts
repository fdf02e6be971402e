// Rows of what a service is attached to: networks, mounts, ports. (Secrets and configs: files.ts.)

import { CONTAINER, made, restart, type Row, type Step } from "./row";

const MOUNTS = `${CONTAINER}.Mounts`;
const mounts = (...volumes: NonNullable<Step["args"]["volumes"]>): Step["args"] => ({ volumes });
const volume = { type: "volume", source: "@data", target: "/data" };
const volumeIs = {
  Type: "volume",
  Source: "data",
  Target: "/data",
  VolumeOptions: { DriverConfig: { Name: "local" } },
};
const bind = { type: "bind", source: "/tmp", target: "/host" };
const bindIs = { Type: "bind", Source: "/tmp", Target: "/host" };

/** One option of a mount: a value, another one, none. */
function mountRow(name: string, steps: [object, object][]): Row {
  const [first, ...rest] = steps.map(([given, is]) => ({
    args: { volumes: [given as { target: string }] },
    is: [is],
  }));
  return {
    name,
    at: MOUNTS,
    steps: [...(first ? [made(first)] : []), ...rest.map((step) => restart("volumes", step))],
  };
}
const own = { type: "volume", source: "scratch", target: "/v" };
const ownIs = { Type: "volume", Source: "scratch", Target: "/v" };
const tmpfs = { type: "tmpfs", target: "/t" };
const tmpfsIs = { Type: "tmpfs", Target: "/t" };

export const mountRows: Row[] = [
  {
    name: "mounts",
    at: MOUNTS,
    steps: [
      made({ args: mounts(volume), alike: mounts("data:/data"), is: [volumeIs] }),
      restart("volumes", { args: mounts(volume, bind), alike: mounts("/tmp:/host", volume), is: [volumeIs, bindIs] }),
      restart("volumes", { args: mounts(), alike: {}, is: undefined }),
    ],
  },
  mountRow("mount-readonly", [[{ ...bind, readOnly: true }, { ...bindIs, ReadOnly: true }], [{ ...bind, readOnly: false }, bindIs]]),
  // The peers begin with "slave", for which the lab has no shared mount.
  mountRow("mount-propagation", [[{ ...bind, bind: { propagation: "private" } }, { ...bindIs, BindOptions: { Propagation: "private" } }], [{ ...bind, bind: { propagation: "rprivate" } }, { ...bindIs, BindOptions: { Propagation: "rprivate" } }]]),
  mountRow("mount-labels", [[{ ...own, volume: { labels: { mylabel: "hello-world" } } }, { ...ownIs, VolumeOptions: { Labels: { mylabel: "hello-world" } } }], [{ ...own, volume: { labels: { mylabel: "another" } } }, { ...ownIs, VolumeOptions: { Labels: { mylabel: "another" } } }]]),
  mountRow("mount-nocopy", [[{ ...own, volume: { nocopy: true } }, { ...ownIs, VolumeOptions: { NoCopy: true } }], [{ ...own, volume: { nocopy: false } }, { ...ownIs, VolumeOptions: {} }]]),
  mountRow("mount-driver", [
    [{ ...own, source: "in-memory", volume: { driver: "local", driverOpts: { type: "tmpfs", device: "tmpfs" } } }, { ...ownIs, Source: "in-memory", VolumeOptions: { DriverConfig: { Name: "local", Options: { type: "tmpfs", device: "tmpfs" } } } }],
    [{ ...own, source: "plain", volume: { driver: "local" } }, { ...ownIs, Source: "plain", VolumeOptions: { DriverConfig: { Name: "local" } } }],
  ]),
  mountRow("tmpfs-size", [[{ ...tmpfs, tmpfs: { size: "50M" } }, { ...tmpfsIs, TmpfsOptions: { SizeBytes: 52428800 } }], [{ ...tmpfs, tmpfs: { size: "25M" } }, { ...tmpfsIs, TmpfsOptions: { SizeBytes: 26214400 } }]]),
  mountRow("tmpfs-mode", [[{ ...tmpfs, tmpfs: { mode: 0o444 } }, { ...tmpfsIs, TmpfsOptions: { Mode: 0o444 } }], [{ ...tmpfs, tmpfs: { mode: 0o777 } }, { ...tmpfsIs, TmpfsOptions: { Mode: 0o777 } }]]),
  {
    name: "tmpfs-source",
    at: MOUNTS,
    steps: [made({ args: mounts({ ...tmpfs, source: "" }), alike: mounts(tmpfs), is: [tmpfsIs] })],
  },
  {
    name: "bind-options",
    at: MOUNTS,
    steps: [made({ args: mounts({ ...bind, bind: {} }), alike: mounts(bind), is: [bindIs] })],
  },
]; // prettier-ignore

const tcp = { target: 60001, published: 60001, protocol: "tcp" };
const udp = { target: 60001, published: 60002, protocol: "udp" };
const port = (TargetPort: number, PublishedPort: number | undefined, Protocol: string, PublishMode = "ingress") => ({
  Protocol, TargetPort, ...(PublishedPort && { PublishedPort }), PublishMode,
}); // prettier-ignore

export const endpointRows: Row[] = [
  {
    name: "endpoint-mode",
    at: "EndpointSpec",
    steps: [
      made({ args: { deploy: { endpointMode: "dnsrr" } }, is: { Mode: "dnsrr" } }),
      restart("endpoint mode dnsrr → vip", { args: { deploy: { endpointMode: "vip" } }, alike: {}, is: { Mode: "vip" } }),
    ],
  },
  {
    name: "publish",
    at: "EndpointSpec.Ports",
    steps: [
      made({ args: { ports: [tcp, udp] }, alike: { ports: [udp, { target: 60001, published: 60001 }] }, is: [port(60001, 60001, "tcp"), port(60001, 60002, "udp")] }),
      restart("ports", { args: { ports: [{ ...tcp, published: 60002, protocol: "udp" }, { ...udp, published: 60001, protocol: "tcp", target: 60002 }] }, is: [port(60002, 60001, "tcp"), port(60001, 60002, "udp")] }),
      restart("ports", { args: { ports: [{ ...tcp, mode: "host" }, { ...udp, mode: "host" }] }, alike: { ports: [{ ...udp, mode: "host" }, { ...tcp, mode: "host" }] }, is: [port(60001, 60001, "tcp", "host"), port(60001, 60002, "udp", "host")] }),
      restart("ports", { args: { ports: [] }, alike: {}, is: undefined }),
    ],
  },
  {
    name: "publish-twice",
    at: "EndpointSpec.Ports",
    steps: [
      made({ args: { ports: [{ target: 60003, published: 60003, protocol: "tcp", mode: "host" }, { target: 60003, published: 60003, protocol: "udp", mode: "host" }] }, is: [port(60003, 60003, "tcp", "host"), port(60003, 60003, "udp", "host")] }),
      restart("ports", { args: { ports: [{ target: 60003, protocol: "udp", mode: "host" }] }, is: [port(60003, undefined, "udp", "host")] }),
      restart("ports", { args: { ports: [{ target: 60003 }] }, alike: { ports: [60003] }, is: [port(60003, undefined, "tcp")] }),
    ],
  },
]; // prettier-ignore
