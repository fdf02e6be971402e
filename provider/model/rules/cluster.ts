// Rules of a swarm's own settings. What an engine refuses at init it may refuse after it made the swarm.

import { isIP } from "node:net";
import { hostAndPort } from "../addresses";
import type { ClusterInputs, ExternalCaArgs } from "../cluster";
import type { Problem } from "../common";
import { listAt, refuse, within } from "../place";
import type { Place } from "../place";
import { parseDuration } from "../units";
import { hasUnknown, isUnknown } from "../unknown";
import { check } from "./check";
import type { Reason } from "./check";
import { overlap, parseSubnet } from "./subnets";

/** The engine's own, where none is given. */
const SUBNET_SIZE = 24;

/** Everything that is wrong with the settings of a swarm. */
export function clusterRules(inputs: ClusterInputs): Problem[] {
  const place: Place = { at: [], problems: [] };
  const at = (key: keyof ClusterInputs): Place => within(place, key);
  check(at("dataPathPort"), inputs.dataPathPort, between(1024, 49151));
  check(at("subnetSize"), inputs.subnetSize, between(8, 29));
  check(at("listenAddr"), inputs.listenAddr, listenAddress);
  check(at("advertiseAddr"), inputs.advertiseAddr, advertiseAddress);
  check(at("dataPathAddr"), inputs.dataPathAddr, dataPathAddress);
  check(at("nodeCertExpiry"), inputs.nodeCertExpiry, atLeast("1h"));
  check(at("dispatcherHeartbeatPeriod"), inputs.dispatcherHeartbeatPeriod, atLeast("0s"));
  listAt(at("externalCas"), inputs.externalCas, externalCaRules);
  poolRules(inputs, at("defaultAddrPool"));
  return place.problems;
}

const between =
  (low: number, high: number): Reason<number> =>
  (value) =>
    value >= low && value <= high ? undefined : `${value} is not between ${low} and ${high}.`;

const atLeast =
  (shortest: string): Reason<string> =>
  (text) => {
    const [ns, least] = [parseDuration(text), parseDuration(shortest)];
    if (ns === undefined || least === undefined || ns >= least) return undefined;
    return `${text} is too short. The engine takes ${shortest} at least.`;
  };

function externalCaRules({ protocol, url }: ExternalCaArgs, place: Place): void {
  check(within(place, "protocol"), protocol, (text) =>
    text.toLowerCase() === "cfssl"
      ? undefined
      : `"${text}" is not known. The engine speaks "cfssl".`,
  );
  check(within(place, "url"), url, (text) =>
    /^https:\/\/[^/\s]+/i.test(text)
      ? undefined
      : `"${text}" is no address such as "https://ca.example.com/sign".`,
  );
}

/** Of an interface the engine knows whether there is one. */
const isAddress = (host: string): boolean => isIP(host) !== 0 || /^[^\s:/]{1,15}$/.test(host);
const isEvery = (host: string): boolean => host === "0.0.0.0" || host === "::";
const isPort = (port: number | undefined): boolean =>
  port === undefined || (port >= 1 && port <= 65535);

export const listenAddress: Reason<string> = (text) => {
  const { host, port } = hostAndPort(text);
  if (isAddress(host) && isPort(port)) return undefined;
  return `"${text}" is no address to listen on. Write an address or interface, and a port if need be: "0.0.0.0:2377".`;
};

export const advertiseAddress: Reason<string> = (text) => {
  const { host, port } = hostAndPort(text);
  if (isAddress(host) && !isEvery(host) && isPort(port)) return undefined;
  return `"${text}" is no address that other nodes reach. Write one such as "10.0.0.11", or an interface.`;
};

export const dataPathAddress: Reason<string> = (text) => {
  const { host, port } = hostAndPort(text);
  if (isAddress(host) && !isEvery(host) && port === undefined) return undefined;
  return `"${text}" is no address for the traffic between nodes. Write one such as "10.0.0.11", or an interface, without a port.`;
};

function poolRules({ defaultAddrPool, subnetSize = SUBNET_SIZE }: ClusterInputs, place: Place) {
  listAt(place, defaultAddrPool, (pool, at) =>
    check(at, pool, (text) => {
      const subnet = parseSubnet(text);
      if (!subnet) return `"${text}" is no subnet. Write an address and a length: 10.20.0.0/16.`;
      if (isUnknown(subnetSize) || subnet.prefix <= subnetSize) return undefined;
      return `${text} is smaller than the subnets of length ${subnetSize} that are to be cut from it.`;
    }),
  );
  if (!defaultAddrPool || hasUnknown(defaultAddrPool)) return;
  const pools = defaultAddrPool.map(parseSubnet);
  for (const [index, later] of pools.entries()) {
    const earlier = pools.findIndex((one) => one && later && overlap(one, later));
    if (earlier >= 0 && earlier < index)
      refuse(
        within(place, index),
        `${defaultAddrPool[index]} overlaps ${defaultAddrPool[earlier]}: two networks would get one subnet.`,
      );
  }
}
