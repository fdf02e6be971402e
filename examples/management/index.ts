// Portainer with its agent on every node, and a picture of the swarm.

import * as pulumi from "@pulumi/pulumi";
import * as swarm from "pulumi-swarm";

const config = new pulumi.Config();

const management = new swarm.Stack("management", {
  files: "docker-stack.yml",
  // agent and Portainer belong together
  variables: { PORTAINER: config.get("portainer") ?? "2.21.4" },
});

export const portainer = "http://localhost:9000";
export const visualizer = "http://localhost:9001";
export const images = management.services.apply((services) =>
  Object.values(services).map(({ image }) => image),
);
