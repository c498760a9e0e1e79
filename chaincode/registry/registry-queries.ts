/** The register's queries: one organisation or account, and pages of them. They write nothing. */
import { strict as assert } from 'node:assert';
import type { AccountRecord } from '../../domain/account';
import type { Result } from '../../domain/result';
import { accepted } from '../../domain/result';
import type {
  AccountAnswer,
  AccountsAnswer,
  OrganisationAnswer,
  OrganisationsAnswer,
} from '../../domain/transactions/registry-answers';
import * as transactions from '../../domain/transactions/registry-queries';
import type { Subject } from '../../domain/transactions/relation';
import { permitSubject } from '../../domain/transactions/relation';
import type { RequestOf } from '../../domain/transactions/transaction';
import type { Outcome } from '../contracts/ledger-contract';
import { accountIndexKey, accountKey, organisationsKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';
import { knownAccount } from './account-handlers';
import { knownOrganisation } from './organisation-register';

type AccountsRequest = RequestOf<typeof transactions.queryAccounts>;

/** One organisation. */
export async function handleOrganisation(
  work: UnitOfWork,
  request: RequestOf<typeof transactions.queryOrganisation>,
): Promise<Result<Outcome>> {
  const known = await knownOrganisation(work, request.organisationId, 'organisationId');
  if (!known.ok) return known;
  const answer: OrganisationAnswer = known.value;
  return accepted({ answer });
}

/** A page of organisations in order of id. */
export async function handleOrganisations(
  work: UnitOfWork,
  request: RequestOf<typeof transactions.queryOrganisations>,
): Promise<Result<Outcome>> {
  const { county, limit, after } = request;
  const page = await work.state.page(organisationsKey(), {
    limit,
    after,
    keep: (record) => county === undefined || record.county === county,
  });
  const organisations = page.entries.map(({ record }) => record);
  const answer: OrganisationsAnswer =
    page.next === undefined ? { organisations } : { organisations, next: page.next };
  return accepted({ answer });
}

/** One account with its full number, for those whom it concerns. */
export async function handleAccount(
  work: UnitOfWork,
  request: RequestOf<typeof transactions.queryAccount>,
): Promise<Result<Outcome>> {
  const known = await knownAccount(work, request.accountId);
  if (!known.ok) return known;
  const { holder, county, bank } = known.value;
  const permitted = permitSubject(transactions.queryAccount, work.caller, {
    organisationId: holder,
    county,
    bank,
  });
  if (!permitted.ok) return permitted;
  const answer: AccountAnswer = known.value;
  return accepted({ answer });
}

/** A page of the accounts of an organisation, a county or a bank in order of id. */
export async function handleAccounts(work: UnitOfWork, request: AccountsRequest): Promise<Result<Outcome>> {
  const { scope, limit, after } = request;
  const subject = await subjectOf(work, scope);
  if (!subject.ok) return subject;
  const permitted = permitSubject(transactions.queryAccounts, work.caller, subject.value);
  if (!permitted.ok) return permitted;
  const page = await work.state.page(accountIndexKey(scope.by, ownerOf(scope)), { limit, after });
  const accounts: AccountRecord[] = [];
  for (const { record } of page.entries) {
    const account = await work.state.read(accountKey(record.number));
    assert(account !== undefined, 'an indexed account is in the register');
    accounts.push(account);
  }
  const answer: AccountsAnswer = page.next === undefined ? { accounts } : { accounts, next: page.next };
  return accepted({ answer });
}

function ownerOf(scope: AccountsRequest['scope']): string {
  switch (scope.by) {
    case 'organisation':
      return scope.organisationId;
    case 'county':
      return scope.county;
    case 'bank':
      return scope.bank;
  }
}

async function subjectOf(work: UnitOfWork, scope: AccountsRequest['scope']): Promise<Result<Subject>> {
  switch (scope.by) {
    case 'organisation': {
      const known = await knownOrganisation(work, scope.organisationId, 'scope.organisationId');
      if (!known.ok) return known;
      return accepted({ organisationId: scope.organisationId, county: known.value.county });
    }
    case 'county':
      return accepted({ county: scope.county });
    case 'bank':
      return accepted({ bank: scope.bank });
  }
}
