// The rules of a whole stack, told by file and line. What `docker stack deploy` itself refuses is refused; what only the
// engine would, or a node, is a warning here: the preview asks for it again, with all that the program adds.

import type { Problem } from "../../provider/model/common";
import { own } from "../../provider/model/compact";
import { stackRules } from "../../provider/model/rules";
import type { StackInputs } from "../../provider/model/stack";
import { type Finding, throwProblems, warningLines } from "./findings";
import type { ComposeResult } from "./load";

type Asked = (model: StackInputs, path: string[]) => boolean;

const always: Asked = () => true;
/** docker asks whether a network is declared, not of what kind it is. */
const notDeclared: Asked = ({ networks }, path) => own(networks, path[3] ?? "") === undefined;
/** docker asks whether a bind has a source, not what stands in it. */
const notBound: Asked = ({ services }, [, service = "", , index]) => {
  const mount = own(services, service)?.volumes?.[Number(index)];
  return mount?.type !== "bind" || !mount.source;
};

/** Where docker's own client looks: `*` is any key. */
const dockersOwn = Object.entries({
  "services.*.image": always,
  "services.*.networks.*": notDeclared,
  "services.*.volumes.*.source": notBound,
  "services.*.volumes.*.bind": always,
  "services.*.volumes.*.volume": always,
  "services.*.volumes.*.tmpfs": always,
  "services.*.volumes.*.image": always,
  "services.*.secrets.*": always,
  "services.*.configs.*": always,
  "services.*.healthcheck": always,
  "services.*.credentialSpec": always,
  "services.*.credentialSpec.config": always,
  "services.*.deploy.replicas": always,
}).map(([pattern, asks]): [string[], Asked] => [pattern.split("."), asks]);

interface Asking {
  /** Of these services another part of the program still says more. */
  isElsewhere?: (service: string) => boolean;
  /** Nothing is added to the files: what the preview will refuse is refused here, where its place is known. */
  isWhole?: boolean;
}

/** Throws what docker would refuse of the stack; gives back what else is worth a word. */
export function checkStack(
  { model, locate, files, found }: ComposeResult,
  namespace: string,
  { isElsewhere = () => false, isWhole = false }: Asking = {},
): string[] {
  const isOpen = ([kind, key = ""]: string[]): boolean => kind === "services" && isElsewhere(key);
  const rules = stackRules(model, namespace).filter(({ path }) => !isOpen(path));
  const isRefused = ({ warning, path }: Problem): boolean =>
    !warning &&
    (isWhole || dockersOwn.some(([pattern, asks]) => matches(pattern, path) && asks(model, path)));
  const findings = (problems: Problem[]) =>
    problems.map(({ path, reason }) => ({
      place: locate(path),
      reason: isBuilt(model, found, path) ? reason + build : reason,
    }));
  const warnings = findings(rules.filter((problem) => !isRefused(problem)));
  throwProblems({ problems: findings(rules.filter(isRefused)), warnings: found, files });
  return warningLines({ warnings, files });
}

const build =
  " A swarm builds none: push what `build` makes to a registry, and name it in `image`.";

/** Whether an image is missing that `build` would make; the dropped key was told of before. */
const isBuilt = (
  { services }: StackInputs,
  found: Finding[],
  [kind, key = "", last]: string[],
): boolean =>
  last === "image" &&
  !own(services, key)?.image &&
  found.some(({ place }) => place.key === `${kind}.${key}.build`);

const matches = (pattern: string[], path: string[]): boolean =>
  pattern.length === path.length && pattern.every((part, i) => part === "*" || part === path[i]);
