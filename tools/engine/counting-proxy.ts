// Stands between a client and a real engine, counts the requests and keeps what was sent. For the tests and the
// benchmark; it reads HTTP/1.1 as docker's clients write it, and changes nothing.

import { createServer, connect, type Socket } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface CountingProxy {
  /** As DOCKER_HOST takes it. */
  host: string;
  /** "GET /v1.41/services" and so on, since the last `reset`. */
  requests: string[];
  /** Every request whole, since the last `reset`. */
  messages(): Message[];
  reset(): void;
  close(): void;
}

export interface Message {
  /** The request line and the headers. */
  head: string;
  body: string;
}

const REQUEST = /^((?:GET|POST|PUT|DELETE|HEAD) \/\S*) HTTP\/1\.1\r\n/;

export async function countingProxy(engine: string): Promise<CountingProxy> {
  const dir = mkdtempSync(join(tmpdir(), "ps-proxy-"));
  const socket = join(dir, "docker.sock");
  const requests: string[] = [];
  const messages: Message[] = [];
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(engine.replace("unix://", ""));
    for (const [end, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(end);
      // whoever asks an engine that is gone hears so at once, as without us
      end.on("error", () => other.destroy()).on("close", () => open.delete(end));
    }
    const read = messageReader({
      head: (line) => requests.push(line),
      message: (message) => messages.push(message),
    });
    client.on("data", read);
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((done) => server.listen(socket, done));
  return {
    host: `unix://${socket}`,
    requests,
    messages: () => [...messages],
    reset() {
      requests.splice(0);
      messages.splice(0);
    },
    close() {
      server.close();
      for (const end of open) end.destroy();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

interface Listener {
  /** Method and path, as soon as the head is there. */
  head(line: string): void;
  message(message: Message): void;
}

/** Takes the bytes of one connection as they come; heads and bodies may break off anywhere. */
export function messageReader({ head: tell, message }: Listener): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let head: string | undefined;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      if (head === undefined) {
        const end = rest.indexOf("\r\n\r\n");
        if (end < 0) return;
        head = rest.toString("latin1", 0, end + 2);
        rest = rest.subarray(end + 4);
        const [, line] = REQUEST.exec(head) ?? [];
        if (line !== undefined) tell(line);
      }
      const end = bodyEnd(head, rest);
      if (end === undefined) return;
      message({ head: head.trimEnd(), body: rest.toString("utf8", 0, end) });
      rest = rest.subarray(end);
      head = undefined;
    }
  };
}

const LAST_CHUNK = "0\r\n\r\n";

/** Where the body ends; undefined while it is not there whole. */
function bodyEnd(head: string, rest: Buffer): number | undefined {
  if (/^transfer-encoding: *chunked/im.test(head)) {
    const at = rest.indexOf(LAST_CHUNK);
    return at < 0 ? undefined : at + LAST_CHUNK.length;
  }
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  return rest.length < length ? undefined : length;
}
