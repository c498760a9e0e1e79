/** Each refusal of the registers, brought about once through the compiled contract. */
import { expect } from 'chai';
import type { registryRefusals } from '../../domain/refusals/registry-refusals';
import { accountNumberField, dateField, organisationIdField, personField } from '../../domain/identifiers';
import { disabledCertificatesMax } from '../../domain/disabled-certificate';
import { certificateFingerprint } from '../../chaincode/certificate-fingerprint';
import { foundingKey, organisationKey } from '../../chaincode/state-keys';
import { bankKeyPem, offCurvePem, otherKeyPem } from './bank-keys';
import { registryFixtures } from './matrix/registry-fixtures';
import { listIn, objectOf } from './json-members';
import type { CallOutcome } from './memory-ledger';
import { MemoryLedger } from './memory-ledger';
import {
  accountOf,
  boundAt,
  callerOf,
  county,
  farCounty,
  freshRequestId,
  newProvince,
  numberOf,
  organisationId,
} from './province';
import { acceptedBy, refusedBy } from './refused';

type Scenario = (ledger: MemoryLedger) => Promise<CallOutcome>;

const bank = organisationId('commercial-bank', 'own');
const provincialAdmin = { mspId: 'ProvinceMSP' } as const;
const countyAdmin = { mspId: 'CountyMSP' } as const;

/** The founding request of the matrix with its organisations changed. */
function founding(change: (organisations: object[]) => object[]): object {
  const request = registryFixtures['RegistryContract:Found']?.request({ role: 'admin', ...provincialAdmin });
  const organisations = listIn(request, 'organisations').map((organisation) => objectOf(organisation));
  return { requestId: freshRequestId(), organisations: change(organisations) };
}

async function found(change: (organisations: object[]) => object[]): Promise<CallOutcome> {
  const caller = await callerOf('admin', provincialAdmin);
  return new MemoryLedger().call(caller, 'RegistryContract:Found', founding(change));
}

async function register(ledger: MemoryLedger, change: object, admin = provincialAdmin): Promise<CallOutcome> {
  const request = {
    requestId: freshRequestId(),
    organisationId: 'newcomer',
    name: '新机构',
    role: 'implementer',
    county,
    mspId: 'ProvinceMSP',
    adminPersons: [],
    ...change,
  };
  return ledger.call(await callerOf('admin', admin), 'RegistryContract:RegisterOrganisation', request);
}

async function propose(ledger: MemoryLedger, change: object): Promise<CallOutcome> {
  const request = {
    requestId: freshRequestId(),
    accountId: 'A-ANOTHERONE',
    number: '6217000000008888',
    bank,
    holder: organisationId('implementer', 'own'),
    kind: 'dedicated',
    holderKind: 'corporate',
    ...change,
  };
  return ledger.call(await callerOf('county-command'), 'RegistryContract:ProposeAccount', request);
}

async function onAccount(ledger: MemoryLedger, name: string, accountId: string): Promise<CallOutcome> {
  const role = name === 'ConfirmAccount' ? 'commercial-bank' : 'leading-group-office';
  const reason = name === 'BlockAccount' ? { reason: '户名有误' } : {};
  const request = { requestId: freshRequestId(), accountId, ...reason };
  return ledger.call(await callerOf(role), `RegistryContract:${name}`, request);
}

async function person(ledger: MemoryLedger, name: string, change: object): Promise<CallOutcome> {
  const command = organisationId('county-command', 'own');
  const request = { requestId: freshRequestId(), organisationId: command, person: 'nobody', ...change };
  return ledger.call(await callerOf('admin', countyAdmin), `RegistryContract:${name}`, request);
}

async function organisation(ledger: MemoryLedger, name: string, id: string): Promise<CallOutcome> {
  const request = { requestId: freshRequestId(), organisationId: id };
  return ledger.call(await callerOf('admin', countyAdmin), `RegistryContract:${name}`, request);
}

const lastDay = dateField.parse('2027-03-01');

