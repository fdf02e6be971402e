// What to do about the well-known causes, by the engine's words. Pure.

import type { Holders } from "./holders";
import { nodesDo, saysMissing, wayOut } from "./images";
import type { Verdict } from "./observation";

const ADVICE: [RegExp, string][] = [
  [
    /No such image|manifest .*(unknown|not found)|pull access denied|repository does not exist/i,
    "Check the image's name and tag, and that every node can pull it: the registry answers there, and a private one has credentials.",
  ],
  [
    /port already in use/,
    "Free the published port on the nodes, or run at most one task a node: a port in host mode is taken once per node.",
  ],
  [
    /scheduling constraints not satisfied|no node has been eligible/,
    "Label a node so that it fits, or change deploy.placement.constraints.",
  ],
  [/insufficient resources/, "Lower deploy.resources.reservations, or add a node."],
  [/missing plugin/, "Install the volume, network or log driver on the nodes."],
  [/unsupported platform/, "Use an image built for the nodes' platform."],
  [
    /max replicas per node/,
    "Raise deploy.placement.maxReplicasPerNode, lower the replicas, or add a node.",
  ],
  [/not available for new tasks/, "Set a node's availability to active, or bring it up again."],
  [
    /bind source path does not exist/,
    "Create the folder on every node that may run the task, or mount a volume instead.",
  ],
  [
    /error while mounting volume/,
    "Check the volume's driver options, and that the nodes reach and may mount what it names.",
  ],
  [
    /unhealthy container/,
    "The health check fails: try its command inside the container, or give it time with healthcheck.startPeriod.",
  ],
  [
    /non-zero exit \(137\)(?!: dockerexec: unhealthy)/,
    "Exit code 137 is a kill, most often for memory: raise deploy.resources.limits.memory, or see the node's kernel log.",
  ],
  [
    /executable file not found|stat .*: no such file|non-zero exit \(127\)/,
    "The command is not in the image: check command, entrypoint and the image.",
  ],
  [
    /permission denied|non-zero exit \(126\)/,
    "The command cannot be run: check its file mode and the user.",
  ],
  [
    /ended with exit code 0/,
    'The process ended well and is started again. Either it is a one-shot: set the restart condition to "on-failure", or deploy.mode to "replicated-job". Or its health check failed, and the engine stopped it.',
  ],
  [
    /never gave any addresses|Pool overlaps/,
    "Its subnet overlaps another network's, or the swarm's address pool is used up: give the network a subnet of its own.",
  ],
  [/unknown capability/, "Check capAdd and capDrop."],
  [
    /unable to find (user|group)/i,
    "The image knows no such user or group: write its number, or take an image that has it.",
  ],
  [
    /not a shared (or slave )?mount/,
    "Share that mount on the node (`mount --make-rshared`), or use another bind.propagation.",
  ],
  [
    /non-zero exit \((?!12[67]\)|137\))\d+\)$/,
    "The process itself ended: what it wrote says why. Mend its command, its environment or what it connects to.",
  ],
];
/** More than a few would hide the first. */
const MOST = 3;

/** Sentences for the causes that the verdict names, the most frequent failure first. */
export function advise({ detail, failures }: Verdict, holders?: Holders): string[] {
  const words = [...failures.map(({ error }) => error), detail];
  const found = words.flatMap((text) => {
    const advice = ADVICE.find(([pattern]) => pattern.test(text))?.[1];
    if (advice === undefined) return [];
    return holders && saysMissing(text) ? `${advice} ${whoHas(holders)}` : advice;
  });
  return [...new Set(found)].slice(0, MOST);
}

function whoHas({ image, has, lacks }: Holders): string {
  const parts = [
    lacks.length > 0 && `${nodesDo(lacks, "lacks", "lack")} ${image}`,
    has.length > 0 && `${nodesDo(has, "has", "have")} it`,
  ];
  const who = parts.filter(Boolean).join(", and ");
  return `${who && `${who}. `}${wayOut({ images: [image], has, lacks, services: 1 })}`;
}
