// The counter: one Compose file, declared as a stack. The web service's image was built on one node; `node` keeps
// its tasks there until the other nodes have the image, too.

import * as pulumi from "@pulumi/pulumi";
import * as swarm from "pulumi-swarm";

const config = new pulumi.Config();
const node = config.get("node");

const webapp = new swarm.Stack("webapp", {
  files: ["docker-stack.yml"],
  variables: { TAG: config.get("tag") ?? "v1" },
  services: {
    web: {
      deploy: {
        replicas: config.getNumber("replicas") ?? 5,
        placement: node ? { constraints: [`node.hostname == ${node}`] } : undefined,
      },
    },
  },
});

export const page = "http://localhost:4000";
export const image = webapp.services.apply((services) => services.web?.image);
