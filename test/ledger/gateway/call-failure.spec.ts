/**
 * What a call that was not endorsed means. The errors are those that peers of Fabric 3.1.1 answered, word for word as far
 * as anything hangs on the words.
 */
import { status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import { expect } from 'chai';
import { encodeRefusal, refusal } from '../../../domain/refusals/refusal';
import {
  ContractFailureError,
  LedgerUnavailableError,
  NonDeterminismError,
  ProposalRejectedError,
} from '../../../ledger/ledger-error';
import { probeCall, rejectionOf } from '../conformance/conformance-session';
import { gatewayFixture } from './gateway-fixture';
import type { GatewayFixture } from './gateway-fixture';
import { peerError } from './gateway-messages';

const call = probeCall('Put', { key: 'k', value: '1' });
const malformed = refusal('malformed', { field: 'key', expected: '"另一个值"', values: { key: 'k' } });
const refusing = `chaincode response 500, ${encodeRefusal(malformed)}`;
const nobodyEndorsed = 'failed to endorse transaction, see attached details for more info';
const notEnough = 'failed to collect enough transaction endorsements, see attached details for more info';
const differing = 'ProposalResponsePayloads do not match';
const processDown =
  'error in simulation: failed to execute transaction d7a2: could not launch chaincode relief_1.0:053d: connection refused';

describe('a call that is not endorsed', () => {
  let fixture: GatewayFixture;

  beforeEach(async () => {
    fixture = await gatewayFixture();
  });
  afterEach(() => fixture.dispose());

  function proposals(): number {
    return fixture.province.calls.filter((each) => each === 'endorse').length;
  }

  /** Has the province's peer answer endorsements so, at first or always. */
  function endorsementFails(failure: ServiceError, times = Infinity): void {
    let failed = 0;
    fixture.province.answers.endorse = () => {
      failed += 1;
      if (failed > times) return '{"answer":1}';
      throw failure;
    };
  }

  it('gives the contract’s refusal back with code and texts', async () => {
    const ledger = await fixture.open();
    endorsementFails(peerError(status.ABORTED, nobodyEndorsed, [['ProvinceMSP', refusing]]));
    expect(await ledger.submit(fixture.caller, call)).to.deep.equal({ ok: false, refusal: malformed });
    fixture.province.answers.evaluate = () => {
      const message = `evaluate call to endorser returned error: ${refusing}`;
      throw peerError(status.UNKNOWN, message, [['ProvinceMSP', refusing]]);
    };
    expect(await ledger.evaluate(fixture.caller, call)).to.deep.equal({ ok: false, refusal: malformed });
    expect(fixture.province.calls).to.not.include('submit');
  });

  const failures: readonly (readonly [string, status, string, string, object])[] = [
    [
      'a contract that fails',
      status.ABORTED,
      nobodyEndorsed,
      'chaincode response 500, on purpose',
      ContractFailureError,
    ],
    [
      'a contract that fails and quotes a peer',
      status.ABORTED,
      nobodyEndorsed,
      'chaincode response 500, another ledger said: access denied, duplicate transaction found',
      ContractFailureError,
    ],
    [
      'a contract that fails and quotes endorsers',
      status.ABORTED,
      nobodyEndorsed,
      `chaincode response 500, ${differing}`,
      ContractFailureError,
    ],
    [
      'a peer that quotes a refusal',
      status.ABORTED,
      nobodyEndorsed,
      `error in simulation: ${encodeRefusal(malformed)}`,
      { reason: 'unreachable' },
    ],
    [
      'a contract that hangs',
      status.ABORTED,
      nobodyEndorsed,
      'error in simulation: timeout expired while executing transaction',
      ContractFailureError,
    ],
    [
      'a wrong clock',
      status.ABORTED,
      nobodyEndorsed,
      'request unauthorized due to incorrect timestamp 2026-11-21T07:37:32Z, peer time 2026-11-21T08:37:32Z, peer.authentication.timewindow 15m0s',
      { fault: 'clock' },
    ],
    [
      'a certificate that is not accepted',
      status.ABORTED,
      nobodyEndorsed,
      'error validating proposal: access denied: channel [ch1] creator org [CountyMSP]',
      { fault: 'certificate' },
    ],
    [
      'an expired certificate',
      status.ABORTED,
      nobodyEndorsed,
      'proposal client identity expired 3h ago',
      { fault: 'certificate' },
    ],
    [
      'a transaction that is there already',
      status.ABORTED,
      nobodyEndorsed,
      'duplicate transaction found [2e9d]. Creator [0a09]',
      { fault: 'duplicate' },
    ],
    [
      'a proposal nobody can read',
      status.ABORTED,
      nobodyEndorsed,
      'error validating proposal: invalid header',
      { fault: 'form' },
    ],
    ['a chaincode process that is down', status.ABORTED, notEnough, processDown, { reason: 'unreachable' }],
    [
      'an endorsing peer that is down',
      status.ABORTED,
      notEnough,
      'rpc error: code = Unavailable desc = connection error',
      { reason: 'unreachable' },
    ],
    [
      'an unknown channel',
      status.UNAVAILABLE,
      'failed to get config for channel [nochan]: could not get last config for channel nochan',
      '',
      { fault: 'channel' },
    ],
    [
      'endorsers that are not found yet',
      status.FAILED_PRECONDITION,
      'no combination of peers can be derived which satisfy the endorsement policy: No metadata was found for chaincode relief in channel relief-fund',
      '',
      { reason: 'unreachable' },
    ],
    [
      'a peer with too much to do',
      status.RESOURCE_EXHAUSTED,
      'too many requests for /gateway.Gateway, exceeding concurrency limit (500)',
      '',
      { reason: 'busy' },
    ],
    [
      'a peer that does not answer in time',
      status.DEADLINE_EXCEEDED,
      'Deadline exceeded',
      '',
      { reason: 'unreachable' },
    ],
  ];
  for (const [name, code, message, detail, expected] of failures) {
    it(`tells ${name} from the rest, and sends nothing on`, async () => {
      const ledger = await fixture.open();
      endorsementFails(peerError(code, message, detail === '' ? [] : [['ProvinceMSP', detail]]));
      const error = await rejectionOf(ledger.submit(fixture.caller, call));
      if (typeof expected === 'function') expect(error).to.be.instanceOf(expected);
      else expect(error).to.deep.include(expected);
      const told = error instanceof Error ? `${error.message} ${String(error.cause)}` : '';
      expect(told).to.contain((detail || message).slice(0, 20));
      expect(fixture.province.calls).to.deep.equal(['endorse']);
    });
  }

  it('is rejected or unavailable in an evaluation by the same signs', async () => {
    const ledger = await fixture.open();
    fixture.province.answers.evaluate = () => {
      const text = 'error validating proposal: access denied: channel [ch1] creator org [CountyMSP]';
      throw peerError(status.FAILED_PRECONDITION, `evaluate call to endorser returned error: ${text}`);
    };
    const error = await rejectionOf(ledger.evaluate(fixture.caller, call));
    expect(error).to.be.instanceOf(ProposalRejectedError).with.property('fault', 'certificate');
  });

  it('is proposed again when endorsers differ, for nothing was sent on', async () => {
    const ledger = await fixture.open();
    endorsementFails(peerError(status.ABORTED, notEnough, [['BankMSP', differing]]), 2);
    expect(await ledger.submit(fixture.caller, call)).to.have.property('ok', true);
    expect(fixture.province.calls).to.deep.equal(['endorse', 'endorse', 'endorse', 'submit', 'commitStatus']);
  });

  it('is non-determinism when endorsers differ every time', async () => {
    const ledger = await fixture.open();
    endorsementFails(peerError(status.ABORTED, notEnough, [['BankMSP', differing]]));
    const error = await rejectionOf(ledger.submit(fixture.caller, call));
    expect(error).to.be.instanceOf(NonDeterminismError).with.property('difference').that.contains('BankMSP');
    expect(proposals()).to.equal(3);
  });

  it('is accepted when an endorser that was behind refused at first', async () => {
    const ledger = await fixture.open();
    endorsementFails(peerError(status.ABORTED, notEnough, [['BankMSP', refusing]]), 1);
    expect(await ledger.submit(fixture.caller, call)).to.have.property('ok', true);
  });

  it('is refused when one of the endorsers refuses every time', async () => {
    const ledger = await fixture.open();
    endorsementFails(peerError(status.ABORTED, notEnough, [['BankMSP', refusing]]));
    expect(await ledger.submit(fixture.caller, call)).to.deep.equal({ ok: false, refusal: malformed });
    expect(proposals()).to.equal(3);
  });

  it('is refused at once when all of the organisations that were asked to endorse refuse', async () => {
    const ledger = await fixture.open({ endorsers: ['ProvinceMSP', 'BankMSP'] });
    const both = ['ProvinceMSP', 'BankMSP'].map((mspId) => [mspId, refusing] as const);
    endorsementFails(peerError(status.ABORTED, notEnough, both));
    expect(await ledger.submit(fixture.caller, call)).to.deep.equal({ ok: false, refusal: malformed });
    expect(proposals()).to.equal(1);
  });

  it('is proposed again when one of the organisations that were asked refuses and the other endorsed', async () => {
    const ledger = await fixture.open({ endorsers: ['ProvinceMSP', 'BankMSP'] });
    endorsementFails(peerError(status.ABORTED, notEnough, [['BankMSP', refusing]]), 1);
    expect(await ledger.submit(fixture.caller, call)).to.have.property('ok', true);
    expect(proposals()).to.equal(2);
  });

  it('is unreachable when the peer is gone, and goes through once it is back', async () => {
    const ledger = await fixture.open();
    fixture.province.stop();
    const error = await rejectionOf(ledger.submit(fixture.caller, call));
    expect(error).to.be.instanceOf(LedgerUnavailableError).with.property('reason', 'unreachable');
    await fixture.province.start();
    const again = async (): Promise<boolean> => {
      try {
        return (await ledger.submit(fixture.caller, call)).ok;
      } catch (failure) {
        if (failure instanceof LedgerUnavailableError) return again();
        throw failure;
      }
    };
    expect(await again()).to.equal(true);
  });

  it('fails as the signer failed when the key cannot sign', async () => {
    const ledger = await fixture.open();
    const locked = { ...fixture.caller, sign: () => Promise.reject(new Error('The key is locked.')) };
    expect(await rejectionOf(ledger.submit(locked, call))).to.have.property('message', 'The key is locked.');
  });
});

describe('a gateway ledger', () => {
  it('does not open while no peer answers', async () => {
    const fixture = await gatewayFixture();
    const options = fixture.options();
    await fixture.dispose();
    const error = await rejectionOf(fixture.open({ peers: options.peers }));
    expect(error).to.be.instanceOf(LedgerUnavailableError).with.property('reason', 'unreachable');
  });

  it('needs a peer for callers whose organisation has none', async () => {
    const fixture = await gatewayFixture();
    const error = await rejectionOf(fixture.open({ mspIdOfOthers: 'CountyMSP' }));
    await fixture.dispose();
    expect(error).to.be.instanceOf(RangeError);
  });
});
