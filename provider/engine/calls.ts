// Every call of the engine's API that the project makes. Query and body always apart, registry auth always an
// argument of its own; limits, retries and the words of failures are request.ts's business.

import { hasCode } from "../errors";
import type { Engine } from "./engine";
import type { Docker } from "./modem";
import { dial } from "./modem";
import type { Caller } from "./request";
import { header, imageCalls } from "./image-calls";
import { nodeCalls } from "./node-calls";
import { events, taskLogs } from "./streams";
import { inspectSwarm, readInfo, swarmCalls } from "./swarm-calls";
import type * as api from "./types";
import { creator, inspector, lister, remover, updater } from "./verbs";
import { volumeCalls } from "./volume-calls";

export function createEngine(caller: Caller): Engine {
  return {
    get address() {
      return caller.address;
    },
    apiVersion: async () => (await caller.ready()).apiVersion,
    info: () => readInfo(caller),
    swarm: swarmCalls(caller),
    nodes: nodeCalls(caller),
    services: serviceCalls(caller),
    ...imageCalls(caller),
    tasks: {
      list: lister(caller, "tasks", (docker, call) => docker.listTasks(call)),
      logs: (id, lines) => taskLogs(caller, id, lines),
    },
    networks: networkCalls(caller),
    volumes: volumeCalls(caller),
    secrets: {
      list: lister(caller, "secrets", (docker, call) => docker.listSecrets(call)),
      create: creator(caller, "secret", (docker, call) => docker.createSecret(call)),
      update: updater(caller, "secret", (docker, key, call) => docker.getSecret(key).update(call)),
      remove: silent(
        remover(caller, "secret", (docker, key, call) => docker.getSecret(key).remove(call)),
      ),
    },
    configs: {
      list: lister(caller, "configs", (docker, call) => docker.listConfigs(call)),
      create: creator(caller, "config", (docker, call) => docker.createConfig(call)),
      update: updater(caller, "config", (docker, key, call) => docker.getConfig(key).update(call)),
      remove: silent(
        remover(caller, "config", (docker, key, call) => docker.getConfig(key).remove(call)),
      ),
    },
    events: (filters, signal) => events(caller, filters, signal),
    requests: () => caller.requests(),
  };
}

function serviceCalls(caller: Caller): Engine["services"] {
  return {
    list: lister(caller, "services", (docker, call) => docker.listServices(call)),
    counted: lister(caller, "services", (docker, call) =>
      docker.listServices({ ...call, _query: { ...call._query, status: true } }),
    ),
    inspect: inspector<api.Service>(
      caller,
      "service",
      (docker, key, call) => docker.getService(key).inspect(call),
      (service) => [service.ID, service.Spec.Name],
    ),
    create: (spec, auth) => {
      const send = (docker: Docker, call: Docker.Call) => docker.createService(header(auth), call);
      return creator(caller, "service", send, auth)(spec);
    },
    update: (id, version, spec, auth) => {
      const send = (docker: Docker, key: string, call: Docker.Call) =>
        docker.getService(key).update(header(auth), call);
      return updater(caller, "service", send, auth)(id, version, spec);
    },
    remove: silent(
      remover(caller, "service", (docker, key, call) => docker.getService(key).remove(call)),
    ),
  };
}

/**
 * The engine drops the swarm's errors when it looks for a network: without a leader, and on a worker, it says
 * 404. So a missing network is believed when the swarm has answered, and after a second look.
 */
function networkCalls(caller: Caller): Engine["networks"] {
  const namesOf = ({ Id, Name }: api.Network): string[] => [Id, Name];
  const inspect = inspector(caller, "network", inspectNetwork, namesOf);
  const inSwarm = inspector(caller, "network", inspectInSwarm, namesOf);
  const remove = remover(caller, "network", (docker, key, call) =>
    docker.getNetwork(key).remove(call),
  );
  // A node that still has its own copy of a network that is gone answers 500 instead of 404.
  const removes = (id: string): Promise<boolean> =>
    remove(id).catch((error: unknown) => {
      if (hasCode(error, "NOT_FOUND")) return false;
      throw error;
    });
  return {
    list: lister(caller, "networks", (docker, call) => docker.listNetworks(call)),
    inspect: async (idOrName) => {
      const found = await inspect(idOrName);
      if (found) return found;
      await inspectSwarm(caller);
      return inspect(idOrName);
    },
    predefined: async (name) => {
      const found = await inSwarm(name);
      return found?.Labels?.["com.docker.swarm.predefined"] === "true" ? found : undefined;
    },
    create: creator(caller, "network", (docker, call) => docker.createNetwork(call)),
    remove: async (id) => {
      if (await removes(id)) return;
      await inspectSwarm(caller);
      await removes(id);
    },
  };
}

/** dockerode's own `inspect` of a network cannot be aborted. */
function inspectNetwork(docker: Docker, key: string, { abortSignal }: Docker.Call) {
  return dial(docker, { path: `/networks/${key}`, method: "GET", abortSignal });
}

/** The engine has a network of its own under the same name, which it would show first. */
function inspectInSwarm(docker: Docker, key: string, { abortSignal }: Docker.Call) {
  const options = { _query: { scope: "swarm" }, _body: {} };
  return dial(docker, { path: `/networks/${key}?`, method: "GET", options, abortSignal });
}

function silent(remove: (id: string) => Promise<boolean>): (id: string) => Promise<void> {
  return async (id) => void (await remove(id));
}
