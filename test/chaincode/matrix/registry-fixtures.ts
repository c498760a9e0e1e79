/** Requests of RegistryContract for the caller matrix. */
import type { MspId, Role } from '../../../domain/roles';
import { mspIds } from '../../../domain/roles';
import { MemoryLedger } from '../memory-ledger';
import { accountOf, county, countyOf, freshRequestId, organisationId } from '../province';
import { bankKeyPem } from '../bank-keys';
import type { MatrixCaller, MatrixFixtures } from './fixture';

const memberRole: Readonly<Record<MspId, Role>> = {
  ProvinceMSP: 'implementer',
  CountyMSP: 'county-command',
  BankMSP: 'commercial-bank',
  PartnershipMSP: 'limited-partnership',
};

function ownMember({ mspId }: MatrixCaller, place: 'twin' | 'off' = 'twin'): string {
  return organisationId(memberRole[mspId], place, mspId);
}

/** The accounts whose holder, bank or county the caller is. */
function scopeOf({ role }: MatrixCaller): object {
  if (role === 'commercial-bank') return { by: 'bank', bank: organisationId(role, 'own') };
  if (role === 'county-command') return { by: 'county', county };
  const holder = role === 'leading-group-office' || role === 'admin' ? 'implementer' : role;
  return { by: 'organisation', organisationId: organisationId(holder, 'own') };
}

function proposal({ role }: MatrixCaller): object {
  const holder = role === 'county-command' || role === 'admin' ? 'implementer' : role;
  return {
    requestId: freshRequestId(),
    accountId: 'A-NEWACCOUNT',
    number: '6217000000009999',
    bank: organisationId('commercial-bank', 'own'),
    holder: organisationId(holder, 'own'),
    kind: 'dedicated',
    holderKind: 'corporate',
  };
}

function founding(): object {
  const organisations = mspIds.map((mspId) => ({
    organisationId: organisationId('admin', 'own', mspId),
    name: mspId,
    role: 'admin',
    county: countyOf('admin', 'own', mspId),
    mspId,
    adminPersons: [`${organisationId('admin', 'own', mspId)}-first`],
  }));
  return { requestId: freshRequestId(), organisations };
}

const bankKey = { bank: organisationId('commercial-bank', 'own'), publicKeyPem: bankKeyPem };

export const registryFixtures: MatrixFixtures = {
  'RegistryContract:Found': {
    request: founding,
    adminsOf: ['ProvinceMSP'],
    ledger: () => new MemoryLedger(),
  },
  'RegistryContract:RegisterOrganisation': {
    request: (caller) => ({
      requestId: freshRequestId(),
      organisationId: 'newcomer',
      name: '新机构',
      role: memberRole[caller.mspId],
      county,
      mspId: caller.mspId,
      adminPersons: [],
    }),
  },
  'RegistryContract:DisableOrganisation': {
    request: (caller) => ({ requestId: freshRequestId(), organisationId: ownMember(caller) }),
  },
  'RegistryContract:EnableOrganisation': {
    request: (caller) => ({ requestId: freshRequestId(), organisationId: ownMember(caller, 'off') }),
  },
  'RegistryContract:DisablePerson': {
    request: (caller) => ({
      requestId: freshRequestId(),
      organisationId: ownMember(caller),
      person: `${ownMember(caller)}-first`,
    }),
  },
  'RegistryContract:EnablePerson': {
    request: (caller) => ({
      requestId: freshRequestId(),
      organisationId: ownMember(caller),
      person: `${ownMember(caller)}-off`,
    }),
  },
  'RegistryContract:DisableCertificate': {
    request: (caller) => ({
      requestId: freshRequestId(),
      organisationId: ownMember(caller),
      person: `${ownMember(caller)}-first`,
      fingerprint: 'ab'.repeat(32),
      expiresOn: '2027-03-01',
    }),
  },
  'RegistryContract:ProposeAccount': { request: proposal },
  'RegistryContract:ConfirmAccount': {
    request: () => ({ requestId: freshRequestId(), accountId: accountOf.proposed }),
  },
  'RegistryContract:ReleaseAccount': {
    request: () => ({ requestId: freshRequestId(), accountId: accountOf.confirmed }),
  },
  'RegistryContract:BlockAccount': {
    request: () => ({ requestId: freshRequestId(), accountId: accountOf.released, reason: '账户信息有误' }),
  },
  'RegistryContract:ProposeBankKey': {
    request: () => ({ requestId: freshRequestId(), ...bankKey, sequence: 2 }),
    adminsOf: ['BankMSP'],
  },
  'RegistryContract:ConfirmBankKey': {
    request: () => ({ requestId: freshRequestId(), ...bankKey, sequence: 2 }),
  },
  'RegistryContract:SetThresholds': {
    request: () => ({
      requestId: freshRequestId(),
      twoPersonsAboveFen: '300000000',
      ageingHours: 48,
      ageingHoursOfBank: [{ bank: organisationId('commercial-bank', 'own'), hours: 12 }],
      idleDays: 20,
    }),
  },
  'RegistryContract:Organisation': {
    request: () => ({ organisationId: organisationId('implementer', 'own') }),
  },
  'RegistryContract:Organisations': { request: () => ({ limit: 10 }) },
  'RegistryContract:Account': {
    request: ({ role }) => ({ accountId: ownAccount(role) }),
  },
  'RegistryContract:Accounts': { request: (caller) => ({ scope: scopeOf(caller), limit: 10 }) },
  'RegistryContract:BankKeys': { request: () => ({ bank: organisationId('commercial-bank', 'own') }) },
  'RegistryContract:Thresholds': { request: () => ({}) },
};

/** Accounts that the matrix's province has beside the implementer's: one of each office that sees its own alone. */
export const ownAccounts: Readonly<Partial<Record<Role, string>>> = {
  'county-finance': 'A-COUNTYFINANCE',
  'limited-partnership': 'A-PARTNERSHIP',
  'county-fund-company': 'A-FUNDCOMPANY',
};

function ownAccount(role: Role): string {
  return ownAccounts[role] ?? accountOf.released;
}
