/** Which proposals the embedded ledger turns away before any contract runs, and why. */
import { createPrivateKey, sign } from 'node:crypto';
import { expect } from 'chai';
import type { EmbeddedLedger } from '../../../ledger/embedded/embedded-ledger';
import { signProposal } from '../../../ledger/embedded/proposal';
import type { SignedProposal } from '../../../ledger/embedded/proposal';
import { foundAuthority, openAuthority } from '../../../ledger/identities/built-in-authority';
import type { LedgerIdentity } from '../../../ledger/ledger';
import { ProposalRejectedError } from '../../../ledger/ledger-error';
import { conformanceCaller } from '../conformance/conformance-session';
import { channel, embeddedFixture, mspId, probe, rejectionOf } from './embedded-fixture';
import type { EmbeddedFixture } from './embedded-fixture';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const startMs = Date.parse('2026-03-01T08:00:00Z');

describe('embedded ledger: proposals', () => {
  let nowMs: number;
  let fixture: EmbeddedFixture;
  let ledger: EmbeddedLedger;
  let nonceByte = 0;

  beforeEach(async () => {
    nowMs = startMs;
    fixture = await embeddedFixture(() => nowMs);
    ledger = await fixture.open();
  });
  afterEach(() => fixture.dispose());

  function signed(identity: LedgerIdentity, about: { timestampMs?: number; channel?: string } = {}) {
    nonceByte += 1;
    const origin = { channel, nonce: Buffer.alloc(24, nonceByte), timestampMs: nowMs, ...about };
    return signProposal(identity, probe('Put', { key: 'k', value: 'v' }), origin);
  }

  async function faultOf(proposal: SignedProposal): Promise<string> {
    const error = await rejectionOf(ledger.submitSigned(proposal));
    if (!(error instanceof ProposalRejectedError)) throw error;
    expect(await ledger.height()).to.equal(1n);
    return error.fault;
  }

  it('accepts one that its person signed', async () => {
    expect(await ledger.submitSigned(await signed(fixture.identity))).to.have.property('ok', true);
  });

  it('refuses a signature by another key', async () => {
    const other = await fixture.authority.enrol(conformanceCaller);
    const forger = { ...fixture.identity, sign: (message: Uint8Array) => other.identity.sign(message) };
    expect(await faultOf(await signed(forger))).to.equal('signature');
  });

  it('refuses a proposal of which one byte was changed after signing', async () => {
    const { creator, proposal, signature } = await signed(fixture.identity);
    const changed = Buffer.from(proposal);
    changed.write('w', changed.indexOf('"v"') + 1);
    expect(await faultOf({ creator, proposal: changed, signature })).to.equal('signature');
  });

  it('refuses the mirror image of a good signature (high s)', async () => {
    const { identity, privateKeyPem } = await fixture.authority.enrol(conformanceCaller);
    const highS: LedgerIdentity = {
      ...identity,
      sign: (message) => Promise.resolve(highSignature(privateKeyPem, message)),
    };
    expect(await faultOf(await signed(highS))).to.equal('signature');
  });

  it('refuses bytes that are no signature', async () => {
    for (const signature of [Buffer.alloc(0), Buffer.from('3000', 'hex'), Buffer.alloc(70, 0x30)]) {
      expect(await faultOf({ ...(await signed(fixture.identity)), signature })).to.equal('signature');
    }
  });

  it('refuses a certificate that another MSP issued', async () => {
    const stranger = await openAuthority(await foundAuthority('StrangerMSP', () => nowMs), () => nowMs);
    const { identity } = await stranger.enrol(conformanceCaller);
    expect(await faultOf(await signed(identity))).to.equal('certificate');
    expect(await faultOf(await signed({ ...identity, mspId }))).to.equal('certificate');
  });

  it('refuses the certificate of the authority itself', async () => {
    const keys = await foundAuthority(mspId, () => nowMs);
    const own = await fixture.open({
      folder: `${fixture.folder}/own`,
      msps: [{ mspId, rootCertificates: [keys.rootCertificatePem] }],
    });
    const root = { ...fixture.identity, certificatePem: keys.rootCertificatePem };
    const error = await rejectionOf(own.submitSigned(await signed(root)));
    expect(error).to.have.property('message').that.contains('authority');
  });

  it('refuses a certificate before and after its time', async () => {
    const { identity } = await fixture.authority.enrol(conformanceCaller);
    nowMs = startMs + 364 * dayMs;
    expect(await ledger.submitSigned(await signed(identity))).to.have.property('ok', true);
    nowMs = startMs + 366 * dayMs;
    const error = await rejectionOf(ledger.submitSigned(await signed(identity)));
    expect(error).to.have.property('fault', 'certificate');
    const { identity: tomorrow } = await fixture.authority.enrol(conformanceCaller);
    const past = await fixture.open({ folder: `${fixture.folder}/past`, now: () => startMs });
    const early = { channel, nonce: Buffer.alloc(24), timestampMs: startMs };
    const proposal = await signProposal(tomorrow, probe('Put', { key: 'k', value: 'v' }), early);
    expect(await rejectionOf(past.submitSigned(proposal))).to.have.property('fault', 'certificate');
  });

  it('refuses a certificate other than the one the proposal was made under', async () => {
    const { identity } = await fixture.authority.enrol(conformanceCaller);
    const proposal = await signed(fixture.identity);
    const creator = { mspId, certificatePem: identity.certificatePem };
    expect(await faultOf({ ...proposal, creator })).to.equal('certificate');
  });

  it('takes a clock up to 15 minutes off, and no more', async () => {
    const limitMs = 15 * minuteMs;
    for (const timestampMs of [nowMs - limitMs - 1, nowMs + limitMs + 1]) {
      expect(await faultOf(await signed(fixture.identity, { timestampMs }))).to.equal('clock');
    }
    for (const timestampMs of [nowMs - limitMs, nowMs + limitMs]) {
      const answer = await ledger.submitSigned(await signed(fixture.identity, { timestampMs }));
      expect(answer).to.have.property('ok', true);
    }
  });

  it('refuses another channel', async () => {
    expect(await faultOf(await signed(fixture.identity, { channel: 'other' }))).to.equal('channel');
  });

  it('refuses bytes that are no proposal', async () => {
    const proposal = await signed(fixture.identity);
    expect(await faultOf({ ...proposal, proposal: Buffer.from('nonsense') })).to.equal('form');
    expect(
      await faultOf({ ...proposal, proposal: Buffer.concat([proposal.proposal, Buffer.from([0])]) }),
    ).to.equal('form');
  });

  it('commits a repeated proposal once, in one block or in two', async () => {
    const proposal = await signed(fixture.identity);
    const together = await Promise.allSettled([ledger.submitSigned(proposal), ledger.submitSigned(proposal)]);
    expect(together.map(({ status }) => status).toSorted()).to.deep.equal(['fulfilled', 'rejected']);
    const later = await rejectionOf(ledger.submitSigned(proposal));
    expect(later).to.have.property('fault', 'duplicate');
    const codes = ledger.block(1n)?.transactions.map(({ code }) => code);
    expect(codes).to.deep.equal(['VALID', 'DUPLICATE_TXID']);
    expect(ledger.verify()).to.include({ transactions: 2, validTransactions: 1 });
  });
});

/** The other valid form of a signature: n − s instead of s, whichever is the higher. */
function highSignature(privateKeyPem: string, message: Uint8Array): Buffer {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const key = { key: createPrivateKey(privateKeyPem), dsaEncoding: 'ieee-p1363' } as const;
  const raw = sign('sha256', message, key);
  const s = BigInt(`0x${raw.subarray(32).toString('hex')}`);
  const high = s > order / 2n ? s : order - s;
  const numbers = [raw.subarray(0, 32), Buffer.from(high.toString(16).padStart(64, '0'), 'hex')];
  const body = Buffer.concat(numbers.map((number) => derInteger(number)));
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

function derInteger(number: Buffer): Buffer {
  const trimmed = Buffer.from(number.subarray(number.findIndex((byte) => byte !== 0)));
  const positive = trimmed.readUInt8(0) >= 0x80 ? Buffer.concat([Buffer.from([0]), trimmed]) : trimmed;
  return Buffer.concat([Buffer.from([0x02, positive.length]), positive]);
}
