/**
 * The rules of the house, checked on the sources as they stand: who may import whom, what ledger code may not
 * touch, what nobody uses, and how files look. test/architecture/ holds the checks and shows each one failing.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { bannedCallViolations } from './architecture/banned-calls';
import { deadCodeViolations } from './architecture/dead-code';
import { formViolations } from './architecture/file-form';
import { cycleViolations } from './architecture/import-cycles';
import { directionViolations } from './architecture/import-directions';
import {
  decisionViolations,
  linkViolations,
  registryViolations,
  unpinnedViolations,
} from './architecture/repository-files';
import { readSourceTree, violationLines } from './architecture/source-tree';
import type { SourceFile, Violation } from './architecture/source-tree';

const root = join(__dirname, '..', '..');

describe('the house', function () {
  this.timeout(30_000);
  let files: SourceFile[];

  before('read the sources', () => {
    files = readSourceTree(root);
    expect(files).to.not.be.empty;
  });

  it('imports go in the directions of docs/architecture.md', () => expectNone(directionViolations(files)));

  it('no files import each other in a circle', () => expectNone(cycleViolations(files)));

  it('domain and chaincode touch nothing that could make two peers disagree', () =>
    expectNone(bannedCallViolations(files)));

  it('files are short, named for what they hold, and say what they are for', () =>
    expectNone(formViolations(files)));

  it('no file and no export is without a user', function () {
    // Until the composition root is there, nothing can tell what is dead from what is not yet used.
    const absent = ['app/main.ts', 'chaincode/index.ts'].filter((path) => !existsSync(join(root, path)));
    if (absent.length > 0) this.skip();
    expectNone(deadCodeViolations(files));
  });

  it('every dependency is pinned to one exact version', () =>
    expectNone(unpinnedViolations(readText('package.json'))));

  it('the lock file names no registry', () => expectNone(registryViolations(readText('package-lock.json'))));

  it('architecture decisions are numbered without a gap', () => {
    const folder = join(root, 'docs', 'adr');
    expectNone(decisionViolations(existsSync(folder) ? readdirSync(folder) : []));
  });

  it('links in the documents lead to files', () => {
    const exists = (path: string): boolean => existsSync(join(root, path));
    expectNone(documents().flatMap((path) => linkViolations(path, readText(path), exists)));
  });
});

function expectNone(violations: readonly Violation[]): void {
  expect(violations, `\n${violationLines(violations)}\n`).to.have.lengthOf(0);
}

function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function documents(): string[] {
  return ['', 'docs', 'docs/adr'].flatMap((folder) => {
    if (!existsSync(join(root, folder))) return [];
    const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.md'));
    return names.map((name) => (folder === '' ? name : `${folder}/${name}`));
  });
}
