/**
 * What may not stand in domain and chaincode, because two peers could get different results from it (style
 * rule 16). Read from the syntax tree: neither a disabling comment nor `Date['now']` gets past it.
 */
import ts from 'typescript';
import { lineOf, walk } from './source-tree';
import type { SourceFile, Violation } from './source-tree';

const bannedGlobals: Readonly<Record<string, string>> = {
  process: 'the environment differs from peer to peer',
  performance: 'time comes from the transaction',
  setTimeout: 'ledger code never waits',
  setInterval: 'ledger code never waits',
  setImmediate: 'ledger code never waits',
  fetch: 'ledger code reads the world state alone',
  WebSocket: 'ledger code reads the world state alone',
  crypto: 'peers would draw different numbers',
  Intl: 'the result depends on the machine’s language',
  navigator: 'the environment differs from peer to peer',
  globalThis: 'it is a way round this list',
  eval: 'it is a way round this list',
  Function: 'it is a way round this list',
  require: 'import by name, so that the direction can be checked',
};

const bannedMembers: readonly { readonly name: RegExp; readonly reason: string }[] = [
  { name: /^(toLocale\w*|localeCompare)$/, reason: 'the result depends on the machine’s language' },
  { name: /^getQueryResult/, reason: 'rich queries are not checked again at commit: use keys and ranges' },
  {
    name: /^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)$|^getTimezoneOffset$/,
    reason: 'the result depends on the machine’s zone: use the UTC methods',
  },
];

const dateMembers = new Set(['UTC', 'parse']);

/** Everything in domain and chaincode that could make two peers disagree. */
export function bannedCallViolations(files: readonly SourceFile[]): Violation[] {
  return files.filter(({ path }) => /^(domain|chaincode)\//.test(path)).flatMap(bannedIn);
}

function bannedIn(file: SourceFile): Violation[] {
  const declared = declaredNames(file.tree);
  const found: Violation[] = [];
  walk(file.tree, (node) => {
    const message = faultOf(node, declared);
    if (message !== undefined) {
      found.push({ path: file.path, line: lineOf(file.tree, node), rule: 'determinism', message });
    }
  });
  return found;
}

function faultOf(node: ts.Node, declared: ReadonlySet<string>): string | undefined {
  if (ts.isForInStatement(node)) return 'for…in: use Object.keys, sorted';
  if (node.kind === ts.SyntaxKind.ImportKeyword) {
    return ts.isCallExpression(node.parent) ? 'import(): import at the top of the file' : undefined;
  }
  const member = memberName(node);
  if (member !== undefined) return memberFault(member);
  return ts.isIdentifier(node) && isValueUse(node) && !declared.has(node.text)
    ? globalFault(node)
    : undefined;
}

function globalFault(node: ts.Identifier): string | undefined {
  if (node.text === 'Date') return dateFault(node);
  if (node.text === 'Math') return mathFault(node);
  const reason = Object.hasOwn(bannedGlobals, node.text) ? bannedGlobals[node.text] : undefined;
  return reason === undefined ? undefined : `${node.text}: ${reason}`;
}

function memberFault(member: string): string | undefined {
  const banned = bannedMembers.find(({ name }) => name.test(member));
  return banned === undefined ? undefined : `${member}: ${banned.reason}`;
}

function dateFault(node: ts.Identifier): string | undefined {
  const { parent } = node;
  if (ts.isNewExpression(parent) && parent.expression === node) {
    return parent.arguments?.length === 1 ? undefined : 'new Date: exactly one argument, an instant';
  }
  const isInstanceCheck =
    ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
  const member = memberName(parent);
  if (isInstanceCheck || (member !== undefined && dateMembers.has(member))) return undefined;
  return 'Date: time comes from the transaction';
}

function mathFault(node: ts.Identifier): string | undefined {
  const member = memberName(node.parent);
  return member === undefined || member === 'random'
    ? 'Math: peers would draw different numbers; other functions only as Math.name'
    : undefined;
}

/** `name` of `object.name` and `object['name']`. */
function memberName(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (!ts.isElementAccessExpression(node)) return undefined;
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
}

/** Whether an identifier stands for a value, and is not the name of a member, a key, a declaration or a type. */
function isValueUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent)) return false;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  return !('name' in parent && parent.name === node) && !ts.isImportSpecifier(parent);
}

function declaredNames(tree: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  walk(tree, (node) => {
    const declares =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isImportSpecifier(node);
    if (declares && node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text);
  });
  return names;
}
