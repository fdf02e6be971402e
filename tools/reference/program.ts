// The public face of the package, as the TypeScript compiler sees it: classes, functions, their members.

import { join } from "node:path";
import ts from "typescript";
import { root } from "../testing/program";

export interface Face {
  checker: ts.TypeChecker;
  classes: ts.ClassDeclaration[];
  functions: ts.Declaration[];
}

export function publicFace(): Face {
  const entry = join(root, "sdk/index.ts");
  const config = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const program = ts.createProgram([entry], { ...options, types: ["node"] });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(entry);
  const module = file && checker.getSymbolAtLocation(file);
  const declarations = (module ? checker.getExportsOfModule(module) : []).flatMap((symbol) => {
    const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    const meant = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
    return meant.valueDeclaration ?? [];
  });
  return {
    checker,
    classes: declarations.filter(ts.isClassDeclaration),
    functions: declarations.filter((one) => !ts.isClassDeclaration(one)),
  };
}

/** Whether the package itself declares it. */
export const isOwn = (node: ts.Node): boolean =>
  !node.getSourceFile().fileName.includes("/node_modules/");

export const nameOf = (node: ts.Node): string =>
  (ts.getNameOfDeclaration(node as ts.Declaration) as ts.Identifier | undefined)?.text ?? "";
