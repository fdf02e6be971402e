// Two canonical forms of one service as one: a table of rules, by field. As `docker stack deploy` merges, but for its
// bugs: a port is known by all that makes it, a later health test replaces, false overrides true.

import { byKeys, compact } from "../../provider/model/compact";
import type { MountInputs, PortInputs, ServiceInputs } from "../../provider/model/service";
import { append, byKey, bySource, fields, mergeMaps, type Rule, scalar } from "./merge-rules";
import { mergeDeploy } from "./merge-deploy";
import { leftOf, ofHealthcheck, ofLogging } from "./put-out";

type Rules = { [K in keyof ServiceInputs]-?: Rule<NonNullable<ServiceInputs[K]>> };

const replace = <T>(_base: T, over: T): T => over;

const portKey = ({ published, target, protocol = "tcp" }: PortInputs): string =>
  published === undefined ? `:${target}/${protocol}` : `${published}/${protocol}`;

const mountTarget = ({ target }: MountInputs): string => target;

const rules: Rules = {
  image: scalar,
  command: replace,
  entrypoint: replace,
  environment: mergeEnvironment,
  labels: mergeMaps,
  workingDir: scalar,
  user: scalar,
  groupAdd: append,
  hostname: scalar,
  stopSignal: scalar,
  stopGracePeriod: scalar,
  tty: replace,
  stdinOpen: replace,
  readOnly: replace,
  init: replace,
  isolation: scalar,
  sysctls: mergeMaps,
  capAdd: append,
  capDrop: append,
  ulimits: mergeMaps,
  extraHosts: append,
  dns: append,
  dnsSearch: append,
  dnsOpt: append,
  healthcheck: mergeHealthcheck,
  logging: mergeLogging,
  networks: mergeNetworks,
  ports: byKey(portKey),
  volumes: byKey(mountTarget),
  memswapLimit: scalar,
  memSwappiness: replace,
  platform: scalar,
  secrets: bySource,
  configs: bySource,
  credentialSpec: (base, over) => ({ ...base, ...over }),
  securityOpt: append,
  oomScoreAdj: replace,
  dependsOn: mergeMaps,
  deploy: mergeDeploy,
};

/** The service that a file and the ones before it give together. */
export function mergeService(base: ServiceInputs, over: ServiceInputs): ServiceInputs {
  const keys = Object.keys(rules) as (keyof ServiceInputs)[];
  const merged = keys.map((key) => [key, mergeField(rules[key], base[key], over[key])]);
  const service = compact(Object.fromEntries(merged) as ServiceInputs);
  // docker orders mounts as soon as another file speaks of the service, and another order restarts its tasks
  if (base.volumes === undefined || service.volumes === undefined) return service;
  return { ...service, volumes: [...service.volumes].sort(byKeys((one) => [one.target])) };
}

function mergeField(rule: unknown, base: unknown, over: unknown): unknown {
  if (base === undefined || over === undefined) return over ?? base;
  return (rule as Rule<unknown>)(base, over);
}

type Environment = NonNullable<ServiceInputs["environment"]>;
type Health = NonNullable<ServiceInputs["healthcheck"]>;
type Logging = NonNullable<ServiceInputs["logging"]>;
type Networks = NonNullable<ServiceInputs["networks"]>;

/** A later entry without a value says nothing against an earlier one that has one. */
function mergeEnvironment(base: Environment, over: Environment): Environment {
  const said = Object.entries(over).filter(([name, value]) => value || !base[name]);
  return { ...base, ...Object.fromEntries(said) };
}

function mergeHealthcheck(base: Health, over: Health): Health {
  return fields(leftOf(ofHealthcheck, base, over), over);
}

function mergeLogging(base: Logging, over: Logging): Logging {
  const options = { ...leftOf(ofLogging, base, over).options, ...over.options };
  return compact({
    driver: over.driver || base.driver,
    options: Object.keys(options).length > 0 ? options : undefined,
  });
}

function mergeNetworks(base: Networks, over: Networks): Networks {
  const merged: Networks = { ...base };
  for (const [key, settings] of Object.entries(over)) merged[key] = { ...merged[key], ...settings };
  return merged;
}
