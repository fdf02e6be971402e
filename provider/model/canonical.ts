// The door to the canonical forms: short forms written out, units normalised, one spelling for one meaning.
// Pure and idempotent. Fills in no default, and leaves what is not known yet as it is.

export { canonicalCluster } from "./canonical/cluster";
export { canonicalNetwork } from "./canonical/network";
export { canonicalConfig, canonicalSecret } from "./canonical/objects";
export { canonicalService } from "./canonical/service";
export { canonicalStack } from "./canonical/stack";
export { canonicalVolume } from "./canonical/volume";
