/** The embedded ledger's clock: follows its source, is moved by tests and seeds, never runs backward. */
import { expect } from 'chai';
import { embeddedFixture, probe } from './embedded-fixture';
import type { EmbeddedFixture } from './embedded-fixture';

const startMs = Date.parse('2026-03-01T08:00:00Z');
const dayMs = 24 * 60 * 60_000;

describe('embedded ledger: clock', () => {
  let sourceMs: number;
  let fixture: EmbeddedFixture;

  beforeEach(async () => {
    sourceMs = startMs;
    fixture = await embeddedFixture(() => sourceMs);
  });
  afterEach(() => fixture.dispose());

  const put = { key: 'k', value: 'v' };

  it('follows its source, and stands still while the source is set back', async () => {
    const { clock } = await fixture.open();
    sourceMs += 5000;
    expect(clock.now()).to.equal(startMs + 5000);
    sourceMs -= 60_000;
    expect(clock.now()).to.equal(startMs + 5000);
    sourceMs += 61_000;
    expect(clock.now()).to.equal(startMs + 6000);
  });

  it('is the time of proposals and blocks', async () => {
    const ledger = await fixture.open();
    ledger.clock.advance(30 * dayMs);
    await ledger.submit(fixture.identity, probe('Put', put));
    const block = ledger.block(1n);
    expect(block?.cutAt).to.deep.equal(new Date(startMs + 30 * dayMs));
    expect(block?.transactions[0]?.proposedAt).to.deep.equal(new Date(startMs + 30 * dayMs));
  });

  it('may be set anywhere before the first block, and only forward after it', async () => {
    const ledger = await fixture.open();
    ledger.clock.moveTo(new Date(startMs - 60_000));
    await ledger.submit(fixture.identity, probe('Put', put));
    expect(() => {
      ledger.clock.moveTo(new Date(startMs - 90_000));
    }).to.throw(RangeError, 'never runs backward');
    ledger.clock.moveTo(new Date(startMs + dayMs));
    expect(ledger.clock.now()).to.equal(startMs + dayMs);
  });

  it('goes on from where it was moved after a restart', async () => {
    const first = await fixture.open();
    first.clock.advance(10 * dayMs);
    await first.submit(fixture.identity, probe('Put', put));
    await first.close();
    sourceMs += 1000;
    const second = await fixture.open();
    expect(second.clock.now()).to.equal(startMs + 10 * dayMs + 1000);
  });

  it('never shows less than the newest block, whatever the source says after a restart', async () => {
    const first = await fixture.open();
    await first.submit(fixture.identity, probe('Put', put));
    await first.close();
    sourceMs -= 3_600_000;
    expect((await fixture.open()).clock.now()).to.equal(startMs);
  });
});