async function certificate(ledger: MemoryLedger, fingerprint: string): Promise<CallOutcome> {
  return person(ledger, 'DisableCertificate', { fingerprint, expiresOn: lastDay });
}

async function bankKey(ledger: MemoryLedger, name: string, change: object): Promise<CallOutcome> {
  const caller =
    name === 'ProposeBankKey' ? callerOf('admin', { mspId: 'BankMSP' }) : callerOf('leading-group-office');
  const request = { requestId: freshRequestId(), bank, sequence: 1, publicKeyPem: bankKeyPem, ...change };
  return ledger.call(await caller, `RegistryContract:${name}`, request);
}

async function withProposedKey(ledger: MemoryLedger, change: object): Promise<CallOutcome> {
  await acceptedBy(bankKey(ledger, 'ProposeBankKey', {}));
  return bankKey(ledger, 'ConfirmBankKey', change);
}

const farFinance = {
  organisationId: 'far-finance',
  name: '县财政局',
  role: 'county-finance',
  county: farCounty,
  mspId: 'CountyMSP',
  adminPersons: [],
};

const lastAdmin: Scenario = async (ledger) => {
  const twin = organisationId('admin', 'twin', 'CountyMSP');
  const own = organisationId('admin', 'own', 'CountyMSP');
  await acceptedBy(organisation(ledger, 'DisableOrganisation', twin));
  return organisation(ledger, 'DisableOrganisation', own);
};

const scenarios: Readonly<Record<keyof typeof registryRefusals, Scenario>> = {
  'already-founded': async (ledger) => {
    ledger.seed(foundingKey(), { at: boundAt });
    return ledger.call(
      await callerOf('admin', provincialAdmin),
      'RegistryContract:Found',
      founding((organisations) => organisations),
    );
  },
  'founder-not-named': () =>
    found(([first, ...others]) => [{ ...first, adminPersons: ['somebody-else'] }, ...others]),
  'founding-incomplete': () => found((organisations) => [...organisations, farFinance]),
  'organisation-exists': (ledger) => register(ledger, { organisationId: bank }),
  'organisation-unknown': (ledger) => propose(ledger, { holder: 'nowhere' }),
  'organisation-disabled': (ledger) => propose(ledger, { bank: organisationId('commercial-bank', 'off') }),
  'role-outside-msp': (ledger) => register(ledger, { role: 'county-command' }),
  'county-unfit': (ledger) => register(ledger, { role: 'provincial-finance' }),
  'admin-persons-unfit': (ledger) => register(ledger, { adminPersons: ['somebody'] }),
  'county-admin-first': (ledger) =>
    register(ledger, { mspId: 'CountyMSP', role: 'county-finance', county: '522636' }),
  'county-not-new': (ledger) => register(ledger, { mspId: 'CountyMSP', role: 'county-finance' }),
  'person-elsewhere': (ledger) =>
    person(ledger, 'DisablePerson', { person: `${organisationId('county-finance', 'own')}-first` }),
  'person-unknown': (ledger) => person(ledger, 'EnablePerson', {}),
  'already-disabled': (ledger) =>
    organisation(ledger, 'DisableOrganisation', organisationId('county-finance', 'off')),
  'already-enabled': (ledger) =>
    organisation(ledger, 'EnableOrganisation', organisationId('county-finance', 'own')),
  'last-admin': lastAdmin,
  'own-certificate': async (ledger) => {
    const { certificatePem } = await callerOf('admin', countyAdmin);
    return certificate(ledger, certificateFingerprint(certificatePem));
  },
  'certificates-too-many': async (ledger) => {
    const key = organisationKey(organisationId('county-command', 'own'));
    const record = ledger.record(key);
    if (record === undefined) throw new Error('the county command is there');
    const names = Array.from({ length: disabledCertificatesMax }, (_, index) =>
      String(index).padStart(64, '0'),
    );
    const many = names.map((name) => [name, lastDay] as const);
    ledger.seed(key, { ...record, disabledCertificates: Object.fromEntries(many) });
    return certificate(ledger, 'ab'.repeat(32));
  },
  'account-unknown': (ledger) => onAccount(ledger, 'ReleaseAccount', 'A-NOTTHERE'),
  'account-number-taken': (ledger) => propose(ledger, { number: numberOf.released }),
  'account-id-taken': (ledger) => propose(ledger, { accountId: accountOf.released }),
  'account-status': (ledger) => onAccount(ledger, 'ReleaseAccount', accountOf.proposed),
  'account-holder-unfit': (ledger) => propose(ledger, { holder: organisationId('county-command', 'own') }),
  'bank-unfit': (ledger) => propose(ledger, { bank: organisationId('county-finance', 'own') }),
  'personal-account-refused': (ledger) => propose(ledger, { holderKind: 'personal' }),
  'bank-key-invalid': (ledger) => bankKey(ledger, 'ProposeBankKey', { publicKeyPem: offCurvePem }),
  'bank-key-sequence': (ledger) => bankKey(ledger, 'ProposeBankKey', { sequence: 2 }),
  'bank-key-unknown': (ledger) => bankKey(ledger, 'ConfirmBankKey', {}),
  'bank-key-confirmed': async (ledger) => {
    await acceptedBy(withProposedKey(ledger, {}));
    return bankKey(ledger, 'ConfirmBankKey', {});
  },
  'bank-key-changed': (ledger) => withProposedKey(ledger, { publicKeyPem: otherKeyPem }),
  'threshold-bank-repeated': async (ledger) => {
    const request = {
      ...{ requestId: freshRequestId(), twoPersonsAboveFen: '1', ageingHours: 1, idleDays: 1 },
      ageingHoursOfBank: [
        { bank, hours: 1 },
        { bank, hours: 2 },
      ],
    };
    return ledger.call(await callerOf('leading-group-office'), 'RegistryContract:SetThresholds', request);
  },
};

