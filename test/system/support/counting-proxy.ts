// Stands between the provider and a real engine and counts the requests.

import { createServer, connect, type Socket } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface CountingProxy {
  /** As DOCKER_HOST takes it. */
  host: string;
  /** "GET /v1.41/services" and so on, since the last `reset`. */
  requests: string[];
  reset(): void;
  close(): void;
}

const REQUEST = /^(?:GET|POST|PUT|DELETE|HEAD) (?=\/)\S+(?= HTTP\/1\.1\r$)/gm;

export async function countingProxy(engine: string): Promise<CountingProxy> {
  const dir = mkdtempSync(join(tmpdir(), "ps-proxy-"));
  const socket = join(dir, "docker.sock");
  const requests: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(engine.replace("unix://", ""));
    for (const end of [client, upstream]) {
      open.add(end);
      end.on("error", () => undefined).on("close", () => open.delete(end));
    }
    client.on("data", (chunk) => requests.push(...(chunk.toString("latin1").match(REQUEST) ?? [])));
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((done) => server.listen(socket, done));
  return {
    host: `unix://${socket}`,
    requests,
    reset: () => void requests.splice(0),
    close() {
      server.close();
      for (const end of open) end.destroy();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
