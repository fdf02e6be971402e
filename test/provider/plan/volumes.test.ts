// What a preview says of volumes that tasks will get otherwise than declared.

import { expect } from "chai";
import type { Mount, ServiceSpec } from "../../../provider/engine/types";
import type { Live } from "../../../provider/objects/object";
import { changesBetween } from "../../../provider/plan/changes";
import type { Step } from "../../../provider/plan/plan";
import {
  externalVolumes,
  externalVolumesMissing,
  mountedVolumes,
  volumesWithOtherOptions,
} from "../../../provider/plan/preflight/volumes";
import { service } from "../engine/contract/support";
import { node } from "./swarms";

type Options = Record<string, string>;
const NFS = { type: "nfs", o: "addr=10.0.0.5", device: ":/a" };
const Labels = { "com.docker.stack.namespace": "shop" };
const mount = (Options?: Options, more: Mount["VolumeOptions"] = { Labels }): Mount => ({
  ...{ Type: "volume", Source: "shop_data", Target: "/d" },
  VolumeOptions: { ...more, ...(Options && { DriverConfig: { Name: "local", Options } }) },
});
const spec = (Mounts: Mount[], Constraints: string[] = [], Env?: string[]): ServiceSpec =>
  service("shop_web", {
    ContainerSpec: { Image: "nginx", Mounts, ...(Env && { Env }) },
    Placement: { Constraints },
  });
const there = (DriverOpts: Options, Driver = "local", name = "shop_data"): Live => ({
  ...{ kind: "volume", id: name, name, version: 0, labels: {} },
  spec: { Name: name, Driver, DriverOpts, Labels: { who: "cares" } },
});
const desired = (one: ServiceSpec, key = "web") =>
  ({ kind: "service", key, name: one.Name, spec: one }) as const;
const made = (one: ServiceSpec, key?: string): Step => ({
  ...{ action: "create", name: one.Name },
  desired: desired(one, key),
});
const changed = (from: ServiceSpec, to: ServiceSpec): Step => ({
  ...{ action: "update", desired: desired(to), changes: changesBetween(from, to) },
  live: { kind: "service", id: "s1", name: to.Name, version: 1, labels: {}, spec: from },
});
const said = (steps: Step[], volumes: Live[], nodeId = "m1"): string[] =>
  volumesWithOtherOptions(mountedVolumes({ steps, refusals: [], refs: {} }), {
    ...{ volumes, nodeId, nodes: [node("m1"), node("m2")] },
  });

const warning = (places: string, differences: string): string =>
  `Volume "shop_data": it exists with other options ${places}: ${differences}. A volume cannot change, so tasks there ` +
  "get it as it is. For another one give it another name, or remove it there with what it holds " +
  "(docker volume rm shop_data). Each node has its own; those of other nodes are not known here.";
const TYPE =
  'DriverOpts.device is "tmpfs" and would be ":/a"; DriverOpts.o is not set and would be "addr=10.0.0.5"; DriverOpts.type is "tmpfs" and would be "nfs"';
const RAM = { type: "tmpfs", device: "tmpfs" };

describe("a preview looks at the volumes of a stack, and", () => {
  const ROWS: [title: string, steps: Step[], volumes: Live[], expected: string[], nodeId?: string][] = [
    ["says nothing of one that is not there", [made(spec([mount(NFS)]))], [], []],
    ["says nothing of one that is as declared", [made(spec([mount(NFS)]))], [there(NFS)], []],
    ["says nothing of one that is there without options, as declared", [made(spec([mount()]))], [there({})], []],
    ["tells other options, and where", [made(spec([mount(NFS)]))], [there(RAM)], [warning("on m1", TYPE)]],
    ["tells options that are not declared", [made(spec([mount()]))], [there({ type: "tmpfs" })], [warning("on m1", 'DriverOpts.type is "tmpfs" and would be not set')]],
    ["tells another driver", [made(spec([mount()]))], [there({}, "rexray")], [warning("on m1", 'Driver is "rexray" and would be not set')]],
    ["shows no password", [made(spec([mount({ ...NFS, o: "addr=10.0.0.5,password=hunter2" })]))], [there(NFS)], [warning("on m1", 'DriverOpts.o is "addr=10.0.0.5" and would be "addr=10.0.0.5,password=[secret]"')]],
    ["says it once for several services", [made(spec([mount(NFS)])), made(spec([mount(NFS)]), "api")], [there(RAM)], [warning("on m1", TYPE)]],
    ["says nothing of an external one", [made(spec([mount(undefined, {})]))], [there(RAM)], []],
    ["says nothing of a node that gets no task", [made(spec([mount(NFS)], ["node.hostname==m2"]))], [there(RAM)], []],
    ["says nothing of an engine whose node is not known", [made(spec([mount(NFS)]))], [there(RAM)], [], ""],
    ["says nothing again where the service changes in something else", [changed(spec([mount(NFS)]), spec([mount(NFS)], [], ["A=1"]))], [there(RAM)], []],
    ["tells where tasks have made it with the options of before", [changed(spec([mount(RAM)]), spec([mount(NFS)]))], [], [warning("where tasks of web have run", TYPE)]],
    ["tells both", [changed(spec([mount(RAM)]), spec([mount(NFS)]))], [there(RAM)], [warning("on m1 and where tasks of web have run", TYPE)]],
    ["says nothing of another volume in its place", [changed(spec([{ ...mount(RAM), Source: "shop_old" }]), spec([mount(NFS)]))], [there(RAM, "local", "shop_old")], []],
  ]; // prettier-ignore
  for (const [title, steps, volumes, expected, nodeId] of ROWS)
    it(title, () => expect(said(steps, volumes, nodeId)).to.deep.equal(expected));
});

describe("a preview looks for the external volumes of a stack, and", () => {
  const ofStack = (Mounts: Mount[], Constraints?: string[]) => ({
    ...spec(Mounts, Constraints),
    Labels,
  });
  const foreign: Mount = {
    ...{ Type: "volume", Source: "films", Target: "/f" },
    VolumeOptions: {},
  };
  const missing =
    'Volume "films": it is external, and m1 has none of that name, so a task there gets a new, empty one. Make it first ' +
    "(docker volume create films), or bind the service to nodes that have it. Each node has its own; those of other " +
    "nodes are not known here.";
  const ROWS: [title: string, steps: Step[], volumes: Live[], expected: string[]][] = [
    ["warns of one that is not there, once", [made(ofStack([foreign])), made(ofStack([foreign]), "api")], [], [missing]],
    ["says nothing of one that is there, whatever its options", [made(ofStack([foreign]))], [there(NFS, "local", "films")], []],
    ["says nothing of a node that gets no task", [made(ofStack([foreign], ["node.hostname==m2"]))], [], []],
    ["says nothing of a declared one", [made(ofStack([mount(NFS)]))], [], []],
    ["says nothing of a template", [made(ofStack([{ ...foreign, Source: "v-{{.Task.Slot}}" }]))], [], []],
    ["says nothing of a service of no stack, whose volume the node makes", [made(spec([foreign]))], [], []],
    ["says nothing again where the service changes in something else", [changed(ofStack([foreign]), { ...ofStack([foreign]), Mode: { Replicated: { Replicas: 7 } } })], [], []],
  ]; // prettier-ignore
  for (const [title, steps, volumes, expected] of ROWS)
    it(title, () => {
      const external = externalVolumes({ steps, refusals: [], refs: {} });
      const found = { volumes, nodeId: "m1", nodes: [node("m1"), node("m2")] };

      expect(externalVolumesMissing(external, found)).to.deep.equal(expected);
    });
});
