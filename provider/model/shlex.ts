// Splits a command line into words, as google/shlex does for docker: quotes and backslashes, no expansion.

type State = "between" | "word" | "single" | "double" | "comment";

/** The words of a command line, or what is wrong with it. */
export function splitWords(line: string): { words: string[] } | { error: string } {
  const words: string[] = [];
  let [word, state]: [string, State] = ["", "between"];
  const characters = [...line];

  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? "";
    const next = step(state, character);
    if (next.escape) {
      index += 1;
      if (index >= characters.length) return { error: "it ends after a backslash" };
      word += characters[index];
    } else if (next.keep) {
      word += character;
    }
    if (state === "word" && next.state === "between") {
      words.push(word);
      word = "";
    }
    state = next.state;
  }
  if (state === "single" || state === "double") return { error: "a quote is not closed" };
  if (state === "word") words.push(word);
  return { words };
}

function step(state: State, character: string): { state: State; keep?: true; escape?: true } {
  if (state === "comment") return { state: character === "\n" ? "between" : "comment" };
  if (state === "single") return character === "'" ? { state: "word" } : { state, keep: true };
  if (state === "double") {
    if (character === '"') return { state: "word" };
    return character === "\\" ? { state, escape: true } : { state, keep: true };
  }
  if (" \t\r\n".includes(character)) return { state: "between" };
  if (character === '"') return { state: "double" };
  if (character === "'") return { state: "single" };
  if (character === "\\") return { state: "word", escape: true };
  if (character === "#" && state === "between") return { state: "comment" };
  return { state: "word", keep: true };
}
