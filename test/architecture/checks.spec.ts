/**
 * Each check of the house seen failing once, on small virtual sources, and passing on what is allowed beside it.
 * A check that nobody has seen fail proves nothing.
 */
import { expect } from 'chai';
import { bannedCallViolations } from './banned-calls';
import { deadCodeViolations } from './dead-code';
import { formViolations } from './file-form';
import { cycleViolations } from './import-cycles';
import { directionViolations } from './import-directions';
import {
  decisionViolations,
  linkViolations,
  registryViolations,
  unpinnedViolations,
} from './repository-files';
import { sourceTreeOf } from './source-tree';
import type { SourceFile, Violation } from './source-tree';

type Check = (files: readonly SourceFile[]) => Violation[];

const opening = '/** What this file is for. */\n';

/** The violations as `path:line message`. */
function found(check: Check, texts: Readonly<Record<string, string>>): string[] {
  return check(sourceTreeOf(texts)).map(({ path, line, message }) => `${path}:${line} ${message}`);
}

describe('import directions', () => {
  const domain = { 'domain/money.ts': '', 'ledger/embedded/stub.ts': '', 'app/models/draft.ts': '' };
  const cases: readonly { file: string; text: string; fault: RegExp | undefined }[] = [
    { file: 'domain/draft.ts', text: "import { z } from 'zod';", fault: undefined },
    {
      file: 'domain/draft.ts',
      text: "\nimport 'node:fs';",
      fault: /draft\.ts:2 domain may not import node:fs/,
    },
    {
      file: 'domain/draft.ts',
      text: "import '../app/models/draft';",
      fault: /may not import from app\/models/,
    },
    { file: 'domain/draft.ts', text: "import { strict } from 'node:assert';", fault: undefined },
    { file: 'domain/draft.ts', text: "export type D = import('zod').infer<1>;", fault: undefined },
    { file: 'domain/draft.ts', text: "const x = require('winston');", fault: /may not import winston/ },
    { file: 'domain/draft.ts', text: "await import('winston');", fault: /may not import winston/ },
    { file: 'chaincode/x.ts', text: "import { verify } from 'node:crypto';", fault: undefined },
    { file: 'chaincode/x.ts', text: "import { verify, randomInt } from 'node:crypto';", fault: /randomInt/ },
    { file: 'chaincode/x.ts', text: "import * as crypto from 'node:crypto';", fault: /not \*/ },
    { file: 'chaincode/x.ts', text: "import '../ledger/embedded/stub';", fault: /from ledger\/embedded/ },
    { file: 'ledger/ledger.ts', text: "import type { A } from '../domain/money';", fault: undefined },
    { file: 'ledger/ledger.ts', text: "import './embedded/stub';", fault: /ledger port may not/ },
    { file: 'app/controllers/draft.ts', text: "import 'mongoose';", fault: /may not import mongoose/ },
    {
      file: 'app/story/player.ts',
      text: "import '../../ledger/embedded/stub';",
      fault: /app may not import/,
    },
    { file: 'app/main.ts', text: "import '../ledger/embedded/stub';", fault: undefined },
    { file: 'attic/x.ts', text: '', fault: /belongs to no folder/ },
  ];
  for (const { file, text, fault } of cases) {
    it(`${fault === undefined ? 'allows' : 'refuses'} in ${file}: ${text.trim()}`, () => {
      const violations = found(directionViolations, { ...domain, [file]: text });
      if (fault === undefined) expect(violations).to.deep.equal([]);
      else expect(violations.join()).to.match(fault);
    });
  }
});

describe('import cycles', () => {
  it('reports files that import each other, type imports included', () => {
    const texts = {
      'a.ts': "import './b';",
      'b.ts': "import type { C } from './c';",
      'c.ts': "\nimport './a';",
    };
    expect(found(cycleViolations, texts)).to.deep.equal([
      'c.ts:2 files import each other: a.ts → b.ts → c.ts → a.ts',
    ]);
  });

  it('lets two files import a third', () => {
    expect(
      found(cycleViolations, { 'a.ts': "import './c'; import './b';", 'b.ts': "import './c';", 'c.ts': '' }),
    ).to.be.empty;
  });
});

describe('banned calls', () => {
  const banned = [
    'Date.now()',
    "Date['now']()",
    'new Date()',
    'new Date(2025, 1, 1)',
    'Date()',
    'const { now } = Date;',
    'Math.random()',
    'const { random } = Math;',
    'process.env.X',
    'setTimeout(f, 1)',
    'fetch(url)',
    'crypto.randomUUID()',
    'new Intl.Collator()',
    "a.localeCompare('b')",
    'a.toLocaleString()',
    'date.getHours()',
    'for (const key in list) {}',
    "stub.getQueryResult('{}')",
    'stub.getQueryResultWithPagination(q, 1, b)',
    "globalThis['process']",
    "eval('1')",
    "require('fs')",
    "import('fs')",
    'f({ process })',
  ];
  for (const text of banned) {
    it(`refuses ${text}`, () => {
      expect(found(bannedCallViolations, { 'domain/x.ts': `\n${text}` })[0]).to.match(/^domain\/x\.ts:2 /);
    });
  }

  const allowed = [
    'new Date(instant).toISOString()',
    'Date.UTC(2025, 1, 1)',
    'value instanceof Date',
    'let when: Date;',
    'Math.max(1, 2)',
    'class Case { process(): void {} }',
    'interface Step { readonly process: string }',
    'order.process',
    'for (const key of Object.keys(list)) {}',
    'function f(crypto: string): string { return crypto; }',
  ];
  for (const text of allowed) {
    it(`allows ${text}`, () => {
      expect(found(bannedCallViolations, { 'chaincode/x.ts': text })).to.deep.equal([]);
    });
  }

  it('leaves other folders alone', () => {
    expect(found(bannedCallViolations, { 'ledger/x.ts': 'Date.now()' })).to.deep.equal([]);
  });
});

