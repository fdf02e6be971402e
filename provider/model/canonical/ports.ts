// Published ports: "[[ip:]published:]target[/protocol]" with ranges, or the long form, to one item a port.

import { isIP } from "node:net";
import { byKeys, compact } from "../compact";
import { listAt, refuse, unsupported, within } from "../place";
import type { Place } from "../place";
import type { PortArgs, PortInputs } from "../service";
import { hasUnknown, known } from "../unknown";

type Given = string | number | PortArgs;
type Range = [first: number, last: number];

/** Every port in the long form, in an order that does not depend on how they were written. */
export function canonicalPorts(
  place: Place,
  ports: readonly Given[] | null | undefined,
): PortInputs[] | undefined {
  const expanded = listAt(place, ports, (port, at) =>
    typeof port === "object" ? [longPort(at, port)] : shortPorts(at, String(port)),
  );
  return known(expanded, (groups) => {
    const flat = groups.flat();
    if (hasUnknown(flat)) return flat;
    return flat.sort(
      byKeys((port) => [port.published ?? 0, port.target, port.protocol ?? "", port.mode ?? ""]),
    );
  });
}

function longPort(place: Place, port: PortArgs): PortInputs {
  const number = (key: "target" | "published"): number | undefined =>
    known(port[key], (value) => {
      if (/^\d+$/.test(String(value))) return Number(value);
      const where = within(place, key);
      return refuse(where, `"${value}" is no port number. Write one item for each port.`);
    });
  return compact({
    target: number("target") as number,
    // 0 means what an absent port means: the engine chooses one.
    published: number("published") || undefined,
    protocol: known(port.protocol, (protocol) => String(protocol).toLowerCase()),
    mode: known(port.mode, publishMode),
  });
}

/** Public files say "overlay", which the engine takes for ingress, as every word that it does not know. */
const publishMode = (mode: string): PortInputs["mode"] =>
  (mode === "overlay" ? "ingress" : mode) as PortInputs["mode"];

function shortPorts(place: Place, text: string): PortInputs[] | undefined {
  const bad = (): undefined =>
    refuse(
      place,
      `"${text}" is no port. Write [published:]target[/protocol], such as "8080:80" or "53:53/udp"; ` +
        "ports go up to 65535, and ranges must be of equal length.",
    );
  const { address, published, target, protocol } = portParts(text);
  const [to, from] = [range(target), published === "" ? undefined : range(published)];
  if (!to || (published !== "" && !from) || !["tcp", "udp", "sctp"].includes(protocol))
    return bad();
  if (address !== "") {
    if (isIP(address) === 0) return bad();
    if (!/^[0:.]+$/.test(address)) return unsupported(place, onOneAddress(text, address));
  }
  return pair(to, from)?.map((port) => ({ ...port, protocol, mode: "ingress" })) ?? bad();
}

const onOneAddress = (text: string, address: string): string =>
  `"${text}": a swarm cannot publish on one address only, it would listen on every address of every node. ` +
  `Leave ${address} out if that is meant; if not, do not publish the port.`;

function portParts(text: string): {
  address: string;
  published: string;
  target: string;
  protocol: string;
} {
  const [ports = "", ...protocol] = text.split("/");
  const parts = ports.split(":");
  return {
    address: parts
      .slice(0, -2)
      .join(":")
      .replace(/^\[(.*)\]$/, "$1"),
    published: parts.at(-2) ?? "",
    target: parts.at(-1) ?? "",
    protocol: protocol.join("/").toLowerCase() || "tcp",
  };
}

function range(text: string): Range | undefined {
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const found: Range = [Number(first), Number(last ?? first)];
  return found[0] <= found[1] && found[1] <= 65535 ? found : undefined;
}

/** Pairs the ports of two ranges; a range may also lead to one single target. */
function pair(
  [firstTarget, lastTarget]: Range,
  from: Range | undefined,
): Pick<PortInputs, "target" | "published">[] | undefined {
  const targets = lastTarget - firstTarget + 1;
  if (!from) return count(targets).map((offset) => ({ target: firstTarget + offset }));

  const published = from[1] - from[0] + 1;
  if (published !== targets && targets !== 1) return undefined;
  return count(published).map((offset) =>
    compact({
      target: targets === 1 ? firstTarget : firstTarget + offset,
      published: from[0] + offset || undefined,
    }),
  );
}

const count = (length: number): number[] => Array.from({ length }, (_, index) => index);
