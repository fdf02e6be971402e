// What failed, told once more at the very end: a log of half an hour is read from its end, and often cut.

/** One failed test, as a reader needs it to look for the cause. */
export interface Failure {
  /** "services that cannot run > exit-code: says why". */
  title: string;
  /** With both sides of a comparison. */
  words: string;
}

const LONGEST = 4_000;

/** Each failure with its words, which are cut in their middle where they are long. */
export const failuresInWords = (failures: readonly Failure[]): string =>
  failures.map(({ title, words }) => `failed: ${title}\n${indented(cut(words))}`).join("\n");

const cut = (words: string): string =>
  words.length <= LONGEST
    ? words
    : `${words.slice(0, LONGEST / 2)}\n[…]\n${words.slice(-LONGEST / 2)}`;

const indented = (words: string): string => words.replace(/^/gm, "  ");
