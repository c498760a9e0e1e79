/** What a caller is told of a transaction that was sent to ordering, whatever went wrong on the way. */
import { status } from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import type { LedgerIdentity } from '../../../ledger/ledger';
import {
  LedgerConflictError,
  LedgerOutcomeUnknownError,
  TransactionInvalidError,
} from '../../../ledger/ledger-error';
import { probeCall, rejectionOf } from '../conformance/conformance-session';
import { gatewayFixture } from './gateway-fixture';
import type { GatewayFixture } from './gateway-fixture';
import { endorsedEnvelope, peerError } from './gateway-messages';
import { channel } from './peer-double';

const put = probeCall('Put', { key: 'k', value: '1' });
const codes = peer.TxValidationCode;
const gone = () => {
  throw peerError(status.UNAVAILABLE, 'Connection dropped');
};

describe('a transaction sent to ordering', () => {
  let fixture: GatewayFixture;

  beforeEach(async () => {
    fixture = await gatewayFixture();
  });
  afterEach(() => fixture.dispose());

  function sends(): number {
    return [...fixture.province.calls, ...fixture.bank.calls].filter((call) => call === 'submit').length;
  }

  it('is acknowledged with its block and the endorsed answer once a peer has it VALID', async () => {
    const ledger = await fixture.open();
    const answer = await ledger.submit(fixture.caller, put);
    expect(answer).to.have.property('ok', true);
    expect(answer).to.have.deep.nested.property('value.blockNumber', 7n);
    expect(answer).to.have.nested.property('value.answer', '{"answer":1}');
    expect(answer)
      .to.have.nested.property('value.transactionId')
      .that.matches(/^[0-9a-f]{64}$/);
    expect(fixture.province.calls).to.deep.equal(['endorse', 'submit', 'commitStatus']);
  });

  it('goes through the peer of the caller, or through the province when his organisation has none', async () => {
    const ledger = await fixture.open();
    await ledger.submit(fixture.banker, put);
    expect(fixture.province.calls).to.deep.equal([]);
    await ledger.submit(fixture.caller, put);
    expect(fixture.province.calls).to.include('submit');
  });

  it('has committed when ordering says that it was processed before', async () => {
    const ledger = await fixture.open();
    fixture.province.answers.submit = () => {
      throw peerError(status.UNAVAILABLE, 'failed to submit request: request already processed');
    };
    expect(await ledger.submit(fixture.caller, put)).to.have.property('ok', true);
    expect(sends()).to.equal(1);
  });

  it('is looked for at another peer when the own one is gone', async () => {
    const ledger = await fixture.open();
    fixture.province.answers.commitStatus = gone;
    fixture.bank.answers.commitStatus = () => ({ code: codes.VALID, blockNumber: 9 });
    const answer = await ledger.submit(fixture.caller, put);
    expect(answer).to.have.deep.nested.property('value.blockNumber', 9n);
    expect(sends()).to.equal(1);
  });

  it('conflicts when the state has moved', async () => {
    const ledger = await fixture.open();
    for (const [code, kind] of [
      [codes.MVCC_READ_CONFLICT, 'mvcc'],
      [codes.PHANTOM_READ_CONFLICT, 'phantom'],
    ] as const) {
      fixture.province.answers.commitStatus = () => ({ code, blockNumber: 7 });
      const error = await rejectionOf(ledger.submit(fixture.caller, put));
      expect(error).to.be.instanceOf(LedgerConflictError);
      expect(error).to.have.property('kind', kind);
    }
    expect(sends()).to.equal(2);
  });

  it('names the reason when the peers find it invalid otherwise', async () => {
    const ledger = await fixture.open();
    fixture.province.answers.commitStatus = () => ({
      code: codes.ENDORSEMENT_POLICY_FAILURE,
      blockNumber: 7,
    });
    const error = await rejectionOf(ledger.submit(fixture.caller, put));
    expect(error).to.be.instanceOf(TransactionInvalidError);
    expect(error).to.have.property('validationCode', 'ENDORSEMENT_POLICY_FAILURE');
  });

  it('is conflicted, not unknown, when an error came first and the block says so', async () => {
    const ledger = await fixture.open();
    fixture.province.answers.submit = gone;
    fixture.province.answers.commitStatus = () => ({ code: codes.MVCC_READ_CONFLICT, blockNumber: 7 });
    expect(await rejectionOf(ledger.submit(fixture.caller, put))).to.be.instanceOf(LedgerConflictError);
    expect(sends()).to.equal(1);
  });

  it('is of unknown outcome, with its id, when no peer can tell, and is never sent twice', async () => {
    const ledger = await fixture.open();
    for (const each of [fixture.province, fixture.bank]) each.answers.commitStatus = gone;
    fixture.province.answers.submit = gone;
    let sent = '';
    fixture.province.answers.endorse = (transactionId) => {
      sent = transactionId;
      return '{}';
    };
    const error = await rejectionOf(ledger.submit(fixture.caller, put));
    expect(error).to.be.instanceOf(LedgerOutcomeUnknownError);
    expect(error).to.have.property('transactionId', sent);
    expect(sends()).to.equal(1);
  });

  /** The caller, whose key signs so many times and then no more, as after signing out. */
  function signsOnly(times: number): LedgerIdentity {
    let signed = 0;
    const { caller } = fixture;
    return {
      ...caller,
      sign: (message) => {
        signed += 1;
        return signed > times ? Promise.reject(new Error('The key is locked.')) : caller.sign(message);
      },
    };
  }

  it('is looked for by the reader when the caller’s key signs no more', async () => {
    const ledger = await fixture.open();
    expect(await ledger.submit(signsOnly(2), put)).to.have.property('ok', true);
    expect(sends()).to.equal(1);
  });

  it('is of unknown outcome when neither the caller nor the reader can ask any more', async () => {
    let isLocked = false;
    const { reader } = fixture;
    const sign: LedgerIdentity['sign'] = (message) =>
      isLocked ? Promise.reject(new Error('The key is locked.')) : reader.sign(message);
    const ledger = await fixture.open({ reader: { ...reader, sign } });
    isLocked = true;
    const error = await rejectionOf(ledger.submit(signsOnly(2), put));
    expect(error).to.be.instanceOf(LedgerOutcomeUnknownError);
    expect(sends()).to.equal(1);
  });

  it('is valid when its block holds an invalid one with its id before it', async () => {
    const ledger = await fixture.open();
    const transactionId = 'dd'.repeat(32);
    const envelope = endorsedEnvelope({ channel, transactionId, answer: '{}' });
    fixture.province.commit([
      [envelope, codes.BAD_CREATOR_SIGNATURE],
      [envelope, codes.VALID],
    ]);
    expect(await ledger.outcomeOf(transactionId)).to.deep.equal({ status: 'valid', blockNumber: 1n });
  });

  it('can be asked for by its id, at a peer that is there', async () => {
    const ledger = await fixture.open();
    const [valid, invalid] = ['aa', 'bb'].map((pair) => pair.repeat(32));
    const made = [valid, invalid].map((transactionId = '') =>
      endorsedEnvelope({ channel, transactionId, answer: '{}' }),
    );
    const [first, second] = made;
    if (first === undefined || second === undefined || valid === undefined || invalid === undefined) {
      throw new Error('Two were made.');
    }
    fixture.bank.commit([
      [first, codes.VALID],
      [second, codes.MVCC_READ_CONFLICT],
    ]);
    expect(await ledger.outcomeOf(valid)).to.deep.equal({ status: 'valid', blockNumber: 1n });
    fixture.province.stop();
    expect(await ledger.outcomeOf(invalid)).to.deep.equal({
      status: 'invalid',
      blockNumber: 1n,
      code: 'MVCC_READ_CONFLICT',
    });
    expect(await ledger.outcomeOf('cc'.repeat(32))).to.deep.equal({ status: 'absent' });
    fixture.bank.stop();
    expect(await rejectionOf(ledger.outcomeOf(valid))).to.have.property('reason', 'unreachable');
  });
});
