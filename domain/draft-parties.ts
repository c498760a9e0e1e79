/**
 * Who pays and receives along a path (domain rules, sections 4 and 8): every leg's accounts are registered,
 * released and held by the organisation the leg names; the payer's bank is an organisation here, or its leg
 * could never settle; and a county's money stays with the county's offices.
 */
import type { AccountRecord } from './account';
import type { Leg, LegParty, PathAccount } from './draft';
import type { AccountNumber, CountyCode, OrganisationId } from './identifiers';
import { maskedAccount } from './identifiers';
import type { OrganisationRecord } from './organisation';
import { refusal } from './refusals/refusal';
import type { Result } from './result';
import { accepted, refused } from './result';
import type { Role } from './roles';
import { payeeRoles, payerRoles } from './roles';

/** What the registers say of the accounts and organisations a path names. */
export interface PathRegister {
  readonly accounts: ReadonlyMap<AccountNumber, AccountRecord>;
  /** The parties and the banks that keep their accounts. */
  readonly organisations: ReadonlyMap<OrganisationId, OrganisationRecord>;
  /** The number of the project's receiving account. */
  readonly receivingNumber: AccountNumber | undefined;
}

/** Offices of one county: in a path they are the project's county's. */
const countyRoles: readonly Role[] = ['county-finance', 'county-fund-company'];

/**
 * What the register said of every account of the path. Refuses `path-account-unfit`, `organisation-unknown`,
 * `organisation-disabled`, `path-party-unfit` and `payer-bank-unfit`, naming the leg.
 */
export function checkParties(
  legs: readonly Leg[],
  register: PathRegister,
  county: CountyCode,
): Result<Readonly<Record<AccountNumber, PathAccount>>> {
  const accounts: Record<AccountNumber, PathAccount> = {};
  for (const { legId, payer, payee } of legs) {
    const sides = [
      { party: payer, field: `planPath.${legId}.payer`, allowed: payerRoles },
      { party: payee, field: `planPath.${legId}.payee`, allowed: payeeRoles },
    ];
    for (const side of sides) {
      const account = checkSide(side, register, county);
      if (!account.ok) return account;
      accounts[side.party.account] = account.value;
    }
  }
  return accepted(accounts);
}

interface Side {
  readonly party: LegParty;
  readonly field: string;
  readonly allowed: readonly Role[];
}

function checkSide(side: Side, register: PathRegister, county: CountyCode): Result<PathAccount> {
  const { party, field } = side;
  const account = register.accounts.get(party.account);
  if (account?.status !== 'released' || account.holder !== party.organisationId) {
    const values = { account: maskedAccount(party.account), organisationId: party.organisationId };
    return refused(refusal('path-account-unfit', { field: `${field}.account`, values }));
  }
  const holder = checkEnabled(register, party.organisationId, field);
  if (!holder.ok) return holder;
  const { role: holderRole, organisationId } = holder.value;
  const foreign = countyRoles.includes(holderRole) && holder.value.county !== county;
  if (foreign || !side.allowed.includes(holderRole)) {
    const values = { organisationId, role: holderRole, county: holder.value.county };
    return refused(refusal('path-party-unfit', { field: `${field}.organisationId`, values }));
  }
  const bank = checkEnabled(register, account.bank, `${field}.account`);
  if (!bank.ok) return bank;
  if (bank.value.role !== 'commercial-bank') {
    const values = { account: maskedAccount(party.account), bank: account.bank };
    return refused(refusal('payer-bank-unfit', { field: `${field}.account`, values }));
  }
  return accepted({ accountId: account.accountId, bank: account.bank, holder: organisationId, holderRole });
}

function checkEnabled(
  register: PathRegister,
  organisationId: OrganisationId,
  field: string,
): Result<OrganisationRecord> {
  const record = register.organisations.get(organisationId);
  if (record?.status === 'enabled') return accepted(record);
  const code = record === undefined ? 'organisation-unknown' : 'organisation-disabled';
  return refused(refusal(code, { field, values: { organisationId } }));
}
