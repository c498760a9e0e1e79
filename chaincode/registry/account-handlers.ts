/** The account register's handlers (domain rules, section 8): load records, ask the domain, write. */
import type { AccountRecord } from '../../domain/account';
import {
  accountHolderRoles,
  blockAccount,
  confirmAccount,
  proposeAccount,
  releaseAccount,
} from '../../domain/account-register';
import { actorOf } from '../../domain/actor';
import type { AccountChanged } from '../../domain/events/registry-events';
import type { AccountId } from '../../domain/identifiers';
import { maskedAccount } from '../../domain/identifiers';
import type { OrganisationRecord } from '../../domain/organisation';
import { refusal } from '../../domain/refusals/refusal';
import type { Result } from '../../domain/result';
import { accepted, refused } from '../../domain/result';
import { provinceCode } from '../../domain/roles';
import type { AccountStatusAnswer } from '../../domain/transactions/registry-answers';
import * as transactions from '../../domain/transactions/registry-transactions';
import type { Subject } from '../../domain/transactions/relation';
import { permitSubject } from '../../domain/transactions/relation';
import type { RequestOf, TransactionDefinition } from '../../domain/transactions/transaction';
import type { Outcome } from '../contracts/ledger-contract';
import { accountIdKey, accountIndexKey, accountKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';
import { knownOrganisation } from './organisation-register';

type AccountRequest = RequestOf<typeof transactions.confirmAccount>;

/** An account by its id; undefined when the register has none, or the number has passed on to another id. */
export async function accountById(
  { state }: UnitOfWork,
  accountId: AccountId,
): Promise<AccountRecord | undefined> {
  const id = await state.read(accountIdKey(accountId));
  if (id === undefined) return undefined;
  const record = await state.read(accountKey(id.number));
  return record?.accountId === accountId ? record : undefined;
}

/** An account by its id; refuses (`account-unknown`) an id that is not registered. */
export async function knownAccount(work: UnitOfWork, accountId: AccountId): Promise<Result<AccountRecord>> {
  const record = await accountById(work, accountId);
  if (record !== undefined) return accepted(record);
  return refused(refusal('account-unknown', { field: 'accountId', values: { accountId } }));
}

/** Proposes an account, and indexes it by holder, county and bank. */
export async function handleProposeAccount(
  work: UnitOfWork,
  request: RequestOf<typeof transactions.proposeAccount>,
): Promise<Result<Outcome>> {
  const holder = await knownOrganisation(work, request.holder, 'holder');
  if (!holder.ok) return holder;
  const permitted = permitSubject(
    transactions.proposeAccount,
    work.caller,
    proposalSubject(work, holder.value),
  );
  if (!permitted.ok) return permitted;
  const bank = await knownOrganisation(work, request.bank, 'bank');
  if (!bank.ok) return bank;
  const ofNumber = await work.state.read(accountKey(request.number));
  const numberOfId = (await work.state.read(accountIdKey(request.accountId)))?.number;
  const register = { holder: holder.value, bank: bank.value, ofNumber, numberOfId };
  const proposed = proposeAccount(request, register, actorOf(work.caller));
  if (!proposed.ok) return proposed;
  if (ofNumber !== undefined) removeFromIndexes(work, ofNumber);
  addToIndexes(work, proposed.value);
  work.state.write(accountIdKey(request.accountId), { number: request.number });
  return accepted(written(work, proposed.value));
}

/**
 * An implementer's account concerns its county, a provincial implementer's every county's command; any other
 * account concerns its holder alone. Who can hold none is left to the register's rule, which says so.
 */
function proposalSubject({ caller }: UnitOfWork, holder: OrganisationRecord): Subject {
  const own = holder.role !== 'implementer' && accountHolderRoles.includes(holder.role);
  if (own) return { organisationId: holder.organisationId };
  return { county: holder.county === provinceCode ? caller.county : holder.county };
}

function addToIndexes(
  { state }: UnitOfWork,
  { accountId, number, holder, county, bank }: AccountRecord,
): void {
  state.write(accountIndexKey('organisation', holder, accountId), { number });
  state.write(accountIndexKey('county', county, accountId), { number });
  state.write(accountIndexKey('bank', bank, accountId), { number });
}

function removeFromIndexes({ state }: UnitOfWork, { accountId, holder, county, bank }: AccountRecord): void {
  state.remove(accountIndexKey('organisation', holder, accountId));
  state.remove(accountIndexKey('county', county, accountId));
  state.remove(accountIndexKey('bank', bank, accountId));
}

/** Confirms an account as the bank that keeps it. */
export async function handleConfirmAccount(
  work: UnitOfWork,
  request: AccountRequest,
): Promise<Result<Outcome>> {
  const definition = transactions.confirmAccount;
  return changeAccount(work, request, {
    definition,
    change: (record) => confirmAccount(record, actorOf(work.caller)),
  });
}

/** Releases an account for drafts. */
export async function handleReleaseAccount(
  work: UnitOfWork,
  request: AccountRequest,
): Promise<Result<Outcome>> {
  const definition = transactions.releaseAccount;
  return changeAccount(work, request, {
    definition,
    change: (record) => releaseAccount(record, actorOf(work.caller)),
  });
}

/** Blocks an account, with the reason in the event. */
export async function handleBlockAccount(
  work: UnitOfWork,
  request: RequestOf<typeof transactions.blockAccount>,
): Promise<Result<Outcome>> {
  const { accountId, reason } = request;
  const definition = transactions.blockAccount;
  return changeAccount(work, { accountId }, { definition, change: blockAccount, reason });
}

async function changeAccount(
  work: UnitOfWork,
  { accountId }: { readonly accountId: AccountId },
  step: {
    readonly definition: TransactionDefinition;
    readonly change: (record: AccountRecord) => Result<AccountRecord>;
    readonly reason?: string;
  },
): Promise<Result<Outcome>> {
  const known = await knownAccount(work, accountId);
  if (!known.ok) return known;
  const permitted = permitSubject(step.definition, work.caller, { bank: known.value.bank });
  if (!permitted.ok) return permitted;
  const changed = step.change(known.value);
  return changed.ok ? accepted(written(work, changed.value, step.reason)) : changed;
}

function written(work: UnitOfWork, record: AccountRecord, reason?: string): Outcome {
  const { accountId, number, bank, holder, county, kind, status } = record;
  work.state.write(accountKey(number), record);
  const answer: AccountStatusAnswer = { accountId, status };
  const told = { accountId, mask: maskedAccount(number), bank, holder, county, kind, status };
  const facts: AccountChanged = reason === undefined ? told : { ...told, reason };
  return { answer, facts };
}
