// Pulumi without an engine: what a program registers, and what a provider would give back.

import * as pulumi from "@pulumi/pulumi";
import type { Props } from "../../provider/state";

export interface Registered {
  type: string;
  name: string;
  inputs: Props;
  secretOutputs: string[];
  /** Of a resource that is read instead of made. */
  id?: string;
}

/** What a provider adds to the inputs, by type. */
const OUTPUTS: Record<string, Props> = {
  SwarmCluster: {
    clusterId: "c1",
    joinTokens: { worker: "SWMTKN-worker", manager: "SWMTKN-manager" },
    adopted: false,
  },
  Node: {
    clusterId: "c1",
    nodeId: "n1",
    hostname: "one",
    addr: "10.0.0.9",
    state: "ready",
    joined: true,
  },
  Network: { clusterId: "c1", scope: "swarm" },
  Volume: { clusterId: "c1" },
  Secret: { clusterId: "c1" },
  Config: { clusterId: "c1" },
  Service: { clusterId: "c1", runningImage: "nginx@sha256:0123", publishedPorts: [] },
  Stack: {
    clusterId: "c1",
    deployed: {
      services: { web: { id: "s1", name: "shop_web", image: "nginx", publishedPorts: [] } },
      ...{ networks: {}, secrets: {}, configs: {} },
    },
  },
};

/** How a secret travels. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** What was sent, with secrets as `{ secret: value }`. */
function readable(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(readable);
  if (SIGNATURE in value) return { secret: readable((value as Props).value) };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, readable(item)]));
}

interface Struct {
  toJavaScript(): Props;
}
interface Request {
  getType(): string;
  getName(): string;
  getAdditionalsecretoutputsList(): string[];
}
type Made = Request & { getObject(): Struct };
type Read = Request & { getProperties(): Struct; getId(): string };
type Done = (error: unknown, answer: unknown) => void;
interface Monitor {
  registerResource(request: Made, done: Done): unknown;
  readResource(request: Read, done: Done): unknown;
}

interface Options {
  preview?: boolean;
  /** Whether the provider's outputs are there. */
  outputs?: boolean;
  config?: Record<string, string>;
}

/** Starts a program of its own; gives what it registers, as it is sent. */
export async function program(options: Options = {}) {
  const { preview = false, outputs = !preview, config = {} } = options;
  const registered: Registered[] = [];
  pulumi.runtime.setAllConfig(config);
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        const added = outputs ? OUTPUTS[type.split(":").at(-1) ?? ""] : {};
        return { id: `${name}-id`, state: { ...(inputs as Props), ...added } };
      },
      call: () => ({}),
    },
    "shop",
    "prod",
    preview,
  );
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const { registerResource, readResource } = monitor;
  const note = (request: Request, inputs: Struct, more = {}): void =>
    void registered.push({
      type: request.getType(),
      name: request.getName(),
      inputs: readable(inputs.toJavaScript()) as Props,
      secretOutputs: request.getAdditionalsecretoutputsList(),
      ...more,
    });
  monitor.registerResource = (request, done) => {
    note(request, request.getObject());
    return registerResource.call(monitor, request, done);
  };
  monitor.readResource = (request, done) => {
    note(request, request.getProperties(), { id: request.getId() });
    return readResource.call(monitor, request, done);
  };
  return registered;
}

/** The value behind an Output, when it is there. */
export const valueOf = <T>(output: pulumi.Input<T>): Promise<T> =>
  new Promise((resolve) => pulumi.output(output).apply((value) => resolve(value as T)));

export const isSecret = (output: unknown): Promise<boolean> =>
  pulumi.isSecret(output as pulumi.Output<unknown>);

/** The inputs of the one resource, without what every resource has. */
export async function inputsOf(
  registered: Registered[],
  resource: pulumi.Resource,
): Promise<Props> {
  const urn = await valueOf(resource.urn);
  const found = registered.find(({ type, name }) => urn.endsWith(`${type}::${name}`));
  if (found === undefined) throw new Error(`${urn} was never registered`);
  return Object.fromEntries(Object.entries(found.inputs).filter(([key]) => !key.startsWith("__")));
}