describe('dead code', () => {
  const house = { entryPoints: { 'app/main.ts': 'started' } };
  const check: Check = (files) => deadCodeViolations(files, house);

  it('reports a file that only a test imports', () => {
    const texts = { 'app/main.ts': '', 'domain/a.ts': '', 'test/a.spec.ts': "import '../domain/a';" };
    expect(found(check, texts)).to.deep.equal(['domain/a.ts:1 nothing of the product imports it']);
  });

  it('reports an export that nobody, or only a test, imports', () => {
    const texts = {
      'app/main.ts': "import { used } from '../domain/a';",
      'domain/a.ts': 'export const used = 1;\nexport function tested() {}\nexport class Unused {}',
      'test/a.spec.ts': "import { tested } from '../domain/a';",
    };
    expect(found(check, texts)).to.deep.equal([
      'domain/a.ts:2 only tests use tested',
      'domain/a.ts:3 nobody imports Unused',
    ]);
  });

  it('lets a type name a part of an exported signature, and a test reach a part in use', () => {
    const texts = {
      'app/main.ts': "import { used } from '../domain/a';",
      'domain/a.ts': 'export type Part = 1; export const part: Part = 1; export const used = part;',
      'test/a.spec.ts': "import { part } from '../domain/a';",
    };
    expect(found(check, texts)).to.deep.equal([]);
  });

  it('takes a program that is started by its compiled name as used', () => {
    const texts = { 'app/main.ts': "fork('../ledger/verifier.js');", 'ledger/verifier.ts': '' };
    expect(found(check, texts)).to.deep.equal([]);
  });
});

describe('form of a file', () => {
  const cases: readonly [name: string, path: string, text: string, fault: RegExp][] = [
    ['a name that is not kebab-case', 'domain/fundPath.ts', opening, /:1 fundPath is not kebab-case/],
    ['a vague name', 'domain/draft-utils.ts', opening, /"utils" says nothing/],
    ['a vague folder', 'app/common/draft.ts', opening, /"common" says nothing/],
    ['a file without an opening comment', 'domain/a.ts', 'export const a = 1;', /:1 opens with no comment/],
    ['a file over its limit', 'domain/a.ts', `${opening}${'a;\n'.repeat(300)}`, /:301 301 lines/],
    [
      'a function over its limit',
      'domain/a.ts',
      `${opening}f(() => {\n${'a;\n'.repeat(39)}});`,
      /:2 a function of 41/,
    ],
    ['a second index file', 'domain/index.ts', opening, /the one index file/],
    ['a re-export', 'domain/a.ts', `${opening}export { b } from './b';`, /:2 passes on/],
    [
      'a rule silenced without a reason',
      'a.ts',
      opening + ['// eslint', 'disable-next-line x'].join('-'),
      /:2 switches a lint/,
    ],
  ];
  for (const [name, path, text, fault] of cases) {
    it(`refuses ${name}`, () => expect(found(formViolations, { [path]: text }).join()).to.match(fault));
  }

  it('allows a file of 300 lines with a function of 40', () => {
    const text = `${opening}f(() => {\n${'a;\n'.repeat(38)}});\n${'a;\n'.repeat(259)}`;
    expect(found(formViolations, { 'domain/a.ts': text })).to.deep.equal([]);
  });

  it('allows a rule switched off with its reason, and "data" inside a word', () => {
    const text = `${opening}// eslint-disable-next-line x -- the protocol names it so\n`;
    expect(found(formViolations, { 'domain/database.ts': text })).to.deep.equal([]);
  });

  it('lets texts bear the name of its language', () => {
    expect(found(formViolations, { 'app/locales/zh-CN/story.ts': opening })).to.deep.equal([]);
    expect(found(formViolations, { 'app/locales/zh-CN.ts': opening })).to.deep.equal([]);
    expect(found(formViolations, { 'app/locales/Chinese/story.ts': opening })).to.have.lengthOf(1);
  });
});

describe('files of the repository', () => {
  it('refuses a version range', () => {
    const text = '{\n "dependencies": {\n  "zod": "^4.6.7",\n  "chai": "6.3.0"\n }\n}';
    expect(unpinnedViolations(text)).to.deep.include({
      path: 'package.json',
      line: 3,
      rule: 'pinned',
      message: 'zod is not pinned to one exact version: "^4.6.7"',
    });
    expect(unpinnedViolations(text)).to.have.lengthOf(1);
  });

  it('refuses an address in the lock file, but not a funding page', () => {
    const text = '{\n"resolved": "https://example.org/a.tgz",\n"url": "https://example.org/sponsors"\n}';
    expect(registryViolations(text).map(({ line }) => line)).to.deep.equal([2]);
  });

  it('refuses decisions with a gap, a doubled number or another name', () => {
    const names = ['0001-a.md', '0003-b.md', '0003-c.md', 'notes.md'];
    expect(decisionViolations(names).map(({ path }) => path)).to.deep.equal([
      'docs/adr/notes.md',
      'docs/adr/0003-b.md',
      'docs/adr/0003-c.md',
    ]);
    expect(decisionViolations(['0002-b.md', '0001-a.md'])).to.deep.equal([]);
  });

  it('refuses a link that leads nowhere', () => {
    const exists = (path: string): boolean => path === 'docs/testing.md';
    const text = '[a](testing.md#how) [b](https://example.org) [c](#here)\n[d](../gone.md)';
    expect(
      linkViolations('docs/a.md', text, exists).map(({ line, message }) => `${line} ${message}`),
    ).to.deep.equal(['2 leads nowhere: ../gone.md']);
  });
});