describe('the register refuses', () => {
  for (const [code, scenario] of Object.entries(scenarios)) {
    it(code, async () => {
      const refusal = await refusedBy(scenario(newProvince()));
      expect(refusal.code).to.equal(code);
    });
  }
});

describe('a blocked number', () => {
  it('that was never released passes to another holder under a new id, and the old id names nothing', async () => {
    const ledger = newProvince();
    const twin = organisationId('implementer', 'twin');
    await acceptedBy(propose(ledger, { number: numberOf.blocked, holder: twin }));
    const refusal = await refusedBy(onAccount(ledger, 'BlockAccount', accountOf.blocked));
    expect(refusal.code).to.equal('account-unknown');
  });

  it('that was released stays with its holder', async () => {
    const ledger = newProvince();
    await acceptedBy(onAccount(ledger, 'BlockAccount', accountOf.released));
    const number = accountNumberField.parse(numberOf.released);
    const stolen = propose(ledger, { number, holder: organisationId('implementer', 'twin') });
    expect((await refusedBy(stolen)).code).to.equal('account-number-taken');
    await acceptedBy(propose(ledger, { number, accountId: accountOf.released }));
  });
});

describe('the last enabled admin', () => {
  it('of a county cannot be disabled, whatever other counties have', async () => {
    const ledger = newProvince();
    const own = organisationIdField.parse(organisationId('admin', 'own', 'CountyMSP'));
    await acceptedBy(
      organisation(ledger, 'DisableOrganisation', organisationId('admin', 'twin', 'CountyMSP')),
    );
    await acceptedBy(person(ledger, 'DisablePerson', { organisationId: own, person: `${own}-second` }));
    const last = person(ledger, 'DisablePerson', { organisationId: own, person: `${own}-first` });
    expect((await refusedBy(last)).code).to.equal('last-admin');
    const record = ledger.record(organisationKey(own));
    expect(record?.persons[personField.parse(`${own}-first`)]?.status).to.equal('enabled');
  });
});
