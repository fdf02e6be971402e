// The TypeScript of the documents as virtual modules of one compilation, against the sources of the package.

import { join } from "node:path";
import ts from "typescript";
import { root } from "../../tools/testing/program";
import { textOf as documentText } from "./documents";

export interface Snippet {
  /** Document and line of its first line. */
  place: string;
  text: string;
}

/** What a snippet may use without saying where it comes from. */
const FAMILIAR: Record<string, string> = {
  pulumi: 'import * as pulumi from "@pulumi/pulumi";',
  swarm: 'import * as swarm from "pulumi-swarm";',
  config: "declare const config: import('@pulumi/pulumi').Config;",
  cluster: "declare const cluster: import('pulumi-swarm').SwarmCluster;",
  front: "declare const front: import('pulumi-swarm').Network;",
  data: "declare const data: import('pulumi-swarm').Volume;",
};

export function snippetsIn(document: string): Snippet[] {
  const text = documentText(document);
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => ({
    place: `${document}:${text.slice(0, match.index).split("\n").length + 1}`,
    text: match[1] ?? "",
  }));
}

/** What the compiler says of them, each line with the place in its document. */
export function errorsIn(snippets: Snippet[]): string[] {
  const modules = new Map(
    snippets.map((snippet, index) => [join(root, `snippet-${index}.ts`), snippet]),
  );
  const options = optionsOf();
  const host = ts.createCompilerHost(options);
  const [exists, read] = [host.fileExists.bind(host), host.readFile.bind(host)];
  const source = host.getSourceFile.bind(host);
  host.fileExists = (file) => modules.has(file) || exists(file);
  host.readFile = (file) => textOf(modules.get(file)) ?? read(file);
  host.getSourceFile = (file, languageVersion) => {
    const text = textOf(modules.get(file));
    return text === undefined
      ? source(file, languageVersion)
      : ts.createSourceFile(file, text, languageVersion);
  };
  const program = ts.createProgram([...modules.keys()], options, host);
  return [...modules].flatMap(([file, snippet]) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(
        ({ messageText }) =>
          `${snippet.place}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
      ),
  );
}

function optionsOf(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const paths = { "pulumi-swarm": [join(root, "sdk/index.ts")] };
  // A snippet shows what can be made; it need not use it.
  return { ...options, paths, types: ["node"], noUnusedLocals: false };
}

/** The snippet after what it takes for granted. */
function textOf(snippet: Snippet | undefined): string | undefined {
  if (snippet === undefined) return undefined;
  const { text } = snippet;
  const granted = Object.entries(FAMILIAR).filter(
    ([name]) =>
      new RegExp(`\\b${name}\\b`).test(text) &&
      !new RegExp(`(const|import \\* as) ${name}\\b`).test(text),
  );
  return [...granted.map(([, line]) => line), text, "export {};"].join("\n");
}
