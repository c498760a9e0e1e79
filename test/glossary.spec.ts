/**
 * The glossary holds one meaning for each word, and every word that the rules put before a user is in it: a role,
 * a status or a reason that nobody explained would reach a page unexplained.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { draftConditions } from '../domain/draft-machine';
import { projectStatuses } from '../domain/project-machine';
import { exceptionReasons } from '../domain/reconciliation-exception';
import { roleNames } from '../domain/roles';

const glossary = readFileSync(join(__dirname, '..', '..', 'docs', 'glossary.md'), 'utf8');

/** The rows of the tables of one chapter, as cells. */
function rowsOf(chapter: string): string[][] {
  const text = glossary.split(/^## /m).find((part) => part.startsWith(`${chapter}\n`)) ?? '';
  return text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (-|Word|Reason|Kind)/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

describe('the glossary', () => {
  it('names every role as the pages do', () => {
    const rows = rowsOf('Offices and persons');
    for (const [role, names] of Object.entries(roleNames)) {
      const row = rows.find(([word]) => word === `${names.en} (\`${role}\`)`);
      expect(row?.[1], role).to.equal(names['zh-CN']);
    }
  });

  it('has the reasons for exceptions in the order of the rules', () => {
    const reasons = rowsOf('Exceptions').flatMap(([word = '']) => word.replaceAll('`', ''));
    expect(reasons.slice(0, -6)).to.deep.equal(Object.keys(exceptionReasons));
  });

  it('has every status of a project and of a draft', () => {
    const words = [...rowsOf('Project'), ...rowsOf('Draft and path')].map(([word]) => word);
    expect(words).to.include.members(projectStatuses.map((status) => `${status} (status)`));
    expect(words).to.include.members(draftConditions.map(({ status }) => `${status} (draft status)`));
  });

  it('gives a word, and a Chinese word, one meaning in its chapter, and a source', () => {
    const chapters = [...glossary.matchAll(/^## (.+)$/gm)].map(([, title = '']) => title);
    expect(chapters).to.include('Ledger');
    for (const chapter of chapters.filter((title) => !title.startsWith('Words with'))) {
      const rows = rowsOf(chapter);
      for (const column of [0, 1]) {
        const words = rows.map((row) => row[column]);
        expect(words, chapter).to.deep.equal([...new Set(words)]);
      }
      for (const row of rows)
        expect(
          row.filter((cell) => cell !== ''),
          row.join(),
        ).to.have.lengthOf(4);
    }
  });
});
