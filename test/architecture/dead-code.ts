/**
 * What nobody uses: files that no entry point reaches, and exports that only tests, or nobody, import. A test
 * keeps a thing honest; it does not give it a reason to exist. Exceptions stand here, each with its reason.
 */
import { posix } from 'node:path';
import ts from 'typescript';
import { isTest, lineOf, walk } from './source-tree';
import type { SourceFile, Violation } from './source-tree';

/** Files that are started or loaded from outside, not imported. */
export const entryPoints: Readonly<Record<string, string>> = {
  'app/main.ts': 'npm start',
  'app/cli/story.ts': 'npm run story',
  'app/cli/mvcb.ts': 'npm run mvcb',
  'bench/main.ts': 'npm run bench',
  'bench/fabric/measured-contracts.ts': 'the module that the Fabric benchmark deploys',
  'bench/core/restart-program.ts': 'started by the core benchmark in a process of its own',
  'chaincode/index.ts': 'the file fabric-shim loads',
  'ledger/embedded/verify-program.ts': 'npm run verify',
  'scripts/transactions-page.ts': 'npm run docs',
};

/** What is promised to whoever comes, a whole file or one export as `path#name`: it may be without a user. */
const promised: Readonly<Record<string, string>> = {
  'ledger/ledger.ts': 'the ledger port: the conformance suite is its first user',
  'ledger/ledger-error.ts': 'the failures of the ledger port',
  'domain/reconciliation.ts#evaluateDraft':
    'the pure function itself: forms preview with it what a line would do',
};

/** Dead files and dead exports of the product; `house` may name other entry points, for the check's own tests. */
export function deadCodeViolations(
  files: readonly SourceFile[],
  house: { readonly entryPoints: Readonly<Record<string, string>> } = { entryPoints },
): Violation[] {
  const product = files.filter(
    ({ path }) => path.endsWith('.ts') && !path.endsWith('.d.ts') && !isTest(path),
  );
  return [
    ...deadFiles(product, files, house.entryPoints),
    ...product.flatMap((file) => deadExports(file, files, house.entryPoints)),
  ];
}

function deadFiles(
  product: readonly SourceFile[],
  files: readonly SourceFile[],
  entries: Readonly<Record<string, string>>,
): Violation[] {
  const users = files.filter(({ path }) => !isTest(path));
  const used = new Set(users.flatMap(({ imports }) => imports.map(({ target }) => target)));
  const started = new Set(users.flatMap(startedPrograms));
  return product
    .filter(
      ({ path }) => !used.has(path) && !Object.hasOwn(entries, path) && !started.has(compiledName(path)),
    )
    .map(({ path }) => ({ path, line: 1, rule: 'dead file', message: 'nothing of the product imports it' }));
}

/** Names of compiled files that a source names in a text, as it does to start a worker or a child process. */
function startedPrograms(file: SourceFile): string[] {
  const names: string[] = [];
  walk(file.tree, (node) => {
    if (ts.isStringLiteralLike(node) && node.text.endsWith('.js')) names.push(posix.basename(node.text));
  });
  return names;
}

function compiledName(path: string): string {
  return posix.basename(path).replace(/\.ts$/, '.js');
}

function deadExports(
  file: SourceFile,
  files: readonly SourceFile[],
  entries: Readonly<Record<string, string>>,
): Violation[] {
  if (Object.hasOwn(entries, file.path) || Object.hasOwn(promised, file.path)) return [];
  const importers = files.filter(({ path }) => path !== file.path);
  return exportsOf(file.tree).flatMap(({ name, node, isType }) => {
    if (Object.hasOwn(promised, `${file.path}#${name}`)) return [];
    const users = importers.filter((other) => importsName(other, file.path, name));
    if (users.some(({ path }) => !isTest(path))) return [];
    const usedHere = countIdentifiers(file.tree, name) > 1;
    // A type may be exported to name a part of an exported signature; a function for its own test, if used here too.
    if (usedHere && (isType || users.length > 0)) return [];
    const message = users.length > 0 ? `only tests use ${name}` : `nobody imports ${name}`;
    return [{ path: file.path, line: lineOf(file.tree, node), rule: 'dead export', message }];
  });
}

function importsName(file: SourceFile, target: string, name: string): boolean {
  return file.imports.some(
    (imported) => imported.target === target && imported.names.some((each) => each === name || each === '*'),
  );
}

interface Export {
  readonly name: string;
  readonly node: ts.Node;
  readonly isType: boolean;
}

function exportsOf(tree: ts.SourceFile): Export[] {
  return tree.statements.flatMap((statement): Export[] => {
    if (ts.isExportDeclaration(statement)) return listedExports(statement);
    const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
    if (!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
    }
    const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
    const name = isNamedStatement(statement) ? statement.name?.text : undefined;
    return name === undefined ? [] : [{ name, node: statement, isType }];
  });
}

function isNamedStatement(
  node: ts.Statement,
): node is
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.EnumDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node)
  );
}

function listedExports(statement: ts.ExportDeclaration): Export[] {
  const clause = statement.exportClause;
  if (clause === undefined || !ts.isNamedExports(clause)) return [];
  return clause.elements.map(({ name }) => ({
    name: name.text,
    node: statement,
    isType: statement.isTypeOnly,
  }));
}

function boundNames(name: ts.BindingName): Export[] {
  if (ts.isIdentifier(name)) return [{ name: name.text, node: name, isType: false }];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

function countIdentifiers(tree: ts.SourceFile, name: string): number {
  let count = 0;
  walk(tree, (node) => {
    if (ts.isIdentifier(node) && node.text === name) count += 1;
  });
  return count;
}
