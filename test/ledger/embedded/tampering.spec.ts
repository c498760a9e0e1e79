/** Whatever is changed in the file is found when the ledger is opened, or by the full verification, and named by block. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { decodeHeader, encodeHeader, headerHash } from '../../../ledger/embedded/block-header';
import { CorruptLedgerError, LedgerUnavailableError } from '../../../ledger/ledger-error';
import { embeddedFixture, probe, rejectionOf } from './embedded-fixture';
import type { EmbeddedFixture } from './embedded-fixture';

const verifyProgram = join(__dirname, '../../../ledger/embedded/verify-program.js');

/** Blocks 1 to 6: k1, k2, k3 are put, k1 is put again and deleted, and one conflicting pair shares block 6. */
async function writeSixBlocks(fixture: EmbeddedFixture): Promise<void> {
  const ledger = await fixture.open();
  for (const key of ['k1', 'k2', 'k3', 'k1']) {
    await ledger.submit(fixture.identity, probe('Put', { key, value: `value of ${key}` }));
  }
  await ledger.submit(fixture.identity, probe('Delete', { key: 'k1' }));
  const pair = [1, 2].map(() => ledger.submit(fixture.identity, probe('ReadModifyWrite', { key: 'k4' })));
  await Promise.allSettled(pair);
  expect(await ledger.height()).to.equal(7n);
  await ledger.close();
}

