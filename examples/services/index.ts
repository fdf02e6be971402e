// Services as typed code: the keys are Compose's, in camelCase, and every value may come from elsewhere.

import * as pulumi from "@pulumi/pulumi";
import * as swarm from "pulumi-swarm";

const config = new pulumi.Config();
const image = config.get("image") ?? "nginx:1.27-alpine";

// The swarm of the engine that the environment names: made when there is none, taken over when there is.
const cluster = new swarm.SwarmCluster("prod", { advertiseAddr: config.get("advertiseAddr") });

const front = new swarm.Network("front", { cluster, attachable: true });
const pages = new swarm.Volume("pages", { cluster, labels: { holds: "the site's pages" } });

const web = new swarm.Service("web", {
  cluster,
  image,
  command: config.get("command"),
  networks: [front],
  ports: ["8080:80"],
  volumes: [{ source: pages, target: "/usr/share/nginx/html", readOnly: true }],
  healthcheck: {
    test: "wget -q -O /dev/null http://127.0.0.1/ || exit 1",
    interval: "10s",
    startPeriod: "5s",
  },
  deploy: {
    replicas: config.getNumber("replicas") ?? 2,
    resources: { limits: { cpus: "0.25", memory: "64M" } },
    updateConfig: { parallelism: 1, order: "start-first", failureAction: "rollback" },
  },
});

// A job: runs to its end once, after the web service is up.
const greet = new swarm.Service(
  "greet",
  {
    cluster,
    image,
    entrypoint: ["wget", "-q", "-O", "-", "http://tasks.web/"],
    networks: [front],
    deploy: { mode: "replicated-job", replicas: 1 },
  },
  { dependsOn: [web] },
);

// What is there, whoever made it: the nodes that take tasks.
const ready = swarm.getNodesOutput({ cluster, availability: "active" });

export const nodes = ready.apply((all) => all.map((node) => node.hostname));
export const runs = web.runningImage;
export const ports = web.publishedPorts;
export const job = greet.name;
