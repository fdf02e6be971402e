// WordPress and its database. The passwords are secrets of Pulumi's config, become secrets of the swarm, and
// reach the containers as files: they are in no environment, no Compose file and no output.

import * as pulumi from "@pulumi/pulumi";
import * as swarm from "pulumi-swarm";

const config = new pulumi.Config();

const wordpress = new swarm.Stack("wordpress", {
  files: "docker-stack.yml",
  secrets: {
    "db-password": { data: config.requireSecret("dbPassword") },
    "db-root-password": { data: config.requireSecret("dbRootPassword") },
  },
});

export const page = "http://localhost:8010";
export const secrets = wordpress.secrets.apply((made) =>
  Object.values(made).map(({ name }) => name),
);
