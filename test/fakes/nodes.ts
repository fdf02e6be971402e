// The nodes of a fake engine: itself, and those that a test brings.

import type * as api from "../../provider/engine/types";
import { refuse } from "./store";

export const theNode: api.Node = {
  ID: "node1",
  Version: { Index: 1 },
  Spec: { Role: "manager", Availability: "active" },
  Description: {
    Hostname: "fake",
    Platform: { Architecture: "x86_64", OS: "linux" },
    Resources: { NanoCPUs: 4e9, MemoryBytes: 8 * 2 ** 30 },
    Engine: { EngineVersion: "20.10.24" },
  },
  Status: { State: "ready", Addr: "127.0.0.1" },
  ManagerStatus: { Leader: true, Reachability: "reachable", Addr: "127.0.0.1:2377" },
};

export function createNodes(nextIndex: () => number) {
  let all = [theNode];
  const find = (id: string) => all.find(({ ID }) => ID === id);
  return {
    bring: (node: api.Node): void => void (all = [...all, node]),
    calls: {
      list: async () => all,
      inspect: async (id: string) => find(id),
      update: async (id: string, version: number, Spec: api.NodeSpec) => {
        const old = find(id) ?? refuse(`node ${id}`, "update", 404, `node ${id} not found`);
        if (old.Version.Index !== version)
          refuse(`node ${id}`, "update", 500, "update out of sequence");
        if (old.Spec.Role === "manager" && Spec.Role === "worker" && managers(all) === 1) {
          const words = "attempting to demote the last manager of the swarm";
          refuse(`node ${id}`, "update", 400, words);
        }
        const changed = { ...old, Version: { Index: nextIndex() }, Spec };
        all = all.map((one) => (one === old ? shown(changed) : one));
      },
      remove: async (id: string, force: boolean) => {
        const { Status, Spec } = find(id) ?? {};
        if (Spec?.Role === "manager")
          refuse(`node ${id}`, "remove", 400, `node ${id} is a cluster manager`);
        if (Status?.State === "ready" && !force)
          refuse(`node ${id}`, "remove", 400, `node ${id} is not down and can't be removed`);
        all = all.filter(({ ID }) => ID !== id);
      },
    },
  };
}

const managers = (all: api.Node[]): number =>
  all.filter(({ Spec }) => Spec.Role === "manager").length;

/** A role comes true at once. */
function shown({ ManagerStatus, ...node }: api.Node): api.Node {
  if (node.Spec.Role === "worker") return node;
  const Addr = `${node.Status.Addr ?? ""}:2377`;
  return { ...node, ManagerStatus: ManagerStatus ?? { Reachability: "reachable", Addr } };
}
