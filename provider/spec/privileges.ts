// What a container may do beyond the usual, or less than it.

import type { CredentialSpec, Privileges } from "../engine/types";
import type { ServiceInputs } from "../model/service";
import { readSecurityOptions } from "../model/security-opt";
import { hasUnknown, known, unknownAs } from "../model/unknown";
import type { ServiceScope } from "./scope";

/** The privileges; always sent, as the docker CLI does. */
export const privileges = (inputs: ServiceInputs, scope: ServiceScope): Privileges =>
  hasUnknown(inputs.securityOpt)
    ? unknownAs<Privileges>()
    : {
        CredentialSpec: credentialSpec(inputs, scope) ?? null,
        ...readSecurityOptions(inputs.securityOpt),
      };

/** The credential spec; a config stands by its name, until its id is known. */
const credentialSpec = (inputs: ServiceInputs, scope: ServiceScope): CredentialSpec | undefined =>
  known(inputs.credentialSpec, ({ config, file, registry }) => ({
    Config: known(config, scope.configName) ?? "",
    File: file ?? "",
    Registry: registry ?? "",
  }));
