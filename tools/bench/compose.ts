// The Compose file that everybody deploys. Pure.

export interface StackFile {
  services: number;
  /** Tasks of each service. */
  replicas: number;
  /** In the environment of every service: another value restarts every task. */
  all: string;
  /** The same of the first service alone. */
  first: string;
}

/** One network for all, with room for an address each: a swarm's own subnets end at 254. */
const NETWORK = `networks:
  default:
    ipam:
      config:
        - subnet: SUBNET
`;

export function composeFile({ services, replicas, all, first }: StackFile, subnet: string): string {
  const one = (index: number): string => `  s${index + 1}:
    image: busybox:latest
    command: sleep 1d
    init: true
    environment:
      ALL: "${all}"
      OWN: "${index === 0 ? first : "1"}"
    deploy:
      replicas: ${replicas}
`;
  const each = Array.from({ length: services }, (_, index) => one(index));
  return `version: "3.8"\nservices:\n${each.join("")}${NETWORK.replace("SUBNET", subnet)}`;
}
