// Calls for the nodes of a swarm. A node's spec is replaced as a whole, and its role changes with it.

import type { Engine } from "./engine";
import type { Caller } from "./request";
import type * as api from "./types";
import { inspector, lister, remover } from "./verbs";

export const nodeCalls = (caller: Caller): Engine["nodes"] => ({
  list: lister(caller, "nodes", (docker, call) => docker.listNodes(call)),
  inspect: inspector<api.Node>(
    caller,
    "node",
    (docker, key, call) => docker.getNode(key).inspect(call),
    ({ ID, Description }) => [ID, Description.Hostname],
  ),
  update: (id, version, spec) =>
    caller.write({
      subject: `node ${id}`,
      verb: "update",
      send: async (docker, abortSignal) => {
        const call = { _query: { version }, _body: spec, abortSignal };
        await docker.getNode(encodeURIComponent(id)).update(call);
      },
    }),
  remove: async (id, force) => {
    const remove = remover(caller, "node", (docker, key, call) =>
      docker.getNode(key).remove({ ...call, _query: { force }, _body: {} }),
    );
    await remove(id);
  },
});
