/** What the verification of the chain finds at peers that hold it, hold another one, or hold back. */
import { peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { CorruptLedgerError, LedgerUnavailableError } from '../../../ledger/ledger-error';
import { rejectionOf } from '../conformance/conformance-session';
import { gatewayFixture } from './gateway-fixture';
import type { GatewayFixture } from './gateway-fixture';
import { endorsedEnvelope } from './gateway-messages';
import { channel } from './peer-double';

describe('the verification of the chain', () => {
  let fixture: GatewayFixture;

  beforeEach(async () => {
    fixture = await gatewayFixture();
  });
  afterEach(() => fixture.dispose());

  it('counts the blocks that all peers hold', async () => {
    const ledger = await fixture.open();
    expect(await ledger.verify()).to.include({ blocks: 1, transactions: 0, peers: 2 });
  });

  it('finds a block that does not follow the one before it', async () => {
    const ledger = await fixture.open();
    const envelope = endorsedEnvelope({ channel, transactionId: 'aa'.repeat(32), answer: '{}' });
    // The double links no block to the one before.
    for (const each of [fixture.province, fixture.bank])
      each.commit([[envelope, peer.TxValidationCode.VALID]]);
    const error = await rejectionOf(ledger.verify());
    expect(error).to.be.instanceOf(CorruptLedgerError).with.property('blockNumber', 1n);
  });

  it('finds a block in the place of another', async () => {
    const ledger = await fixture.open();
    fixture.bank.commit([]);
    fixture.bank.leavesOut = 0;
    const error = await rejectionOf(ledger.verify());
    expect(error).to.be.instanceOf(CorruptLedgerError).with.property('blockNumber', 0n);
  });

  it('does not wait for ever for a peer that holds its blocks back, or is gone', async () => {
    const ledger = await fixture.open();
    fixture.bank.leavesOut = 0;
    const silent = await rejectionOf(ledger.verify());
    expect(silent).to.be.instanceOf(LedgerUnavailableError).with.property('reason', 'unreachable');
    expect(silent).to.have.property('message').that.includes("BankMSP's peer delivered 0 of 1 blocks");
    fixture.bank.stop();
    const gone = await rejectionOf(ledger.verify());
    expect(gone).to.be.instanceOf(LedgerUnavailableError).with.property('reason', 'unreachable');
  });
});
