// Five machines, each with a bare Docker engine, made one swarm: the first manager begins it, the others join by their
// own connections. Then a web server on it, which is scaled, updated and moved by Pulumi's config.

import * as pulumi from "@pulumi/pulumi";
import * as swarm from "pulumi-swarm";

interface Machine {
  /** Its hostname. */
  name: string;
  /** Where this program reaches it, and the other machines too. */
  address: string;
  role: "manager" | "worker";
  labels?: Record<string, string>;
  availability?: "active" | "pause" | "drain";
}

const config = new pulumi.Config();
const machines = config.requireObject<Machine[]>("machines");

/** By ssh with your own keys, or by TLS where a folder has the client's ca.pem, cert.pem and key.pem. */
const folder = config.get("certificates");
const scheme = folder === undefined ? `ssh://${config.get("sshUser") ?? "root"}@` : "tcp://";
const hostOf = ({ address }: Machine) => scheme + address + (folder === undefined ? "" : ":2376");
const pem = (name: string) => folder && `${folder}/${name}.pem`;
const client = { ca: pem("ca"), cert: pem("cert"), key: pem("key") };

const managers = machines.filter(({ role }) => role === "manager");
const [first] = managers;
if (first === undefined) throw new Error("machines: one of them has to be a manager");

// Any of the managers will do once they are there: a list of hosts survives the loss of the first.
const cluster = new swarm.SwarmCluster("swarm", {
  advertiseAddr: first.address,
  connection: { host: managers.map(hostOf), ...client },
});

const nodes = machines.map((machine) => {
  const { name, role, labels, availability, address } = machine;
  const is = { cluster, name, role, labels, availability };
  // the first is in the swarm already: it is declared, and does not join
  if (machine === first) return new swarm.Node(name, is);
  const connection = { host: hostOf(machine), ...client };
  return new swarm.Node(name, { ...is, connection, advertiseAddr: address });
});

const front = new swarm.Network("front", { cluster }, { dependsOn: nodes });

const web = new swarm.Service(
  "web",
  {
    cluster,
    image: config.get("image") ?? "nginx:1.27-alpine",
    networks: [front],
    ports: ["80:80"],
    deploy: {
      replicas: config.getNumber("replicas") ?? 1,
      updateConfig: {
        parallelism: config.getNumber("batch") ?? 5,
        delay: config.get("delay") ?? "30s",
        order: "start-first",
        failureAction: "rollback",
      },
    },
  },
  { dependsOn: nodes },
);

export const members = nodes.map(({ hostname }) => hostname);
export const pages = machines.map(({ address }) => `http://${address}/`);
export const runs = web.runningImage;
