// What `pulumi up` or `pulumi preview` printed under the heading of each resource. Pure.

const HEADING = /^ {2}\S+ \((.+)\):$/;
/** Where the update begins, after its preview. */
const UPDATE = /^(Updating|Do you want to perform this update)/m;

/** The lines of the plan by the resource's name. */
export const wordsByResource = (text: string): Record<string, string[]> =>
  byResource(text.split(UPDATE)[0], (line) =>
    /^ {4}[-+~=] /.test(line) ? line.trim() : undefined,
  );

/** What the preview warns of, by the resource's name. */
export const warningsByResource = (text: string): Record<string, string[]> =>
  byResource(text.split(UPDATE)[0], (line) => /^ {4}warning: (.*)$/.exec(line)?.[1]);

/** The lines of errors by the resource's name. */
export const errorsByResource = (text: string): Record<string, string[]> =>
  byResource(text, (line) => line.replace(/^\s*(error: 1 error occurred:)?(\* )?/, ""));

function byResource(
  text = "",
  read: (line: string) => string | undefined,
): Record<string, string[]> {
  const diagnostics = text.split(/^Diagnostics:$/m).at(-1) ?? "";
  const words: Record<string, string[]> = {};
  let current: string[] = [];
  for (const line of diagnostics.split("\n")) {
    const name = HEADING.exec(line)?.[1];
    const said = read(line);
    if (/^\S/.test(line)) break;
    if (name !== undefined) current = words[name] ??= [];
    else if (said !== undefined && said !== "") current.push(said);
  }
  return words;
}