describe('embedded ledger: tampering', function () {
  this.timeout(30_000);
  let fixture: EmbeddedFixture;
  let file: string;

  beforeEach(async () => {
    fixture = await embeddedFixture();
    file = join(fixture.folder, 'ledger.sqlite');
    await writeSixBlocks(fixture);
  });
  afterEach(() => fixture.dispose());

  function change(sql: string, ...values: (string | number | Buffer)[]): void {
    const database = new DatabaseSync(file);
    const { changes } = database.prepare(sql).run(...values);
    database.close();
    expect(changes).to.equal(1);
  }

  function storedBlock(number: number): { header: Buffer; hash: Buffer } {
    const database = new DatabaseSync(file);
    const row = database.prepare('SELECT header, hash FROM blocks WHERE number = ?').get(number);
    database.close();
    const { header, hash } = row ?? {};
    if (!(header instanceof Uint8Array) || !(hash instanceof Uint8Array)) throw new Error('No block.');
    return { header: Buffer.from(header), hash: Buffer.from(hash) };
  }

  async function damage(): Promise<CorruptLedgerError> {
    const error = await rejectionOf(fixture.open());
    if (!(error instanceof CorruptLedgerError)) throw error;
    expect(error.message)
      .to.contain(`block ${String(error.blockNumber)}`)
      .and.contain('restore');
    return error;
  }

  const position = (block: number) => block * 65_536;

  it('finds nothing when nothing was changed', async () => {
    const report = (await fixture.open()).verify();
    expect(report).to.include({ blocks: 7, transactions: 7, validTransactions: 6 });
  });

  it('names the block of which one byte was changed, whichever byte', async () => {
    const database = new DatabaseSync(file);
    const record = database.prepare('SELECT record FROM transactions WHERE position = ?').get(position(3))?.[
      'record'
    ];
    database.close();
    if (!(record instanceof Uint8Array)) throw new Error('No record.');
    for (let offset = 0; offset < record.length; offset += 97) {
      const changed = Buffer.from(record);
      changed.writeUInt8(changed.readUInt8(offset) ^ 1, offset);
      change('UPDATE transactions SET record = ? WHERE position = ?', changed, position(3));
      expect((await damage()).blockNumber, `byte ${String(offset)}`).to.equal(3n);
      change('UPDATE transactions SET record = ? WHERE position = ?', Buffer.from(record), position(3));
    }
    await fixture.open();
  });

  it('names the block whose header was changed, whichever field', async () => {
    for (const offset of [1, 7, 12, 45, 80, 115, 119]) {
      const { header } = storedBlock(4);
      const changed = Buffer.from(header);
      changed.writeUInt8(changed.readUInt8(offset) ^ 1, offset);
      change('UPDATE blocks SET header = ? WHERE number = 4', changed);
      expect((await damage()).blockNumber, `byte ${String(offset)}`).to.equal(4n);
      change('UPDATE blocks SET header = ? WHERE number = 4', header);
    }
  });

  it('names the block whose hash was changed', async () => {
    change('UPDATE blocks SET hash = ? WHERE number = 2', Buffer.alloc(32));
    expect((await damage()).blockNumber).to.equal(2n);
  });

  it('names the block that is missing, and the one whose transaction is missing', async () => {
    change('DELETE FROM transactions WHERE position = ?', position(5));
    expect(await damage())
      .to.include({ blockNumber: 5n })
      .and.have.property('message')
      .contains('transaction 0');
    change('DELETE FROM blocks WHERE number = 3');
    expect(await damage())
      .to.include({ blockNumber: 3n })
      .and.have.property('message')
      .contains('is missing');
  });

  it('names the newest block when it was taken away and its transactions were left', async () => {
    change('DELETE FROM blocks WHERE number = 6');
    expect(await damage())
      .to.include({ blockNumber: 6n })
      .and.have.property('message')
      .contains('is missing, but');
  });

  it('names the block that another stands in for, and the one that follows another', async () => {
    const { header, hash } = storedBlock(4);
    change('UPDATE blocks SET header = ?, hash = ? WHERE number = 3', header, hash);
    expect(await damage())
      .to.include({ blockNumber: 3n })
      .and.have.property('message')
      .contains('another number');
    const detached = encodeHeader({ ...decodeHeader(header), number: 3, previousHash: Buffer.alloc(32) });
    change('UPDATE blocks SET header = ?, hash = ? WHERE number = 3', detached, headerHash(detached));
    expect(await damage())
      .to.include({ blockNumber: 3n })
      .and.have.property('message')
      .contains('does not follow');
  });

  it('finds a transaction that was slipped in', async () => {
    change(
      'INSERT INTO transactions SELECT position + 1, record FROM transactions WHERE position = ?',
      position(3),
    );
    expect((await damage()).blockNumber).to.equal(4n);
  });

  it('names key and block of a value that was changed, its version, and a key that is gone or new', async () => {
    const key = Buffer.from('k2');
    change('UPDATE state SET value = ? WHERE key = ?', Buffer.from('value of k3'), key);
    const changed = await damage();
    expect(changed.blockNumber).to.equal(2n);
    expect(changed.message).to.contain('"k2"');
    change(
      'UPDATE state SET value = ?, version = version + 1 WHERE key = ?',
      Buffer.from('value of k2'),
      key,
    );
    expect((await damage()).blockNumber).to.equal(2n);
    change('DELETE FROM state WHERE key = ?', key);
    expect((await damage()).message).to.contain('"k2" is missing');
    change(
      'INSERT INTO state (key, version, value) VALUES (?, ?, ?)',
      key,
      position(2),
      Buffer.from('value of k2'),
    );
    change(
      'INSERT INTO state (key, version, value) VALUES (?, ?, ?)',
      Buffer.from('k9'),
      position(4),
      Buffer.from('new'),
    );
    expect((await damage()).message).to.contain('"k9"');
  });

  it('names the block of a deletion that was forgotten', async () => {
    change('DELETE FROM deleted_keys');
    expect((await damage()).blockNumber).to.equal(5n);
  });

  it('names the first block whose certificate was changed', async () => {
    change("UPDATE creators SET msp_id = 'OtherMSP'");
    expect((await damage()).blockNumber).to.equal(1n);
  });

  it('names the block whose transaction the index loses or misplaces, and finds strays in it', async () => {
    change('UPDATE transaction_ids SET position = ? WHERE position = ?', position(9), position(4));
    expect((await damage()).blockNumber).to.equal(4n);
    change('DELETE FROM transaction_ids WHERE position = ?', position(9));
    expect((await damage()).blockNumber).to.equal(4n);
  });

  it('finds a stray entry in the index', async () => {
    change('INSERT INTO transaction_ids VALUES (?, ?)', Buffer.alloc(32), position(1));
    expect((await damage()).message).to.contain('stray');
  });

  it('opens no file that is cut short or overwritten, and no other file', async () => {
    const whole = readFileSync(file);
    truncateSync(file, Math.floor(whole.length / 2));
    await damage();
    const holed = Buffer.from(whole);
    holed.fill(0xaa, holed.length - 3 * 8192);
    writeFileSync(file, holed);
    await damage();
    writeFileSync(file, 'no database at all, but long enough to be looked at as if it were one');
    expect((await damage()).blockNumber).to.equal(0n);
    writeFileSync(file, whole);
    await fixture.open();
  });

  it('survives a torn write-ahead log: what was never acknowledged is simply not there', async () => {
    writeFileSync(`${file}-wal`, Buffer.alloc(5000, 7));
    expect(await (await fixture.open()).height()).to.equal(7n);
  });

  it('does not open a file of a later format', async () => {
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    const error = await rejectionOf(fixture.open());
    expect(error).to.be.instanceOf(LedgerUnavailableError);
  });

  it('is told by npm run verify, with the block and exit code 1', () => {
    const good = execFileSync(process.execPath, [verifyProgram, '--data', fixture.folder], {
      encoding: 'utf8',
    });
    expect(good).to.contain('7 blocks, 7 transactions').and.contain('signature');
    change('UPDATE blocks SET hash = ? WHERE number = 2', Buffer.alloc(32));
    const bad = spawnSync(process.execPath, [verifyProgram, '--data', fixture.folder], { encoding: 'utf8' });
    expect(bad.status).to.equal(1);
    expect(bad.stderr).to.contain('block 2');
    const nowhere = spawnSync(process.execPath, [verifyProgram, '--data', '/nowhere'], { encoding: 'utf8' });
    expect(nowhere.status).to.equal(1);
    expect(nowhere.stderr).to.contain('Usage');
  });
});
