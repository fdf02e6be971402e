// The closing words of `npm run demo`: what runs, where to see it, what to try next. Pure text.

import Table from "cli-table3";
import type { Running } from "./observe";
import { publishedUrl, type Visit } from "./visit";

export interface Closing {
  services: Running[];
  visit: Visit | undefined;
  engineHost: string;
  /** true: this kernel lacks what published ports need. */
  lacksIpvs: boolean;
  unchanged: boolean;
}

export function closingWords(closing: Closing): string {
  return [servicesTable(closing.services), whereToLook(closing), whatNext(), outcome(closing)].join(
    "\n\n",
  );
}

function servicesTable(services: Running[]): string {
  const table = new Table({
    head: ["service", "replicas", "node", "ports", "image"],
    style: { head: [], border: [], compact: true },
  });
  for (const { service, running, wanted, nodes, ports, image } of services) {
    table.push([service, `${running}/${wanted}`, nodes.join(", "), ports.join(", "), image]);
  }
  return table.toString();
}

function whereToLook({ visit, engineHost, lacksIpvs }: Closing): string {
  const published = publishedUrl(engineHost, 4000);
  if (visit === undefined) {
    return `The page answers neither at ${published} nor inside its tasks. Its log: docker service logs getstartedlab_web`;
  }
  const open =
    visit.url === undefined
      ? `Inside its task the page answers: it just counted visit ${visit.visits}.`
      : `Open ${visit.url} for the page, which just counted visit ${visit.visits},\n` +
        `and ${visit.pictureUrl} for a picture of the swarm.`;
  if (visit.way === "published port") return open;
  const why = lacksIpvs
    ? "this machine's kernel has no ip_vs, without which Swarm's published ports carry no packets"
    : "the port is published, but nothing came back";
  const where = visit.url ? "\n(Those are the tasks' own addresses, on this machine only.)" : "";
  return `${published} does not answer here: ${why}.\n${open}${where}`;
}

function whatNext(): string {
  return [
    "Try next, in this folder:",
    "  . .demo/env                                             once in a shell: pulumi, and this demo's stack",
    "  pulumi config set tag 2 && pulumi preview --diff        see what a new image would do",
    "  pulumi config set replicas 5 && pulumi up               scale the page",
    "  npm run demo:down                                       take everything away again",
  ].join("\n");
}

function outcome({ unchanged, services }: Closing): string {
  if (services.length === 0) {
    return "Nothing runs, though Pulumi deployed it: somebody removed it. This deploys it again: pulumi up --refresh";
  }
  const missing = services.filter(({ running, wanted }) => running < wanted);
  if (missing.length > 0) {
    return `Not all tasks run: ${missing.map(({ service }) => service).join(", ")}.`;
  }
  return unchanged ? "Unchanged: everything runs as declared." : "Deployed: everything runs.";
}
