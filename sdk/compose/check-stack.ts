// The rules of a whole stack, told by file and line. What `docker stack deploy` itself refuses is refused; what only the
// engine would, or a node, is a warning here: the preview asks for it again, with all that the program adds.

import type { Problem } from "../../provider/model/common";
import { stackRules } from "../../provider/model/rules";
import { throwProblems, warningLines } from "./findings";
import type { ComposeResult } from "./load";

/** Where docker's own client looks: `*` is any key. */
const dockersOwn = [
  "services.*.image",
  "services.*.networks.*",
  "services.*.volumes.*.source",
  "services.*.volumes.*.bind",
  "services.*.volumes.*.volume",
  "services.*.volumes.*.tmpfs",
  "services.*.volumes.*.image",
  "services.*.secrets.*",
  "services.*.configs.*",
  "services.*.healthcheck",
  "services.*.credentialSpec",
  "services.*.credentialSpec.config",
  "services.*.deploy.replicas",
].map((pattern) => pattern.split("."));

/** Throws what docker would refuse of the stack; gives back what else is worth a word. */
export function checkStack({ model, locate }: ComposeResult, namespace: string): string[] {
  const rules = stackRules(model, namespace);
  const isRefused = (problem: Problem): boolean =>
    !problem.warning && dockersOwn.some((pattern) => matches(pattern, problem.path));
  const findings = (problems: Problem[]) =>
    problems.map(({ path, reason }) => ({ place: locate(path), reason }));
  const warnings = findings(rules.filter((problem) => !isRefused(problem)));
  throwProblems({ problems: findings(rules.filter(isRefused)), warnings: [] });
  return warningLines(warnings);
}

const matches = (pattern: string[], path: string[]): boolean =>
  pattern.length === path.length && pattern.every((part, i) => part === "*" || part === path[i]);
