// The part of dockerode 5 that the gateway calls, and only in the forms that are safe: the query and the
// body always apart (a bare spec would be put into the URL), registry auth always an argument of its own.

declare module "dockerode" {
  import type { Agent } from "node:http";
  import type { IncomingMessage } from "node:http";
  import type { Writable } from "node:stream";

  namespace Docker {
    interface Parts {
      _query: Record<string, unknown>;
      _body: object;
      abortSignal: AbortSignal;
    }
    type Call = Partial<Parts>;
    type Auth = { base64: string } | undefined;
    interface Created {
      id: string;
    }
    interface Inspected {
      inspect(call: Call): Promise<unknown>;
      remove(call: Call): Promise<unknown>;
    }
    interface Updated extends Inspected {
      update(call: Call): Promise<unknown>;
    }
    interface Dial {
      path: string;
      method: "GET" | "POST" | "PUT";
      statusCodes: Record<number, true>;
      abortSignal: AbortSignal | undefined;
      isStream?: boolean;
      authconfig?: Auth;
      options?: Call;
      file?: Buffer;
      headers?: Record<string, string>;
    }
    interface Modem {
      version: string | undefined;
      dial(dial: Dial, done: (error: unknown, answer: unknown) => void): void;
      demuxStream(from: IncomingMessage, stdout: Writable, stderr: Writable): void;
    }
    /** Every field that docker-modem would otherwise take from the environment. */
    interface Options {
      protocol: "http" | "https";
      socketPath: string | undefined;
      host: string | undefined;
      port: number | undefined;
      pathPrefix: undefined;
      username: undefined;
      password: undefined;
      ca: string | undefined;
      cert: string | undefined;
      key: string | undefined;
      timeout: undefined;
      agent: Agent;
    }
  }

  class Docker {
    constructor(options: Docker.Options);
    readonly modem: Docker.Modem;
    info(call: Docker.Call): Promise<unknown>;
    swarmInspect(call: Docker.Call): Promise<unknown>;
    swarmInit(call: Docker.Call): Promise<unknown>;
    swarmUpdate(call: Docker.Call): Promise<unknown>;
    swarmLeave(call: Docker.Call): Promise<unknown>;
    swarmJoin(call: Docker.Call): Promise<unknown>;
    listNodes(call: Docker.Call): Promise<unknown>;
    listServices(call: Docker.Call): Promise<unknown>;
    listTasks(call: Docker.Call): Promise<unknown>;
    listNetworks(call: Docker.Call): Promise<unknown>;
    listVolumes(call: Docker.Call): Promise<unknown>;
    listContainers(call: Docker.Call): Promise<unknown>;
    listSecrets(call: Docker.Call): Promise<unknown>;
    listConfigs(call: Docker.Call): Promise<unknown>;
    createService(auth: Docker.Auth, call: Docker.Call): Promise<Docker.Created>;
    createNetwork(call: Docker.Call): Promise<Docker.Created>;
    createSecret(call: Docker.Call): Promise<Docker.Created>;
    createConfig(call: Docker.Call): Promise<Docker.Created>;
    getEvents(call: Docker.Call): Promise<IncomingMessage>;
    getService(id: string): Docker.Inspected & {
      update(auth: Docker.Auth, call: Docker.Call): Promise<unknown>;
    };
    getTask(id: string): { logs(call: Docker.Call & { follow: true }): Promise<IncomingMessage> };
    getNetwork(id: string): { remove(call: Docker.Call): Promise<unknown> };
    getVolume(name: string): Docker.Inspected;
    getNode(id: string): Docker.Updated;
    getSecret(id: string): Docker.Updated;
    getConfig(id: string): Docker.Updated;
  }
  export = Docker;
}
