// All rules, by the kind of object and the subject.

import { CONTAINER, HEALTH } from "./container";
import { ENDPOINTS, JOINED } from "./endpoint";
import type { RuleKind } from "./kinds";
import { MODES, UPDATES } from "./mode";
import { FILES, MOUNTS } from "./mounts";
import { IMAGES, SECRET_NAMES, SERVICE_NAMES } from "./names";
import { NETWORKS } from "./network";
import type { Row } from "./row";
import { CONFIG_SIZES, RESOURCES, SECRET_SIZES } from "./sizes";
import { SWARMS } from "./swarm";
import { PLACEMENT, RESTARTS } from "./task";
import { VOLUMES } from "./volume";

interface Subject {
  subject: string;
  kind: RuleKind;
  rows: Row[];
}

export const RULES: Subject[] = [
  { subject: "a service's name", kind: "service", rows: SERVICE_NAMES },
  { subject: "an image", kind: "service", rows: IMAGES },
  { subject: "a container", kind: "service", rows: CONTAINER },
  { subject: "a health check", kind: "service", rows: HEALTH },
  { subject: "mounts", kind: "service", rows: MOUNTS },
  { subject: "files of secrets and configs", kind: "service", rows: FILES },
  { subject: "resources", kind: "service", rows: RESOURCES },
  { subject: "restarts", kind: "service", rows: RESTARTS },
  { subject: "placement", kind: "service", rows: PLACEMENT },
  { subject: "modes", kind: "service", rows: MODES },
  { subject: "updates", kind: "service", rows: UPDATES },
  { subject: "an endpoint", kind: "service", rows: ENDPOINTS },
  { subject: "the networks that a service joins", kind: "service", rows: JOINED },
  { subject: "a network", kind: "network", rows: NETWORKS },
  { subject: "a volume", kind: "volume", rows: VOLUMES },
  { subject: "a secret's name", kind: "secret", rows: SECRET_NAMES },
  { subject: "a secret", kind: "secret", rows: SECRET_SIZES },
  { subject: "a config's name", kind: "config", rows: SECRET_NAMES },
  { subject: "a config", kind: "config", rows: CONFIG_SIZES },
  { subject: "a swarm", kind: "swarm", rows: SWARMS },
];
