/** The handlers of banks' signing keys (domain rules, section 8). */
import { createPublicKey } from 'node:crypto';
import { actorOf } from '../../domain/actor';
import type { BankKeyRecord } from '../../domain/bank-key';
import { bankKeySequenceMax, confirmBankKey, proposeBankKey } from '../../domain/bank-key';
import type { BankKeyChanged } from '../../domain/events/registry-events';
import type { OrganisationId } from '../../domain/identifiers';
import type { OrganisationRecord } from '../../domain/organisation';
import { refusal } from '../../domain/refusals/refusal';
import type { Result } from '../../domain/result';
import { accepted, refused } from '../../domain/result';
import type { BankKeyAnswer, BankKeysAnswer } from '../../domain/transactions/registry-answers';
import type * as queries from '../../domain/transactions/registry-queries';
import * as transactions from '../../domain/transactions/registry-transactions';
import { permitSubject } from '../../domain/transactions/relation';
import type { RequestOf } from '../../domain/transactions/transaction';
import type { Outcome } from '../contracts/ledger-contract';
import { bankKeyKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';
import { knownOrganisation } from './organisation-register';

type BankKeyRequest = RequestOf<typeof transactions.proposeBankKey>;

/** Proposes a bank's next key, or another one in the place of a key that is only proposed. */
export async function handleProposeBankKey(
  work: UnitOfWork,
  request: BankKeyRequest,
): Promise<Result<Outcome>> {
  const bank = await knownBank(work, request.bank);
  if (!bank.ok) return bank;
  const permitted = permitSubject(transactions.proposeBankKey, work.caller, bank.value);
  if (!permitted.ok) return permitted;
  if (!isOnCurve(request.publicKeyPem)) {
    const values = { organisationId: request.bank };
    return refused(refusal('bank-key-invalid', { field: 'publicKeyPem', values }));
  }
  const keys = await keysOf(work, request.bank);
  const act = { by: actorOf(work.caller), at: work.now };
  const proposed = proposeBankKey(request, keys, act);
  return proposed.ok ? accepted(written(work, proposed.value)) : proposed;
}

/** Confirms the proposed key that the request repeats. */
export async function handleConfirmBankKey(
  work: UnitOfWork,
  request: BankKeyRequest,
): Promise<Result<Outcome>> {
  const bank = await knownBank(work, request.bank);
  if (!bank.ok) return bank;
  const known = await work.state.read(bankKeyKey(request.bank, request.sequence));
  const confirmed = confirmBankKey(known, request, { by: actorOf(work.caller), at: work.now });
  return confirmed.ok ? accepted(written(work, confirmed.value)) : confirmed;
}

/** A bank's keys in order of sequence. */
export async function handleBankKeys(
  work: UnitOfWork,
  request: RequestOf<typeof queries.queryBankKeys>,
): Promise<Result<Outcome>> {
  const bank = await knownBank(work, request.bank);
  if (!bank.ok) return bank;
  const answer: BankKeysAnswer = { keys: await keysOf(work, request.bank) };
  return accepted({ answer });
}

async function keysOf({ state }: UnitOfWork, bank: OrganisationId): Promise<readonly BankKeyRecord[]> {
  const entries = await state.list(bankKeyKey(bank), bankKeySequenceMax);
  return entries.map(({ record }) => record);
}

/** A commercial bank's record; refuses what is not registered or no bank. */
export async function knownBank(
  work: UnitOfWork,
  organisationId: OrganisationId,
): Promise<Result<OrganisationRecord>> {
  const known = await knownOrganisation(work, organisationId, 'bank');
  if (!known.ok || known.value.role === 'commercial-bank') return known;
  return refused(refusal('bank-unfit', { field: 'bank', values: { organisationId } }));
}

/** The parser has checked the form; whether the point lies on the curve, only the library tells, by throwing. */
function isOnCurve(publicKeyPem: string): boolean {
  try {
    return createPublicKey(publicKeyPem).asymmetricKeyDetails?.namedCurve === 'prime256v1';
  } catch {
    return false; // The text is the caller's: a point off the curve is a refusal, not a failure.
  }
}

function written(work: UnitOfWork, record: BankKeyRecord): Outcome {
  const { bank, sequence, publicKeyPem, status } = record;
  work.state.write(bankKeyKey(bank, sequence), record);
  const answer: BankKeyAnswer = { bank, sequence, status };
  const facts: BankKeyChanged = { bank, sequence, publicKeyPem, status };
  return { answer, facts };
}
