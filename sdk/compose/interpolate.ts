// The grammar of `$NAME` and `${NAME:-default}`: one text in, one text out. Pure; knows no file and no environment.

export type Lookup = (name: string) => string | undefined;

export interface Filled {
  text: string;
  /** Variables without a value that were read as empty. */
  unset: string[];
  /** Forms like `$TAG-alpine`, in which docker stack takes the rest of the text for a default. */
  swallowed: string[];
  /** Forms like `$?` that are no variable, and whose `$` docker stack drops where a variable follows. */
  dropped: string[];
}

/** Why a text cannot be filled in. */
export interface Refused {
  problem: string;
}

interface Work extends Filled {
  lookup: Lookup;
  /** Inside a default, and in env files, a `$` that begins no variable stands for itself. */
  lenient: boolean;
  depth: number;
  /** Where the last closing brace of the text stands. */
  lastBrace: number;
  /** What is wrong if no variable follows. */
  pending: string[];
}

const maxDepth = 20;
/** Braces that are never closed are plain text; with many of them each would be looked for to the end. */
const maxOpen = 100;
/** Of what is no variable in one text. */
const mostTold = 10;
const tooDeep = `variables are nested deeper than ${maxDepth} levels.`;
const name = /[_a-z][_a-z0-9]*/iy;
const operator = /:?[-?+]/y;
/** Without braces only these two, up to the next brace: so does docker stack. In env files, none: so does Compose. */
const swallowing = /(:?[-?])([^}]*)/y;

/** Fills the variables of a text in. */
export function interpolate(text: string, lookup: Lookup, lenient = false): Filled | Refused {
  const found = { unset: [], swallowed: [], dropped: [], pending: [] };
  const lastBrace = text.lastIndexOf("}");
  const work: Work = { ...found, text: "", lookup, lenient, depth: 0, lastBrace };
  const problem = fill(work, text) ?? notVariable(work.pending);
  return problem === undefined ? work : { problem };
}

/** Appends a text to the work; gives back what is wrong with it. */
function fill(work: Work, text: string): string | undefined {
  let from = 0;
  for (let at = text.indexOf("$"); at >= 0; at = text.indexOf("$", from)) {
    work.text += text.slice(from, at);
    const step = text[at + 1] === "{" ? braced(work, text, at) : plain(work, text, at);
    if (typeof step === "string") return step;
    from = step;
  }
  work.text += text.slice(from);
  return undefined;
}

/** `$NAME` and `$$`; where to go on, or what is wrong. */
function plain(work: Work, text: string, at: number): number | string {
  if (text[at + 1] === "$") {
    work.text += "$";
    return at + 2;
  }
  const variable = match(name, text, at + 1)?.[0];
  if (variable === undefined) return invalid(work, text.slice(at, at + 2).trim(), at);
  const end = at + 1 + variable.length;
  const swallows = !work.lenient || work.depth > 0;
  const [whole, sign, rest] = (swallows && match(swallowing, text, end)) || [];
  if (whole === undefined || sign === undefined) return append(work, variable, end);
  work.swallowed.push(`$${variable}${whole}`);
  return choose(work, { variable, sign, rest: rest ?? "", nested: false }) ?? end + whole.length;
}

/** `${NAME}` and `${NAME:-default}`. */
function braced(work: Work, text: string, at: number): number | string {
  const close = at > work.lastBrace ? -1 : closingBrace(text, at);
  if (close === undefined) return tooDeep;
  const whole = text.slice(at, close + 1);
  const variable = close < 0 ? undefined : match(name, text, at + 2)?.[0];
  if (variable === undefined) return invalid(work, close < 0 ? text.slice(at) : whole, at);
  const end = at + 2 + variable.length;
  if (end === close) return append(work, variable, close + 1);
  const sign = match(operator, text, end)?.[0];
  if (sign === undefined) return invalid(work, whole, at);
  const rest = text.slice(end + sign.length, close);
  return choose(work, { variable, sign, rest, nested: true }) ?? close + 1;
}

function invalid(work: Work, form: string, at: number): number | string {
  if (work.lenient) work.text += "$";
  else if (work.pending.length < mostTold) work.pending.push(form);
  return at + 1;
}

/** Every one is named: to write only the last anew would drop the $ of the others. */
function notVariable(forms: string[]): string | undefined {
  if (forms.length === 0) return undefined;
  const told = [...new Set(forms)].map((form) => `"${form}"`);
  const what = told.length > 1 ? "are no variables" : "is not a variable";
  const shell = forms.includes("$(")
    ? " Compose runs no commands; a shell of the container may."
    : "";
  return `${told.join(", ")} ${what}. Write $$ for a plain $.${shell}`;
}

/** A variable makes docker forget that something before it was none. */
function forgive(work: Work): void {
  work.dropped.push(...work.pending.splice(0));
}

function append(work: Work, variable: string, end: number): number {
  forgive(work);
  const value = work.lookup(variable);
  if (value === undefined) work.unset.push(variable);
  work.text += value ?? "";
  return end;
}

interface Choice {
  variable: string;
  sign: string;
  rest: string;
  nested: boolean;
}

/** Carries an operator out; gives back what is wrong. */
function choose(work: Work, { variable, sign, rest, nested }: Choice): string | undefined {
  forgive(work);
  const value = work.lookup(variable);
  const has = value !== undefined && (value !== "" || !sign.startsWith(":"));
  const kind = sign.at(-1);
  if (kind === "?" && !has)
    return `the variable ${variable} is required: ${rest.replaceAll("$$", "$") || "not set"}.`;
  const useRest = kind === "+" ? has : !has;
  if (kind !== "+" && has) work.text += value;
  if (!useRest || kind === "?") return undefined;
  if (nested) return fillNested(work, rest);
  work.text += rest;
  return undefined;
}

function fillNested(work: Work, rest: string): string | undefined {
  if (work.depth >= maxDepth) return tooDeep;
  const lastBrace = rest.lastIndexOf("}");
  const inner: Work = { ...work, text: "", lenient: true, depth: work.depth + 1, lastBrace };
  const problem = fill(inner, rest);
  work.text += inner.text;
  return problem;
}

/** The brace that closes the one at `at + 1`; only `${` opens another. Undefined: there are too many to ask for each. */
function closingBrace(text: string, at: number): number | undefined {
  let open = 0;
  for (let i = at; i < text.length; i += 1) {
    if (text.startsWith("${", i)) open += 1;
    if (text[i] === "}") open -= 1;
    if (open > maxOpen) return undefined;
    if (open === 0 && text[i] === "}") return i;
  }
  // an inner one that never ends is text to docker
  return text.indexOf("}", at);
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
