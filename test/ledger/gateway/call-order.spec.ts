/** Whose turn it is at a peer, at which instant a call is made, and that what was acknowledged is seen by the next. */
import { peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { LedgerUnavailableError } from '../../../ledger/ledger-error';
import { probeCall, rejectionOf } from '../conformance/conformance-session';
import { gatewayFixture, shortLimits } from './gateway-fixture';
import type { GatewayFixture } from './gateway-fixture';

const get = probeCall('Get', { key: 'k' });
const put = probeCall('Put', { key: 'k', value: '1' });
const never = () => new Promise<never>(() => undefined);

describe('calls through a gateway', () => {
  let fixture: GatewayFixture;

  beforeEach(async () => {
    fixture = await gatewayFixture();
  });
  afterEach(() => fixture.dispose());

  /** Has evaluations wait until released; resolves `begun` when the first is at the peer. */
  function heldEvaluations() {
    let release: () => void = () => undefined;
    let arrived: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (arrived = resolve));
    const released = new Promise<void>((resolve) => (release = resolve));
    fixture.province.answers.evaluate = async () => {
      arrived();
      await released;
      return '{}';
    };
    return { begun, release: () => release() };
  }

  it('wait in line beyond the number in flight, and are turned away beyond the line', async () => {
    const ledger = await fixture.open({
      limits: { ...shortLimits, callsInFlightMax: 1, callsWaitingMax: 1 },
    });
    const held = heldEvaluations();
    const first = ledger.evaluate(fixture.caller, get);
    const second = ledger.evaluate(fixture.caller, get);
    const third = await rejectionOf(ledger.evaluate(fixture.caller, get));
    expect(third).to.be.instanceOf(LedgerUnavailableError).with.property('reason', 'busy');
    await held.begun;
    expect(fixture.province.calls).to.have.lengthOf(1);
    held.release();
    expect(await first).to.have.property('ok', true);
    expect(await second).to.have.property('ok', true);
  });

  it('are endorsed by the organisations that the ledger was opened with', async () => {
    const chosen = await fixture.open({ endorsers: ['ProvinceMSP', 'BankMSP'] });
    await chosen.submit(fixture.caller, put);
    const discovered = await fixture.open();
    await discovered.submit(fixture.caller, put);
    expect(fixture.province.endorsersAsked).to.deep.equal([['ProvinceMSP', 'BankMSP'], []]);
  });

  it('under way are finished by a closing ledger, and those in line are turned away', async () => {
    const ledger = await fixture.open({
      limits: { ...shortLimits, callsInFlightMax: 1, callsWaitingMax: 1 },
    });
    const held = heldEvaluations();
    const first = ledger.evaluate(fixture.caller, get);
    const second = rejectionOf(ledger.evaluate(fixture.caller, get));
    await held.begun;
    const closed = ledger.close();
    expect(await second).to.have.property('reason', 'closed');
    held.release();
    expect(await first).to.have.property('ok', true);
    await closed;
    for (const call of [
      ledger.submit(fixture.caller, put),
      ledger.height(),
      ledger.outcomeOf('aa'.repeat(32)),
    ]) {
      expect(await rejectionOf(call)).to.have.property('reason', 'closed');
    }
  });

  it('are stamped with the given clock, under an unchanged transaction id', async () => {
    const instant = '2031-05-06T07:08:09.123Z';
    const ledger = await fixture.open({ now: () => Date.parse(instant) });
    const seen: [string, string | undefined, string][] = [];
    fixture.province.answers.endorse = (transactionId, header) => {
      seen.push([transactionId, header.getTimestamp()?.toDate().toISOString(), header.getTxId()]);
      return '{}';
    };
    const answer = await ledger.submit(fixture.caller, put);
    if (!answer.ok) throw new Error('It was refused.');
    const { transactionId } = answer.value;
    expect(seen).to.deep.equal([[transactionId, instant, transactionId]]);
  });

  it('are stamped with the machine’s clock when none is given', async () => {
    const ledger = await fixture.open();
    const before = Date.now();
    let stampedMs = 0;
    fixture.province.answers.evaluate = (_, header) => {
      stampedMs = header.getTimestamp()?.toDate().getTime() ?? 0;
      return '{}';
    };
    await ledger.evaluate(fixture.caller, get);
    expect(stampedMs).to.be.within(before, Date.now());
  });

  it('see at every peer what was acknowledged at one', async () => {
    const ledger = await fixture.open();
    await ledger.submit(fixture.caller, put);
    await ledger.evaluate(fixture.banker, get);
    expect(fixture.bank.calls).to.deep.equal(['commitStatus', 'evaluate ProbeContract:Get']);
    await ledger.evaluate(fixture.banker, get);
    expect(fixture.bank.calls).to.have.lengthOf(3);
  });

  it('are held up by no peer that is behind or gone', async () => {
    const ledger = await fixture.open();
    await ledger.submit(fixture.caller, put);
    fixture.bank.answers.commitStatus = never;
    expect(await ledger.evaluate(fixture.banker, get)).to.have.property('ok', true);
    expect(await ledger.evaluate(fixture.banker, get)).to.have.property('ok', true);
    fixture.bank.stop();
    expect(await ledger.submit(fixture.caller, put)).to.have.property('ok', true);
  });

  it('are held up by no peer that tells another block of what was acknowledged, and it is asked once', async () => {
    const ledger = await fixture.open();
    await ledger.submit(fixture.caller, put);
    fixture.bank.answers.commitStatus = () => ({ code: peer.TxValidationCode.VALID, blockNumber: 3 });
    expect(await ledger.evaluate(fixture.banker, get)).to.have.property('ok', true);
    expect(fixture.bank.calls).to.deep.equal(['commitStatus', 'evaluate ProbeContract:Get']);
  });

  it('ask for the height at the reader’s peer, and at another when that is gone', async () => {
    const ledger = await fixture.open();
    fixture.bank.commit([]);
    expect(await ledger.height()).to.equal(1n);
    fixture.province.stop();
    expect(await ledger.height()).to.equal(2n);
  });
});
