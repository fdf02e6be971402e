// Live lines for whoever watches, at every change of phase: "web 2/3 running, 1 preparing on rn2 (41 s)".

/** How fast the lines of one service may follow each other, and how long one stands before it is renewed. */
const LEAST_MS = 1_000;
const RENEW_MS = 10_000;

/** A phase, and how long after its change; the last one is said in any case. */
export type Say = (key: string, phase: string, elapsedMs: number, isLast?: boolean) => void;

/** Gives the function that says where a service stands. */
export function progressLines(tell: (line: string, key: string, isLast: boolean) => void): Say {
  const last = new Map<string, { phase: string; atMs: number }>();
  return (key, phase, elapsedMs, isLast = false) => {
    const said = last.get(key);
    const restMs = said?.phase === phase ? RENEW_MS : LEAST_MS;
    if (!isLast && said !== undefined && elapsedMs - said.atMs < restMs) return;
    last.set(key, { phase, atMs: elapsedMs });
    tell(`${key} ${phase} (${Math.round(elapsedMs / 1000)} s)`, key, isLast);
  };
}
