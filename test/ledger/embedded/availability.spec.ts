/** Who may use a data folder, how much is taken on at once, and what closing does. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { BlockCutter } from '../../../ledger/embedded/block-cutter';
import { EmbeddedLedger, openEmbeddedLedger } from '../../../ledger/embedded/embedded-ledger';
import { openLedgerDatabase } from '../../../ledger/embedded/ledger-database';
import { foundAuthority } from '../../../ledger/identities/built-in-authority';
import { LedgerOutcomeUnknownError, LedgerUnavailableError } from '../../../ledger/ledger-error';
import { embeddedFixture, mspId, probe, rejectionOf } from './embedded-fixture';
import type { EmbeddedFixture } from './embedded-fixture';

describe('embedded ledger: availability', () => {
  let fixture: EmbeddedFixture;

  beforeEach(async () => {
    fixture = await embeddedFixture();
  });
  afterEach(() => fixture.dispose());

  const put = (n: number) => probe('Put', { key: `k${String(n)}`, value: 'v' });

  it('refuses a second opener of the folder in the same process', async () => {
    await fixture.open();
    const error = await rejectionOf(fixture.open());
    expect(error).to.be.instanceOf(LedgerUnavailableError);
    expect(error).to.have.property('reason', 'in-use');
  });

  it('refuses a second process, and says why', async () => {
    await fixture.open();
    const program = join(__dirname, '../../../ledger/embedded/verify-program.js');
    const second = () =>
      execFileSync(process.execPath, [program, '--data', fixture.folder], { stdio: 'pipe' });
    expect(second).to.throw('is in use by another process');
  });

  it('gives the folder free when it is closed', async () => {
    const ledger = await fixture.open();
    await ledger.submit(fixture.identity, put(1));
    await ledger.close();
    expect(await (await fixture.open()).height()).to.equal(2n);
  });

  it('refuses a folder that was founded with other roots or another channel', async () => {
    await (await fixture.open()).close();
    const { rootCertificatePem } = await foundAuthority(mspId, Date.now);
    const otherRoots = fixture.open({ msps: [{ mspId, rootCertificates: [rootCertificatePem] }] });
    expect(await rejectionOf(otherRoots))
      .to.have.property('message')
      .that.contains('other root certificates');
    expect(await rejectionOf(fixture.open({ channel: 'other' }))).to.be.instanceOf(LedgerUnavailableError);
    expect(await (await fixture.open()).height()).to.equal(1n);
  });

  it('turns away what exceeds the calls it takes on at once, and takes on more when they are through', async () => {
    const ledger = await fixture.open({ callsInFlightMax: 4 });
    const attempts = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((n) => ledger.submit(fixture.identity, put(n))),
    );
    const reasons = attempts.flatMap((attempt): unknown[] =>
      attempt.status === 'rejected' ? [attempt.reason] : [],
    );
    expect(reasons).to.have.lengthOf(1);
    expect(reasons[0]).to.have.property('reason', 'busy');
    expect(await ledger.submit(fixture.identity, put(6))).to.have.property('ok', true);
  });

  it('finishes what is under way before it closes, and takes on nothing after', async () => {
    const ledger = await fixture.open();
    const underWay = Promise.all([1, 2, 3].map((n) => ledger.submit(fixture.identity, put(n))));
    const closed = ledger.close();
    expect(await rejectionOf(ledger.submit(fixture.identity, put(4)))).to.have.property('reason', 'closed');
    expect((await underWay).map(({ ok }) => ok)).to.deep.equal([true, true, true]);
    await closed;
  });

  it('ends event streams when it closes', async () => {
    const ledger = await fixture.open();
    const stream = ledger.events()[Symbol.asyncIterator]();
    const waiting = stream.next();
    await ledger.close();
    expect(await waiting).to.have.property('done', true);
  });

  it('stops when the disk is full: the outcome is unknown, nothing half is kept, and it opens again', async () => {
    const database = openLedgerDatabase(fixture.folder);
    const ledger = new EmbeddedLedger(database, fixture.options());
    await ledger.submit(fixture.identity, put(1));
    const stream = ledger.events({ startBlock: 2n })[Symbol.asyncIterator]();
    const waiting = stream.next();
    const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
    database.exec(`PRAGMA max_page_count = ${String(pages)}`);
    const full = probe('BigValue', { key: 'big', bytes: 1_000_000 });
    expect(await rejectionOf(ledger.submit(fixture.identity, full))).to.be.instanceOf(
      LedgerOutcomeUnknownError,
    );
    expect(await rejectionOf(ledger.submit(fixture.identity, put(2)))).to.have.property('reason', 'failed');
    expect(await waiting).to.have.property('done', true);
    await ledger.close();
    const again = await fixture.open();
    expect(await again.height()).to.equal(2n);
    expect(await again.submit(fixture.identity, full)).to.have.property('ok', true);
  });

  it('lives in memory when it is given no folder', async () => {
    const { channel, contracts, msps } = fixture.options();
    const ledger = await openEmbeddedLedger({ channel, contracts, msps });
    expect(await ledger.submit(fixture.identity, put(1))).to.have.property('ok', true);
    await ledger.close();
  });
});

describe('embedded ledger: cutting blocks', () => {
  const never = 60_000;
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  function cutter(limits: { transactionsMax?: number; bytesMax?: number; ageMsMax?: number }) {
    const blocks: number[][] = [];
    const cutting = { transactionsMax: 100, bytesMax: 1000, ageMsMax: never, ...limits };
    const made = new BlockCutter<number>(cutting, (items) => blocks.push([...items]));
    const announce = (times: number) => {
      for (let n = 0; n < times; n += 1) made.announce();
    };
    return { cutter: made, blocks, announce };
  }

  it('cuts at once when nothing else is on its way', async () => {
    const { cutter: cut, blocks, announce } = cutter({});
    announce(1);
    cut.add(1, 10);
    await turn();
    expect(blocks).to.deep.equal([[1]]);
  });

  it('waits for what is on its way, and no longer when that is withdrawn', async () => {
    const { cutter: cut, blocks, announce } = cutter({});
    announce(3);
    cut.add(1, 10);
    await turn();
    expect(blocks).to.deep.equal([]);
    cut.add(2, 10);
    cut.withdraw();
    await turn();
    expect(blocks).to.deep.equal([[1, 2]]);
  });

  it('cuts by count', async () => {
    const { cutter: cut, blocks, announce } = cutter({ transactionsMax: 2 });
    announce(6);
    for (const n of [1, 2, 3, 4, 5]) cut.add(n, 10);
    expect(blocks).to.deep.equal([
      [1, 2],
      [3, 4],
    ]);
    cut.withdraw();
    await turn();
    expect(blocks).to.deep.equal([[1, 2], [3, 4], [5]]);
  });

  it('cuts by bytes', async () => {
    const { cutter: cut, blocks, announce } = cutter({});
    announce(4);
    cut.add(1, 400);
    cut.add(2, 600);
    expect(blocks).to.deep.equal([[1, 2]]);
    cut.add(3, 1);
    cut.withdraw();
    await turn();
    expect(blocks).to.deep.equal([[1, 2], [3]]);
  });

  it('cuts by age', async () => {
    const { cutter: cut, blocks, announce } = cutter({ ageMsMax: 5 });
    announce(2);
    cut.add(1, 10);
    while (blocks.length === 0) await turn();
    expect(blocks).to.deep.equal([[1]]);
    cut.withdraw();
  });
});
