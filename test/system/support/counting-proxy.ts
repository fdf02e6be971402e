// Stands between the provider and a real engine, counts the requests and keeps what was sent.

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

const REQUEST = /^(?:GET|POST|PUT|DELETE|HEAD) (?=\/)\S+(?= HTTP\/1\.1\r$)/gm;

export async function countingProxy(engine: string): Promise<CountingProxy> {
  const dir = mkdtempSync(join(tmpdir(), "ps-proxy-"));
  const socket = join(dir, "docker.sock");
  const requests: string[] = [];
  const open = new Set<Socket>();
  let sent: Buffer[][] = [];
  const server = createServer((client) => {
    const upstream = connect(engine.replace("unix://", ""));
    for (const end of [client, upstream]) {
      open.add(end);
      end.on("error", () => undefined).on("close", () => open.delete(end));
    }
    const chunks: Buffer[] = [];
    sent.push(chunks);
    client.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      requests.push(...(chunk.toString("latin1").match(REQUEST) ?? []));
    });
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((done) => server.listen(socket, done));
  return {
    host: `unix://${socket}`,
    requests,
    messages: () => sent.flatMap((chunks) => messagesOf(Buffer.concat(chunks))),
    reset() {
      requests.splice(0);
      sent = [];
    },
    close() {
      server.close();
      for (const end of open) end.destroy();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function messagesOf(bytes: Buffer): Message[] {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd < 0) return [];
  const head = bytes.toString("latin1", 0, headEnd);
  const bodyEnd = headEnd + 4 + Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  const body = bytes.toString("utf8", headEnd + 4, bodyEnd);
  return [{ head, body }, ...messagesOf(bytes.subarray(bodyEnd))];
}
