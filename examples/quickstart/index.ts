// The quickstart: one Compose file, declared as a stack. Values from Pulumi's config are merged last.

import * as pulumi from "@pulumi/pulumi";
import * as swarm from "pulumi-swarm";

const config = new pulumi.Config();

const stack = new swarm.Stack("getstartedlab", {
  files: ["docker-stack.yml"],
  variables: {
    TAG: config.get("tag") ?? "1",
    DOCKER_SOCKET: config.get("dockerSocket") ?? "/var/run/docker.sock",
  },
  services: { web: { deploy: { replicas: config.getNumber("replicas") ?? 3 } } },
});

export const page = "http://localhost:4000";
export const visualizer = "http://localhost:5000";
export const replicas = stack.services.apply((services) => services.web?.replicas);
