/** The institution's signature: exactly the constant fields, strict DER, low-S, the officer's own key. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { expect } from 'chai';
import type { DraftSeal, SignatureVerifier } from '../../domain/draft-seal';
import { sealFault, signedText } from '../../domain/draft-seal';
import type { IssuedDraft } from '../../domain/draft';
import { lowSSignature } from '../../domain/signature-form';
import { fenText } from '../../domain/money';
import { constantFields, dateOf, instantOf, legIdOf } from './drafts';

const groupOrder = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

function newKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

const officersKey = newKey();

/** Takes the public key where the contract takes the certificate: the form of the key is not the domain's matter. */
const verifier: SignatureVerifier = (pem, text, signature) =>
  verify('sha256', Buffer.from(text), { key: createPublicKey(pem), dsaEncoding: 'der' }, signature);

function derOf(r: bigint, s: bigint): string {
  const integer = (value: bigint): Buffer => {
    const hex = value.toString(16);
    const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
    const content = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
    return Buffer.concat([Buffer.of(0x02, content.length), content]);
  };
  const content = Buffer.concat([integer(r), integer(s)]);
  return Buffer.concat([Buffer.of(0x30, content.length), content]).toString('base64');
}

function numbersOf(text: string, privateKeyPem: string): { readonly r: bigint; readonly s: bigint } {
  const key = createPrivateKey(privateKeyPem);
  const raw = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  const number = (part: Buffer): bigint => BigInt(`0x${part.toString('hex')}`);
  return { r: number(raw.subarray(0, 32)), s: number(raw.subarray(32)) };
}

function sealOf(issued: IssuedDraft, key = officersKey): DraftSeal {
  const text = signedText(issued);
  const { r, s } = numbersOf(text, key);
  const low = s > groupOrder / 2n ? groupOrder - s : s;
  const certificatePem = createPublicKey(officersKey).export({ type: 'spki', format: 'pem' }).toString();
  return { signedText: text, institutionSignature: derOf(r, low), certificatePem };
}

describe('the seal of a draft', () => {
  it('holds for exactly the fields that were signed', () => {
    const issued = constantFields();
    expect(sealFault(sealOf(issued), issued, verifier)).to.equal(undefined);
  });

  it('is canonical JSON: sorted names, no white space, and no other field', () => {
    const text = signedText(constantFields());
    const withMore = { ...constantFields(), requestId: 'request-1' };
    expect(signedText(withMore)).to.equal(text);
    expect(
      text.startsWith('{"amountFen":"600000000","createdAt":"2026-03-02T02:00:00.000Z","draftId":'),
    ).to.equal(true);
    const parsed: unknown = JSON.parse(text);
    const sorted = [
      'amountFen',
      'createdAt',
      'draftId',
      'institutionId',
      'planPath',
      'projectId',
      'specialRule',
    ];
    expect(parsed).to.have.all.keys(sorted);
    expect(text).to.match(/^\{"amountFen".*"createdAt".*"draftId".*"institutionId".*"planPath".*"projectId"/);
    expect(text).to.match(/\{"account":"62170001","organisationId":"provincial-finance-own"\}/);
    expect(text).to.not.match(/\s/);
  });

  it('breaks when any constant field changes', () => {
    const issued = constantFields();
    const seal = sealOf(issued);
    const [first, ...others] = issued.planPath;
    if (first === undefined) throw new Error('the path has legs');
    const changes: readonly Partial<IssuedDraft>[] = [
      { amountFen: fenText(1n) },
      { createdAt: instantOf('2026-03-02T02:00:00.001Z') },
      { planPath: others },
      { planPath: [{ ...first, deadline: dateOf('2026-03-13') }, ...others] },
      { planPath: [{ ...first, opensAfter: [legIdOf('L2')] }, ...others] },
      { planPath: [{ ...first, payer: first.payee, payee: first.payer }, ...others] },
      { specialRule: { ...issued.specialRule, splitMax: 2 } },
    ];
    for (const change of changes) {
      expect(sealFault(seal, { ...issued, ...change }, verifier)).to.equal('other-fields');
      const forged = { ...seal, signedText: signedText({ ...issued, ...change }) };
      expect(sealFault(forged, { ...issued, ...change }, verifier)).to.equal('signature');
    }
  });

  it('is by the key of the certificate and no other', () => {
    const issued = constantFields();
    expect(sealFault(sealOf(issued, newKey()), issued, verifier)).to.equal('signature');
  });

  it('has the lower of the two signatures that verify alike', () => {
    const issued = constantFields();
    const seal = sealOf(issued);
    const { r, s } = numbersOf(seal.signedText, officersKey);
    const high = s > groupOrder / 2n ? s : groupOrder - s;
    const twin = derOf(r, high);
    expect(verifier(seal.certificatePem, seal.signedText, Buffer.from(twin, 'base64'))).to.equal(true);
    expect(sealFault({ ...seal, institutionSignature: twin }, issued, verifier)).to.equal('form');
  });
});

describe('the form of a signature', () => {
  const half = groupOrder / 2n;
  const hex = (text: string): string => Buffer.from(text, 'hex').toString('base64');

  it('takes r and s within the order of the group, s in its lower half', () => {
    expect(lowSSignature(derOf(1n, 1n))).to.not.equal(undefined);
    expect(lowSSignature(derOf(groupOrder - 1n, half))).to.not.equal(undefined);
    expect(lowSSignature(derOf(groupOrder, half))).to.equal(undefined);
    expect(lowSSignature(derOf(1n, half + 1n))).to.equal(undefined);
  });

  it('takes strict DER only', () => {
    const faults: Readonly<Record<string, string>> = {
      'r of zero': '3006020100020101',
      's of zero': '3006020101020100',
      'a negative r': '3006020180020101',
      'a padded r': '300702020001020101',
      'a byte too many': '300602010102010100',
      'a wrong length': '3007020101020101',
      'no sequence': '3106020101020101',
      'no integer': '3006030101020101',
      'an integer of no bytes': '30050200020101',
      'a third number': '3009020101020101020101',
      'one number': '3003020101',
      'a number that ends beyond': '3006020101020201',
      'a length in long form': '308106020101020101',
      nothing: '',
    };
    for (const [fault, text] of Object.entries(faults)) {
      expect(lowSSignature(hex(text)), fault).to.equal(undefined);
    }
    expect(lowSSignature(hex('3006020101020101'))).to.not.equal(undefined);
  });

  it('takes canonical base64 only', () => {
    const good = hex('3006020101020101');
    for (const text of [
      ` ${good}`,
      `${good}\n`,
      good.replace(/=+$/, ''),
      good.replace('=', '-'),
      'A'.repeat(200),
    ]) {
      expect(lowSSignature(text), text).to.equal(undefined);
    }
  });
});
