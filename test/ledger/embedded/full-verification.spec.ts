/**
 * What only the full verification finds: a chain that was rewritten whole, every hash recomputed, by somebody who does
 * not have the keys of those who signed.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { DataHash, decodeHeader, encodeHeader, headerHash } from '../../../ledger/embedded/block-header';
import { checkChain } from '../../../ledger/embedded/chain-check';
import { replayChain } from '../../../ledger/embedded/chain-replay';
import { decodeRecord, encodeRecord } from '../../../ledger/embedded/transaction-record';
import type { TransactionRecord } from '../../../ledger/embedded/transaction-record';
import { CorruptLedgerError } from '../../../ledger/ledger-error';
import { embeddedFixture, probe } from './embedded-fixture';
import type { EmbeddedFixture } from './embedded-fixture';

describe('embedded ledger: full verification', () => {
  let fixture: EmbeddedFixture;
  let database: DatabaseSync;

  beforeEach(async () => {
    fixture = await embeddedFixture();
    const ledger = await fixture.open();
    for (const value of ['one', 'two', 'three']) {
      await ledger.submit(fixture.identity, probe('Put', { key: 'k', value }));
    }
    await Promise.allSettled(
      [1, 2].map(() => ledger.submit(fixture.identity, probe('ReadModifyWrite', { key: 'r' }))),
    );
    await ledger.close();
    database = new DatabaseSync(join(fixture.folder, 'ledger.sqlite'));
  });
  afterEach(async () => {
    database.close();
    await fixture.dispose();
  });

  /** Rewrites one record and every hash after it, as somebody with the file and this program could. */
  function rewrite(position: number, rewritten: (record: TransactionRecord) => TransactionRecord): void {
    const bytes = blob('SELECT record AS value FROM transactions WHERE position = ?', position);
    const record = rewritten(decodeRecord(bytes));
    const update = database.prepare('UPDATE transactions SET record = ? WHERE position = ?');
    update.run(encodeRecord(record, record.verdict), position);
    let previousHash = Buffer.alloc(32);
    for (let number = 0; number < 5; number += 1) {
      const header = decodeHeader(blob('SELECT header AS value FROM blocks WHERE number = ?', number));
      const dataHash = new DataHash();
      for (let index = 0; index < header.transactionCount; index += 1) {
        dataHash.add(
          blob('SELECT record AS value FROM transactions WHERE position = ?', number * 65_536 + index),
        );
      }
      const encoded = encodeHeader({ ...header, previousHash, dataHash: dataHash.finish() });
      previousHash = Buffer.from(headerHash(encoded));
      database
        .prepare('UPDATE blocks SET header = ?, hash = ? WHERE number = ?')
        .run(encoded, previousHash, number);
    }
  }

  function blob(sql: string, number: number): Buffer {
    const value = database.prepare(sql).get(number)?.['value'];
    if (!(value instanceof Uint8Array)) throw new Error('No bytes.');
    return Buffer.from(value);
  }

  function expectFoundAt(blockNumber: bigint, text: string): void {
    checkChain(database);
    expect(() => replayChain(database))
      .to.throw(CorruptLedgerError, text)
      .with.property('blockNumber', blockNumber);
  }

  it('holds for a chain as it was written', () => {
    expect(replayChain(database)).to.include({ blocks: 5, transactions: 5, validTransactions: 4 });
  });

  it('finds a proposal that its creator did not sign', () => {
    rewrite(2 * 65_536, (record) => {
      const proposal = Buffer.from(record.proposal);
      proposal.write('TWO', proposal.indexOf('two'));
      return { ...record, proposal };
    });
    expectFoundAt(2n, 'not signed');
  });

  it('finds writes that the state does not follow from', () => {
    rewrite(2 * 65_536, (record) => {
      const effectBytes = Buffer.from(record.effectBytes);
      effectBytes.write('TWO', effectBytes.indexOf('two'));
      return { ...record, effectBytes };
    });
    expectFoundAt(2n, 'state digest');
  });

  it('finds a verdict that was turned', () => {
    rewrite(4 * 65_536 + 1, (record) => ({
      ...record,
      verdict: { code: 'VALID', previousVersions: [4 * 65_536] },
    }));
    expectFoundAt(4n, 'marked VALID, but is MVCC_READ_CONFLICT');
  });

  it('finds a transaction under another id than its own', () => {
    const position = 1 * 65_536;
    const id = Buffer.alloc(32, 1);
    rewrite(position, (record) => ({ ...record, transactionId: id }));
    database.prepare('UPDATE transaction_ids SET id = ? WHERE position = ?').run(id, position);
    expectFoundAt(1n, 'bears an id');
  });
});
