// The door to the offline rules: what an engine would refuse, or never run, found without asking one.
// Pure. Says nothing of what is not known yet. Takes canonical inputs only.

export { clusterRules } from "./rules/cluster";
export { imageIdsRules } from "./rules/image-id";
export { nodeRules } from "./rules/node";
export { isOfOneEngine, networkRules } from "./rules/network";
export { registryRules } from "./rules/registry";
export { configRules, secretRules } from "./rules/secret";
export { serviceRules } from "./rules/service";
export { singleServiceRules } from "./rules/single";
export { onFailureRules, stackRules } from "./rules/stack";
export { volumeRules } from "./rules/volume";
