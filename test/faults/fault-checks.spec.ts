/** The checks by which the faults are judged, each seen to fail: without a network, on records made up. */
import { expect } from 'chai';
import type { LedgerEvent } from '../../ledger/ledger';
import { contradictions } from './ledger-census';
import { OperationFold } from './operation-fold';

describe('what the faults are judged by', () => {
  it('finds an acknowledged operation that was carried out never, twice, or by another transaction', () => {
    const census = censusOf([
      recorded(1, 'twice', 't1'),
      recorded(2, 'twice', 't2'),
      recorded(3, 'other', 't3'),
    ]);
    const told = (operation: string, transactionId: string) =>
      contradictions(census, { ...nothingTold, acknowledged: new Map([[operation, transactionId]]) });
    expect(told('never', 't9')).to.include('never was acknowledged, and carried out 0 times');
    expect(told('twice', 't1')).to.include('twice was acknowledged, and carried out 2 times');
    expect(told('other', 't4')).to.include('other was acknowledged as t4, and carried out by t3');
  });

  it('finds an operation that was carried out twice though nobody was told', () => {
    const census = censusOf([recorded(1, 'twice', 't1'), recorded(2, 'twice', 't2')]);
    expect(contradictions(census, nothingTold)).to.deep.equal(['twice was carried out 2 times']);
  });

  it('finds a peer that lacks an acknowledged transaction', () => {
    const census = censusOf([recorded(1, 'once', 't1')]);
    const lacking = { ...census, validAtPeers: [{ mspId: 'BankMSP', times: new Map<string, number>() }] };
    const record = { ...nothingTold, acknowledged: new Map([['once', 't1']]) };
    expect(contradictions(census, record)).to.deep.equal([]);
    expect(contradictions(lacking, record)).to.deep.equal([
      'once was acknowledged, and is not VALID once at BankMSP',
    ]);
  });

  it('finds an event that comes twice, and a count that lost another', () => {
    const fold = new OperationFold();
    fold.apply(counted(1, 1));
    expect(() => {
      fold.apply(counted(1, 2));
    }).to.throw('was folded');
    expect(() => {
      fold.apply(counted(2, 1));
    }).to.throw('an update was lost');
  });

  it('resumes a fold from what was kept of it', () => {
    const fold = foldOf([recorded(1, 'first', 't1'), counted(2, 1)]);
    const resumed = new OperationFold(fold.kept());
    expect(resumed.checkpoint).to.include({ blockNumber: 2n, transactionId: 'count-2' });
    for (const each of [fold, resumed]) each.apply(counted(3, 2));
    expect(resumed.digest).to.equal(fold.digest);
    expect([...resumed.carriedOut]).to.deep.equal([...fold.carriedOut]);
  });
});

const nothingTold = {
  acknowledged: new Map<string, string>(),
  unknown: new Map<string, string>(),
  errors: new Map<string, number>(),
  unexpected: [],
  gapMsLargest: 0,
  callMsLongest: 0,
};

function foldOf(events: readonly LedgerEvent[]): OperationFold {
  const fold = new OperationFold();
  for (const event of events) fold.apply(event);
  return fold;
}

function censusOf(events: readonly LedgerEvent[]): Parameters<typeof contradictions>[0] {
  const times = new Map(events.map(({ transactionId }) => [transactionId, 1]));
  return { replay: foldOf(events), validAtPeers: [{ mspId: 'ProvinceMSP', times }] };
}

function recorded(block: number, operation: string, transactionId: string): LedgerEvent {
  return eventAt(block, transactionId, ['Recorded', { operation }]);
}

function counted(block: number, value: number): LedgerEvent {
  const operation = `count-${String(block)}`;
  return eventAt(block, operation, ['Counted', { operation, counter: 'c', value }]);
}

function eventAt(
  block: number,
  transactionId: string,
  [eventName, content]: readonly [string, object],
): LedgerEvent {
  const payload = JSON.stringify(content);
  return { blockNumber: BigInt(block), transactionIndex: 0, transactionId, eventName, payload };
}
