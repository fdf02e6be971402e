// The door to Compose files: what a program and the command line may use of this room.

import type { StackModel } from "../../provider/model/stack";
import { type ComposeOptions, readCompose } from "./load";

export { checkStack } from "./check-stack";
export { type ComposeOptions, type ComposeResult, readCompose } from "./load";

/**
 * Reads Compose files as the typed model of a stack, merged left to right.
 *
 * Errors: COMPOSE_SYNTAX and COMPOSE_UNSUPPORTED, each line with file, line, column and key. Warnings are dropped;
 * a `Stack` with `files` shows them.
 */
export const loadCompose = (files: string | string[], options: ComposeOptions = {}): StackModel =>
  readCompose([files].flat(), options).model;
