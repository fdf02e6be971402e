// The lines of an `env_file`, verbatim as docker stack takes them: no quotes, no variables, no comments after a value.

/** Names and values in their order; null is a name alone. A problem is a reason with its line. */
export function parseEnvFile(text: string): [string, string | null][] | { problem: string } {
  const values: [string, string | null][] = [];
  for (const [i, raw] of text.split("\n").entries()) {
    const line = raw.replace(/\r$/, "").trimStart();
    if (line === "" || line.startsWith("#")) continue;
    const [name = "", value] = line.split(/=(.*)/s);
    const problem = nameProblem(name);
    if (problem !== undefined) return { problem: `line ${i + 1}: ${problem}` };
    values.push([name, value ?? null]);
  }
  return values;
}

function nameProblem(name: string): string | undefined {
  if (name === "") return "there is no name before the =.";
  // behind a colon may stand a password
  const told = name.replace(/:.*/s, ":…");
  return /\s/.test(name) ? `the name "${told}" contains blanks. Write NAME=value.` : undefined;
}
