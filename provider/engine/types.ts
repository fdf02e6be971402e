// The engine API's own shapes, as far as a Linux swarm uses them, so that a spec can be compared by eye
// with `docker service inspect`. Types only.

export type * from "./types/common";
export type * from "./types/objects";
export type * from "./types/running";
export type * from "./types/service-spec";
export type * from "./types/swarm";
