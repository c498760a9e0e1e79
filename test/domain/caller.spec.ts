/** Who is calling: the certificate's attributes must be of their form and equal the organisation's record. */
import { expect } from 'chai';
import type { CertificateClaims } from '../../domain/caller';
import { admitCaller, parseClaims } from '../../domain/caller';
import { countyField } from '../../domain/identifiers';
import { withPerson } from '../../domain/organisation';
import { organisationKey } from '../../chaincode/state-keys';
import { boundAt, newProvince, organisationId } from '../chaincode/province';

const bank = organisationId('commercial-bank', 'own');
const claims: CertificateClaims = {
  mspId: 'BankMSP',
  role: 'commercial-bank',
  organisation: bank,
  county: '522634',
  person: `${bank}-first`,
  kind: 'person',
};

describe('the claims of a certificate', () => {
  it('are read into a caller', () => {
    const { organisation, ...same } = claims;
    expect(parseClaims(claims)).to.deep.equal({ ok: true, value: { ...same, organisationId: organisation } });
  });

  for (const [name, values] of Object.entries({
    mspId: ['', 'OtherMSP', 'bankmsp'],
    role: [null, '', 'admiral', 'leading-group-office'],
    organisation: [null, '', 'Bank', 'a\u0000b', 'x'.repeat(49), '中国银行'],
    county: [null, '', '52263', '5226341', '052263', 'abcdef'],
    person: [null, '', 'A person', '张三', 'constructor', 'x'.repeat(65)],
    kind: [null, '', 'robot'],
  })) {
    it(`are refused with another ${name}`, () => {
      for (const value of values) {
        const parsed = parseClaims({ ...claims, [name]: value });
        expect(parsed, JSON.stringify(value)).to.have.nested.property('refusal.code', 'caller-unknown');
      }
    });
  }
});

describe('a caller is admitted', () => {
  const record = newProvince().record(organisationKey(bank));
  const parsed = parseClaims(claims);
  if (record === undefined || !parsed.ok) throw new Error('the bank and its person are there');
  const caller = parsed.value;

  it('when MSP, role, organisation and county equal the record', () => {
    expect(admitCaller(caller, record)).to.deep.equal({ ok: true, value: caller });
  });

  it('though the person has not acted yet', () => {
    expect(admitCaller(caller, { ...record, persons: {} }).ok).to.equal(true);
  });

  it('not without a record, nor when one of them differs, and the refusal names it', () => {
    const others = {
      mspId: { ...record, mspId: 'PartnershipMSP' as const },
      role: { ...record, role: 'limited-partnership' as const },
      county: { ...record, county: countyField.parse('522635') },
      organisation: undefined,
    };
    for (const [fact, other] of Object.entries(others)) {
      expect(admitCaller(caller, other)).to.have.nested.property('refusal.values.fact', fact);
    }
  });

  it('not when the organisation or the person is disabled', () => {
    const off = withPerson(record, caller.person, { status: 'disabled', boundAt });
    for (const disabled of [{ ...record, status: 'disabled' as const }, off]) {
      expect(admitCaller(caller, disabled)).to.have.nested.property('refusal.code', 'caller-disabled');
    }
  });
});
