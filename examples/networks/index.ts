// Networks as a stack of their own, and two stacks that join them by their names in the swarm. `dependsOn` makes
// the networks first and removes them last, and the preview knows what will be there by then.

import * as pulumi from "@pulumi/pulumi";
import * as swarm from "pulumi-swarm";

const config = new pulumi.Config();
const site = config.get("site") ?? "localhost";

const networks = new swarm.Stack("networks", { files: "networks.yml" });

const registry = new swarm.Stack("registry", { files: "registry.yml" }, { dependsOn: networks });

const web = new swarm.Stack(
  "web",
  {
    files: "web.yml",
    variables: { SITE: site },
    services: { httpd: { deploy: { replicas: config.getNumber("replicas") ?? 2 } } },
  },
  { dependsOn: networks },
);

export const page = `http://${site}`;
export const push = "localhost:5000";
export const services = pulumi
  .all([registry.services, web.services])
  .apply((stacks) => stacks.flatMap((made) => Object.values(made).map(({ name }) => name)));
