// The routing mesh's network: a swarm has one at most, whatever its name. Pure.

/** Whether a network's spec is that of the mesh. */
export const isIngress = (spec: object): boolean =>
  (spec as { Ingress?: boolean }).Ingress === true;
