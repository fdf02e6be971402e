// Look-ups: what is there, for programs that use it without owning it.

export * from "./nodes";
export * from "./objects";
export * from "./services";
export type { ByNameOrId, LookupArgs, LookupOutputArgs } from "./ask";
export type * from "../../provider/lookup/answers";
