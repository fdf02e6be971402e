// Compose files as the typed model of a stack, for a program.

import * as pulumi from "@pulumi/pulumi";
import type { StackModel } from "../provider/model/stack";
import { type ComposeOptions, readCompose } from "./compose";

/**
 * Reads Compose files as the typed model of a stack, merged left to right.
 *
 * Errors: COMPOSE_SYNTAX and COMPOSE_UNSUPPORTED, each line with file, line, column and key. Warnings are logged, as those of
 * a `Stack` with `files` are.
 */
export function loadCompose(files: string | string[], options: ComposeOptions = {}): StackModel {
  try {
    const { model, warnings } = readCompose([files].flat(), options);
    for (const text of warnings) void pulumi.log.warn(text);
    return model;
  } catch (error) {
    throw error instanceof Error ? mistake(error) : error;
  }
}

/** Pulumi prints its sentence, and no stack trace. */
const mistake = ({ message, ...rest }: Error): pulumi.RunError =>
  Object.assign(new pulumi.RunError(message), rest);
