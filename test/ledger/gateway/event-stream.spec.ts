/** Which events the gateway ledger reads out of blocks, and that neither peers nor consumers lose any. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { common, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { blockNumberOf, transactionsOf } from '../../../ledger/gateway/block-parser';
import type { LedgerEvent } from '../../../ledger/ledger';
import { UnknownCheckpointError } from '../../../ledger/ledger-error';
import { rejectionOf, takeEvents } from '../conformance/conformance-session';
import { gatewayFixture } from './gateway-fixture';
import type { GatewayFixture } from './gateway-fixture';
import { endorsedEnvelope } from './gateway-messages';
import { chaincode, channel } from './peer-double';

const sources = join(__dirname, '..', '..', '..', '..', 'test', 'ledger', 'gateway');
const { VALID, MVCC_READ_CONFLICT } = peer.TxValidationCode;

describe('a block as a peer of Fabric 3.1.1 wrote it', () => {
  const block = common.Block.deserializeBinary(readFileSync(join(sources, 'recorded.block')));

  it('gives its transactions in order, with validation code and event', () => {
    expect(blockNumberOf(block)).to.equal(82n);
    const transactions = transactionsOf(block);
    expect(transactions.map(({ index, code }) => [index, code])).to.deep.equal([
      [0, VALID],
      [1, VALID],
      [2, VALID],
      [3, MVCC_READ_CONFLICT],
      [4, VALID],
    ]);
    expect(transactions.map(({ event }) => event?.name)).to.deep.equal([
      'Put',
      undefined,
      undefined,
      undefined,
      'Second',
    ]);
    expect(transactions[0]).to.deep.include({
      transactionId: '7e2f320e5c5d0a9fb7f696f4e8eb1926579cc084013ba1bf551796d4d89624a5',
      event: { chaincode: 'poverty', name: 'Put', payload: '{"key":"rec1795251758390a"}' },
    });
  });
});

describe('events over a gateway', () => {
  let fixture: GatewayFixture;

  beforeEach(async () => {
    fixture = await gatewayFixture();
  });
  afterEach(() => fixture.dispose());

  const idOf = (name: string) => Buffer.from(name).toString('hex').padStart(64, '0');
  const transaction = (name: string, code: number = VALID, of = chaincode) =>
    [
      endorsedEnvelope({
        channel,
        transactionId: idOf(name),
        answer: '{}',
        event: { chaincode: of, name, payload: `"${name}"` },
      }),
      code,
    ] as const;
  /** Commits a block at both peers. */
  const commit = (...transactions: readonly (readonly [common.Envelope, number])[]) => {
    for (const each of [fixture.province, fixture.bank]) each.commit(transactions);
  };
  const names = (events: readonly LedgerEvent[]) => events.map(({ eventName }) => eventName);

  it('are those of VALID transactions of this chaincode, each with its place in its block', async () => {
    const ledger = await fixture.open();
    const silent = endorsedEnvelope({ channel, transactionId: idOf('silent'), answer: '{}' });
    commit(transaction('a'), transaction('b', MVCC_READ_CONFLICT), [silent, VALID], transaction('c'));
    commit(transaction('d', VALID, 'another'), transaction('e'));
    expect(await takeEvents(ledger, 3, {})).to.deep.equal(
      [
        ['a', 1n, 0],
        ['c', 1n, 3],
        ['e', 2n, 1],
      ].map(([name, blockNumber, transactionIndex]) => ({
        blockNumber,
        transactionIndex,
        transactionId: idOf(String(name)),
        eventName: name,
        payload: `"${String(name)}"`,
      })),
    );
  });

  it('begin at the asked block, and strictly after a checkpoint', async () => {
    const ledger = await fixture.open();
    commit(transaction('a'), transaction('b'));
    commit(transaction('c'));
    expect(names(await takeEvents(ledger, 1, { startBlock: 2n }))).to.deep.equal(['c']);
    const after = { blockNumber: 1n, transactionId: idOf('a') };
    expect(names(await takeEvents(ledger, 2, { checkpoint: after }))).to.deep.equal(['b', 'c']);
    expect(names(await takeEvents(ledger, 1, { checkpoint: { blockNumber: 2n } }))).to.deep.equal(['c']);
  });

  it('resume after the VALID one of two transactions with one id', async () => {
    const ledger = await fixture.open();
    commit(transaction('a', MVCC_READ_CONFLICT), transaction('a'), transaction('b'));
    const checkpoint = { blockNumber: 1n, transactionId: idOf('a') };
    expect(names(await takeEvents(ledger, 1, { checkpoint }))).to.deep.equal(['b']);
  });

  it('have no checkpoint that is not in its block, or whose block is still to come', async () => {
    const ledger = await fixture.open();
    commit(transaction('a'));
    for (const blockNumber of [1n, 2n]) {
      const checkpoint = { blockNumber, transactionId: idOf('z') };
      expect(await rejectionOf(takeEvents(ledger, 1, { checkpoint }))).to.be.instanceOf(
        UnknownCheckpointError,
      );
    }
  });

  it('go on at another peer when one is gone, without losing or repeating', async () => {
    const ledger = await fixture.open();
    commit(transaction('a'), transaction('b'));
    const iterator = ledger.events()[Symbol.asyncIterator]();
    expect(await iterator.next()).to.have.nested.property('value.eventName', 'a');
    fixture.province.stop();
    expect(await iterator.next()).to.have.nested.property('value.eventName', 'b');
    fixture.bank.commit([transaction('c')]);
    expect(await iterator.next()).to.have.nested.property('value.eventName', 'c');
    await iterator.return?.();
  });

  it('go on at the same peer once it is back', async () => {
    const ledger = await fixture.open({ peers: [fixture.province.options] });
    fixture.province.commit([transaction('a')]);
    const iterator = ledger.events()[Symbol.asyncIterator]();
    expect(await iterator.next()).to.have.nested.property('value.eventName', 'a');
    const next = iterator.next();
    fixture.province.stop();
    await fixture.province.start();
    fixture.province.commit([transaction('b')]);
    expect(await next).to.have.nested.property('value.eventName', 'b');
    await iterator.return?.();
  });

  it('go on at another peer when one leaves a block out', async () => {
    const ledger = await fixture.open();
    commit(transaction('a'));
    commit(transaction('b'));
    commit(transaction('c'));
    fixture.province.leavesOut = 2;
    expect(names(await takeEvents(ledger, 3, {}))).to.deep.equal(['a', 'b', 'c']);
  });

  it('wait for a peer that can judge the checkpoint', async () => {
    const ledger = await fixture.open();
    commit(transaction('a'), transaction('b'));
    fixture.province.stop();
    fixture.bank.stop();
    const checkpoint = { blockNumber: 1n, transactionId: idOf('a') };
    const waiting = takeEvents(ledger, 1, { checkpoint });
    await fixture.province.start();
    expect(names(await waiting)).to.deep.equal(['b']);
  });

  it('end when the ledger closes or the reader aborts, even before they begin', async () => {
    const ledger = await fixture.open();
    commit(transaction('a'));
    const abort = new AbortController();
    const aborted = takeEvents(ledger, 2, { signal: abort.signal });
    const closed = takeEvents(ledger, 2, {});
    const first = await ledger.events()[Symbol.asyncIterator]().next();
    expect(first).to.have.nested.property('value.eventName', 'a');
    abort.abort();
    expect(await aborted).to.have.lengthOf.at.most(1);
    await ledger.close();
    expect(await closed).to.have.lengthOf.at.most(1);
    expect(await takeEvents(ledger, 1, {})).to.deep.equal([]);
  });

  it('are not for a reader whom the peer refuses', async () => {
    const ledger = await fixture.open();
    fixture.province.refusesReaders = true;
    const error = await rejectionOf(takeEvents(ledger, 1, {}));
    expect(error).to.have.property('fault', 'certificate');
  });

  it('are not for a reader whom the peers refuse, from a checkpoint on either', async () => {
    const ledger = await fixture.open();
    for (const each of [fixture.province, fixture.bank]) each.refusesReaders = true;
    const checkpoint = { blockNumber: 0n, transactionId: idOf('a') };
    const error = await rejectionOf(takeEvents(ledger, 1, { checkpoint }));
    expect(error).to.have.property('fault', 'certificate');
  });
});
