// Addresses of a swarm's engine: their parts, and what stands for what is not written of them. Pure.

import { isIP } from "node:net";
import { compact } from "./compact";
import { isUnknown, unknownAs } from "./unknown";

const PORT = 2377;
/** Where an engine listens for the others when nothing else is said. */
export const LISTENS_ON = `0.0.0.0:${PORT}`;

/** How an engine is told where it is, when it makes a swarm or joins one. */
export interface Addresses {
  advertiseAddr?: string;
  listenAddr?: string;
  dataPathAddr?: string;
}

/** "10.0.0.11:2377", "eth0:2377", "[fd00::1]:2377", each with or without the port. */
export function hostAndPort(text: string): { host: string; port?: number } {
  const bare = isIP(text) === 6 ? [text, text] : /^\[(.*)\]$/.exec(text);
  if (bare) return { host: bare[1] ?? "" };
  const [, bracketed, host = text, port] = /^(?:\[(.*)\]|([^:]*)):(\d+)$/.exec(text) ?? [];
  return { host: bracketed ?? host, port: port === undefined ? undefined : Number(port) };
}

/** The same addresses in full: two writings of the same have it in common. */
export function inFull({ advertiseAddr, listenAddr, dataPathAddr }: Addresses): Addresses {
  const listens = withPort(listenAddr ?? LISTENS_ON, PORT);
  const port = isUnknown(listens) ? undefined : hostAndPort(listens).port;
  const traffic = dataPathAddr ?? advertiseAddr;
  return compact({
    listenAddr: listens,
    advertiseAddr: advertiseAddr && withPort(advertiseAddr, port),
    dataPathAddr: traffic && (isUnknown(traffic) ? traffic : hostAndPort(traffic).host),
  });
}

/** Where neither is known yet, the whole is not. */
function withPort(text: string, otherwise: number | undefined): string {
  if (isUnknown(text)) return text;
  const { host, port = otherwise } = hostAndPort(text);
  if (port === undefined) return unknownAs<string>();
  return `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}
