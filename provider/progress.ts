// Words for the person who watches: in the resource's own row while it works, and under its heading after.
// The provider process is given the Pulumi engine's address; a log call that names a URN lands in that row.

import { createRequire } from "node:module";

export interface Reporter {
  /** Live text in the resource's row; replaced by the next one. Fails when nobody listens any more. */
  status(text: string): Promise<void>;
  /** The same, for a wait: nobody listening is no reason to fail. */
  waiting(text: string): void;
  /** Stays, listed under the resource's heading. */
  info(text: string): Promise<void>;
  warn(text: string): Promise<void>;
}

type Severity = "DEBUG" | "INFO" | "WARNING" | "ERROR";
type Log = (severity: Severity, text: string, ephemeral: boolean) => Promise<void>;

/** Throws when the Pulumi engine is gone: a killed `pulumi up` must not go on writing as an orphan. */
export class Orphaned extends Error {}

export function reporter(urn: string | undefined): Reporter {
  const log = urn === undefined ? silent : inOrder(logTo(urn));
  return {
    status: (text) => log("INFO", text, true),
    waiting: (text) => void log("INFO", text, true).catch(() => undefined),
    info: (text) => log("INFO", text, false),
    warn: (text) => log("WARNING", text, false),
  };
}

/** Calls made at once may overtake each other on the way; each waits for the one before. */
function inOrder(log: Log): Log {
  let last: Promise<void> = Promise.resolve();
  return (...line) => {
    const next = last.then(() => log(...line));
    last = next.catch(() => undefined);
    return next;
  };
}

const silent: Log = () => Promise.resolve();

function logTo(urn: string): Log {
  const engine = pulumiEngine();
  if (engine === undefined) return silent;
  const { client, messages } = engine;
  return (severity, text, ephemeral) => {
    const request = new messages.LogRequest();
    request.setSeverity(messages.LogSeverity[severity]);
    request.setMessage(text);
    request.setUrn(urn);
    request.setEphemeral(ephemeral);
    return new Promise((resolve, reject) => {
      client.log(request, (error) => {
        if (error === null || !LISTENER_GONE.includes(error.code)) return resolve();
        endSoon();
        reject(new Orphaned(error.message));
      });
    });
  };
}

/** Pulumi leaves its plugin behind when the CLI is killed; nobody will ever call this one again. */
function endSoon(): void {
  setTimeout(() => process.exit(1), ORPHAN_MS).unref();
}

/** Time for what is being written to be answered. */
const ORPHAN_MS = 5_000;

/** gRPC's CANCELLED and UNAVAILABLE; any other fault of a log line is no reason to stop. */
const LISTENER_GONE = [1, 14];

interface GrpcError extends Error {
  code: number;
}
interface LogRequest {
  setSeverity(severity: number): void;
  setMessage(text: string): void;
  setUrn(urn: string): void;
  setEphemeral(ephemeral: boolean): void;
}
interface PulumiEngine {
  client: { log(request: LogRequest, done: (error: GrpcError | null) => void): void };
  messages: { LogRequest: new () => LogRequest; LogSeverity: Record<Severity, number> };
}

let cached: PulumiEngine | undefined;

/** The host process loaded gRPC already; ours must be the same copy, so it is found from Pulumi's folder. */
function pulumiEngine(): PulumiEngine | undefined {
  const address = process.argv.slice(2).find((arg) => !arg.startsWith("-"));
  if (cached !== undefined || !isDynamicProvider() || address === undefined) return cached;
  const load = createRequire(require.resolve("@pulumi/pulumi/package.json"));
  const grpc = load("@grpc/grpc-js");
  const { EngineClient } = load("@pulumi/pulumi/proto/engine_grpc_pb");
  cached = {
    client: new EngineClient(address, grpc.credentials.createInsecure()),
    messages: load("@pulumi/pulumi/proto/engine_pb"),
  };
  return cached;
}

const isDynamicProvider = (): boolean => process.argv[1]?.includes("dynamic-provider") ?? false;
