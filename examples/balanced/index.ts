// Three web servers with the same pages, on one NFS share, behind haproxy. Its configuration is a config of the
// swarm, made of the file beside this program: a changed file is a new version, and restarts haproxy alone.

import * as pulumi from "@pulumi/pulumi";
import * as swarm from "pulumi-swarm";

const config = new pulumi.Config();

/** Where there is no NFS server: a folder that each node has at the same path. */
const folder = config.get("folder");
const bound = { nginx_vol: { driverOpts: { type: "none", o: "bind", device: folder ?? "" } } };

const balanced = new swarm.Stack("balanced", {
  files: "docker-stack.yml",
  variables: {
    NFS_SERVER: config.get("nfsServer") ?? "10.0.0.5",
    NFS_PATH: config.get("nfsPath") ?? "/var/nfs/general",
  },
  volumes: folder === undefined ? undefined : bound,
});

export const page = "http://localhost:8080";
export const backends = "http://localhost:8080/status";
export const configuration = balanced.configs.apply(({ haproxy }) => haproxy?.name);
