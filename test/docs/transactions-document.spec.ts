/** The generated page of transactions is the one in the repository. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { catalogue } from '../../domain/transactions/catalogue';
import { transactionsDocument } from '../../scripts/transactions-document';

describe('docs/transactions.md', () => {
  it('is what the catalogue says (npm run docs writes it)', () => {
    const path = join(__dirname, '..', '..', '..', 'docs', 'transactions.md');
    expect(readFileSync(path, 'utf8')).to.equal(transactionsDocument(catalogue));
  });

  it('has a chapter for every contract of the catalogue and a section for every transaction', () => {
    const text = transactionsDocument(catalogue);
    for (const { contract, name } of catalogue) {
      const chapter = text.split('\n## ').find((part) => part.startsWith(contract)) ?? '';
      expect(chapter, `${contract}:${name}`).to.include(`### ${name}\n`);
    }
  });
});
