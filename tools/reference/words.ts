// A type in a reader's words: "list of text", "map of number or null". What has a place of its own in the pages
// is left open, as `{0}`, for whoever knows the places.

import ts from "typescript";
import { code } from "./markdown";
import { isOwn, nameOf } from "./program";

export interface Words {
  text: string;
  mentions: Mentioned[];
}

/** What a type mentions: a class, a type with keys of its own, or a name for a plain type ("duration"). */
export interface Mentioned {
  kind: "class" | "keys" | "plain";
  name: string;
  type: ts.Type;
  declaration?: ts.Declaration;
  /** What stands between the input's own path and its keys: "[]", ".*". */
  below: string;
}

type Say = (node: ts.TypeNode, below: string) => string;

/** Types that only say when a value comes, or how its keys are read. */
const WRAPPERS = ["Input", "Output", "Promise", "Lazy", "LazyArgs", "NonNullable", "Readonly"];
const PLAIN: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.StringKeyword]: "text",
  [ts.SyntaxKind.NumberKeyword]: "number",
  [ts.SyntaxKind.BooleanKeyword]: "boolean",
  [ts.SyntaxKind.UnknownKeyword]: "any value",
};

export function wordsOf(node: ts.TypeNode | undefined, checker: ts.TypeChecker): Words {
  const mentions: Mentioned[] = [];
  const mention = (one: Mentioned): string => `{${mentions.push(one) - 1}}`;
  const say: Say = (one, below) => {
    if (ts.isParenthesizedTypeNode(one) || ts.isTypeOperatorNode(one)) return say(one.type, below);
    if (ts.isUnionTypeNode(one)) return oneOf(one.types.map((type) => say(type, below)));
    if (ts.isArrayTypeNode(one)) return `list of ${say(one.elementType, `${below}[]`)}`;
    if (ts.isLiteralTypeNode(one)) return one.getText() === "null" ? "null" : code(one.getText());
    if (ts.isFunctionTypeNode(one)) return "function";
    return PLAIN[one.kind] ?? named({ checker, say, mention }, one, below);
  };
  return { text: node ? say(node, "") : "", mentions };
}

interface Speaker {
  checker: ts.TypeChecker;
  say: Say;
  mention: (one: Mentioned) => string;
}

function named({ checker, say, mention }: Speaker, node: ts.TypeNode, below: string): string {
  const inner = generic(say, node, below);
  if (inner !== undefined) return inner;
  const picked = pickedNode(checker, node);
  if (picked) return say(picked, below);

  const type = checker.getTypeFromTypeNode(node);
  const isNamed = ts.isTypeReferenceNode(node);
  const name = isNamed ? lastName(node.typeName) : "";
  const symbol = isNamed ? meant(checker, node.typeName) : type.symbol;
  const declaration = symbol?.declarations?.find(isOwn);
  const kind = kindOf(checker, type, declaration);
  return kind
    ? mention({ kind, name, type, declaration, below })
    : code(checker.typeToString(type));
}

function kindOf(
  checker: ts.TypeChecker,
  type: ts.Type,
  declaration: ts.Declaration | undefined,
): Mentioned["kind"] | undefined {
  if (declaration && ts.isClassDeclaration(declaration)) return "class";
  if (hasKeys(checker, type)) return "keys";
  return declaration && ts.isTypeAliasDeclaration(declaration) ? "plain" : undefined;
}

/** A type that is made of another one. */
function generic(say: Say, node: ts.TypeNode, below: string): string | undefined {
  if (!ts.isTypeReferenceNode(node)) return undefined;
  const name = lastName(node.typeName);
  if (name === "Uint8Array") return "bytes";
  const [first, second] = node.typeArguments ?? [];
  if (first && WRAPPERS.includes(name)) return say(first, below);
  if (first && name === "Array") return `list of ${say(first, `${below}[]`)}`;
  if (second && name === "Record") return `map of ${say(second, `${below}.*`)}`;
  return undefined;
}

/** `Deployed["services"]`: the type that is written there. */
function pickedNode(checker: ts.TypeChecker, node: ts.TypeNode): ts.TypeNode | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isLiteralTypeNode(node.indexType)) return undefined;
  const key = node.indexType.literal;
  if (!ts.isStringLiteral(key)) return undefined;
  const property = checker.getTypeFromTypeNode(node.objectType).getProperty(key.text);
  const declaration = property?.declarations?.[0];
  return declaration && ts.isPropertySignature(declaration) ? declaration.type : undefined;
}

function meant(checker: ts.TypeChecker, name: ts.EntityName): ts.Symbol | undefined {
  const symbol = checker.getSymbolAtLocation(name);
  const isAlias = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  return isAlias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Whether it is a map whose keys the package names. */
function hasKeys(checker: ts.TypeChecker, type: ts.Type): boolean {
  const mayHave = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
  if (!mayHave || checker.isArrayType(type)) return false;
  return type
    .getProperties()
    .some(({ declarations }) =>
      declarations?.some((one) => isOwn(one) && ts.isPropertySignature(one) && nameOf(one) !== ""),
    );
}

const lastName = (name: ts.EntityName): string =>
  ts.isIdentifier(name) ? name.text : name.right.text;

function oneOf(all: string[]): string {
  const words = [...new Set(all)].filter((one) => one !== code("undefined"));
  const last = words.pop() ?? "";
  if (words.length === 0) return last;
  const isLong = [...words, last].some((one) => one.includes(" or "));
  return isLong ? `${words.join("; ")}; or ${last}` : `${words.join(", ")} or ${last}`;
}
