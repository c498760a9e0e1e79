/**
 * The rules of the account register (domain rules, section 8): proposed by the holder's organisation,
 * confirmed by the bank that keeps the account, released by the leading-group office; blocked by the bank or
 * the office. A blocked account starts again at the proposal, so that a wrong or usurped one can be put right.
 */
import type { AccountRecord, AccountStatus } from './account';
import type { Actor } from './actor';
import { sameActor } from './actor';
import type { AccountId, AccountNumber } from './identifiers';
import { maskedAccount } from './identifiers';
import type { OrganisationRecord } from './organisation';
import { refusal } from './refusals/refusal';
import type { Result } from './result';
import { accepted, refused } from './result';
import type { Role } from './roles';

export const accountEvents = ['ProposeAccount', 'ConfirmAccount', 'ReleaseAccount', 'BlockAccount'] as const;
export type AccountEvent = (typeof accountEvents)[number];

/** Event × status → the status it leads to; what is absent is refused. */
export const accountTransitions: Readonly<
  Record<AccountEvent, Readonly<Partial<Record<AccountStatus, AccountStatus>>>>
> = {
  ProposeAccount: { blocked: 'proposed' },
  ConfirmAccount: { proposed: 'confirmed' },
  ReleaseAccount: { confirmed: 'released' },
  BlockAccount: { proposed: 'blocked', confirmed: 'blocked', released: 'blocked' },
};

/** Roles whose organisations pay or receive the fund's money. */
export const accountHolderRoles: readonly Role[] = [
  'provincial-finance',
  'county-finance',
  'commercial-bank',
  'limited-partnership',
  'county-fund-company',
  'implementer',
];

/** Whose account it is, as the bank tells; personal ones are refused. */
export const holderKinds = ['corporate', 'personal'] as const;
export type HolderKind = (typeof holderKinds)[number];

export interface AccountProposal {
  readonly accountId: AccountId;
  readonly number: AccountNumber;
  readonly kind: AccountRecord['kind'];
  readonly holderKind: HolderKind;
}

/** What the register already says under the proposed number and the proposed id. */
export interface AccountRegister {
  readonly holder: OrganisationRecord;
  readonly bank: OrganisationRecord;
  readonly ofNumber: AccountRecord | undefined;
  readonly numberOfId: AccountNumber | undefined;
}

/** The record a proposal leads to; refuses personal accounts, unfit holders and banks, and taken numbers or ids. */
export function proposeAccount(
  proposal: AccountProposal,
  register: AccountRegister,
  by: Actor,
): Result<AccountRecord> {
  const { holder, bank } = register;
  if (proposal.holderKind === 'personal') {
    return refused(refusal('personal-account-refused', { field: 'holderKind', expected: 'corporate' }));
  }
  const parties = checkParties(holder, bank);
  if (!parties.ok) return parties;
  const free = checkFree(proposal, register);
  if (!free.ok) return free;
  return accepted({
    accountId: proposal.accountId,
    number: proposal.number,
    bank: bank.organisationId,
    holder: holder.organisationId,
    county: holder.county,
    kind: proposal.kind,
    status: 'proposed',
    proposedBy: by,
    ...(register.ofNumber?.everReleased === true ? { everReleased: true as const } : {}),
  });
}

function checkParties(holder: OrganisationRecord, bank: OrganisationRecord): Result<OrganisationRecord> {
  if (!accountHolderRoles.includes(holder.role)) {
    const values = { organisationId: holder.organisationId, role: holder.role };
    return refused(refusal('account-holder-unfit', { field: 'holder', values }));
  }
  if (bank.role !== 'commercial-bank') {
    return refused(refusal('bank-unfit', { field: 'bank', values: { organisationId: bank.organisationId } }));
  }
  const disabled = [holder, bank].find(({ status }) => status === 'disabled');
  if (disabled === undefined) return accepted(holder);
  return refused(refusal('organisation-disabled', { values: { organisationId: disabled.organisationId } }));
}

/**
 * An id is never used for another account. A blocked number may be proposed again: by the same holder under
 * the same id; by another holder, under a new id, only if it was never released, because drafts may name it.
 */
function checkFree(proposal: AccountProposal, register: AccountRegister): Result<AccountProposal> {
  const { accountId, number } = proposal;
  const earlier = register.ofNumber;
  const renewed =
    earlier !== undefined &&
    accountTransitions.ProposeAccount[earlier.status] !== undefined &&
    (sameAccount(earlier, proposal, register) ||
      (earlier.everReleased !== true && earlier.accountId !== accountId));
  if (earlier !== undefined && !renewed) {
    const values = { account: maskedAccount(number), accountId: earlier.accountId };
    return refused(refusal('account-number-taken', { field: 'number', values }));
  }
  if (register.numberOfId !== undefined && earlier?.accountId !== accountId) {
    return refused(refusal('account-id-taken', { field: 'accountId', values: { accountId } }));
  }
  return accepted(proposal);
}

function sameAccount(earlier: AccountRecord, proposal: AccountProposal, register: AccountRegister): boolean {
  return (
    earlier.accountId === proposal.accountId &&
    earlier.holder === register.holder.organisationId &&
    earlier.bank === register.bank.organisationId &&
    earlier.kind === proposal.kind
  );
}

/** The confirmed account; refuses the proposer, who may be of the bank where the bank is the holder. */
export function confirmAccount(record: AccountRecord, by: Actor): Result<AccountRecord> {
  const moved = move(record, 'ConfirmAccount');
  if (!moved.ok) return moved;
  if (sameActor(record.proposedBy, by))
    return refused(refusal('same-person', { values: { person: by.person } }));
  return accepted({ ...moved.value, confirmedBy: by });
}

/** The released account: from now on a draft can use it. */
export function releaseAccount(record: AccountRecord, by: Actor): Result<AccountRecord> {
  const moved = move(record, 'ReleaseAccount');
  return moved.ok ? accepted({ ...moved.value, releasedBy: by, everReleased: true }) : moved;
}

/** The blocked account: no new draft can use it. */
export function blockAccount(record: AccountRecord): Result<AccountRecord> {
  return move(record, 'BlockAccount');
}

function move(record: AccountRecord, event: AccountEvent): Result<AccountRecord> {
  const status = accountTransitions[event][record.status];
  if (status !== undefined) return accepted({ ...record, status });
  const values = { accountId: record.accountId, status: record.status, transaction: event };
  return refused(refusal('account-status', { field: 'accountId', values }));
}
