// Who mounts a volume: the containers of an engine, in words.

import type { Container } from "../engine/types";

const TASK = "com.docker.swarm.task.name";
const SERVICE = "com.docker.swarm.service.name";

/** Whether a service made it: then it goes with the service, or with the history of its tasks. */
export const isOfTask = ({ Labels }: Container): boolean => Labels?.[TASK] !== undefined;

/** "container web.1.x3f (exited, of service web), container psql (running)". */
export const containersInWords = (containers: Container[]): string =>
  containers.map(inWords).join(", ");

function inWords({ Id, Names, State, Labels }: Container): string {
  const name = Names?.[0]?.replace(/^\//, "") ?? Id.slice(0, 12);
  const service = Labels?.[SERVICE];
  return `container ${name} (${State}${service === undefined ? "" : `, of service ${service}`})`;
}
