/**
 * The sources as the checks of the house see them: every TypeScript and script file with its syntax tree and
 * its imports. Virtual files can stand in for real ones, so that each check can be seen to fail.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { posix, join } from 'node:path';
import ts from 'typescript';

/** One broken rule, where it is broken and what to do about it. */
export interface Violation {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

/** One import, re-export, `require` or `import()` of a file. */
export interface ImportOf {
  /** As written. */
  readonly specifier: string;
  /** Path in the tree for a relative import that leads to a file of it, otherwise undefined. */
  readonly target: string | undefined;
  /** The imported names; `*` when the whole module is taken. */
  readonly names: readonly string[];
  readonly reExport: boolean;
  readonly line: number;
}

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly ImportOf[];
}

const skippedFolders = new Set(['node_modules', 'dist', 'coverage', 'results']);
const sourceName = /\.(ts|mjs|cjs)$/;

/** Reads every source file below `root`; hidden folders and what is generated are left out. */
export function readSourceTree(root: string): SourceFile[] {
  return sourceTreeOf(Object.fromEntries(sourceTexts(root, '')));
}

/** Builds the same from texts by path, for the checks' own tests. */
export function sourceTreeOf(texts: Readonly<Record<string, string>>): SourceFile[] {
  const paths = new Set(Object.keys(texts));
  return Object.entries(texts).map(([path, text]) => {
    const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
    return { path, text, tree, imports: importsOf(tree, paths) };
  });
}

/** The line of a node, counted from 1. */
export function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}

/** Calls `visit` for a node and everything below it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** The violations as the lines a failing test shows. */
export function violationLines(violations: readonly Violation[]): string {
  return violations.map(({ path, line, rule, message }) => `${path}:${line} [${rule}] ${message}`).join('\n');
}

/** A specification: a file that mocha runs, or one that only specifications use. */
export function isTest(path: string): boolean {
  return path.startsWith('test/');
}

function sourceTexts(root: string, folder: string): [string, string][] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry): [string, string][] => {
    const path = posix.join(folder, entry.name);
    if (entry.name.startsWith('.') || skippedFolders.has(entry.name)) return [];
    if (entry.isDirectory()) return sourceTexts(root, path);
    return sourceName.test(entry.name) ? [[path, readFileSync(join(root, path), 'utf8')]] : [];
  });
}

function importsOf(tree: ts.SourceFile, paths: ReadonlySet<string>): ImportOf[] {
  const found: ImportOf[] = [];
  walk(tree, (node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined) return;
    found.push({
      specifier,
      target: targetOf(tree.fileName, specifier, paths),
      names: namesOf(node),
      reExport: ts.isExportDeclaration(node),
      line: lineOf(tree, node),
    });
  });
  return found;
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (ts.isImportTypeNode(node)) {
    return ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : undefined;
  }
  if (!ts.isCallExpression(node)) return undefined;
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isRequire || isImport ? textOf(node.arguments[0]) : undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function namesOf(node: ts.Node): string[] {
  if (ts.isExportDeclaration(node)) return namesIn(node.exportClause);
  if (!ts.isImportDeclaration(node)) return ['*'];
  const clause = node.importClause;
  return [
    ...(clause?.name === undefined ? [] : ['default']),
    ...(clause?.namedBindings === undefined ? [] : namesIn(clause.namedBindings)),
  ];
}

function namesIn(bindings: ts.NamedImportBindings | ts.NamedExportBindings | undefined): string[] {
  if (bindings === undefined || !('elements' in bindings)) return ['*'];
  return bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
}

function targetOf(from: string, specifier: string, paths: ReadonlySet<string>): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const base = posix.join(posix.dirname(from), specifier);
  const candidates = [base, `${base}.ts`, base.replace(/\.js$/, '.ts'), posix.join(base, 'index.ts')];
  return candidates.find((candidate) => paths.has(candidate));
}
