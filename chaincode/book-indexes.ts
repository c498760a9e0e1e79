/**
 * The indexes that a draft's or a cell's record keeps beside it: what waits for a sweep, which exceptions are
 * open, and which accounts pay legs of live drafts. Each is written only when it changes.
 */
import type { Instant } from '../domain/calendar';
import { legsInForce } from '../domain/disbursement-leg';
import type { DraftRecord } from '../domain/draft';
import { accountOfException } from '../domain/entry-exceptions';
import { exceptionChanges, isQuiet } from '../domain/events/draft-events';
import type { AccountId, AccountNumber, CountyCode, OrganisationId } from '../domain/identifiers';
import type { ReconciliationException } from '../domain/reconciliation-exception';
import type { SerialCell } from '../domain/serial-cell';
import type { OpenExceptions, StateKey, WaitingSubject } from './state-keys';
import { openExceptionsKey, payingLegKey, waitingKey } from './state-keys';
import type { StateEntry } from './world-state';

/** What the indexes need of the world state. */
export interface IndexState {
  write<RecordType extends object>(key: StateKey<RecordType>, record: RecordType): void;
  remove(key: StateKey<unknown>): void;
}

/** What the book needs of the world state. */
export interface BookState extends IndexState {
  read<RecordType>(key: StateKey<RecordType>): Promise<RecordType | undefined>;
  list<RecordType>(prefix: StateKey<RecordType>, limit: number): Promise<readonly StateEntry<RecordType>[]>;
}

export interface Due {
  /** Where the index holds the subject now. */
  readonly held: Instant | undefined;
  /** When a sweep may first reveal something more. */
  readonly next: Instant | undefined;
  /** A sweep moves the entry exactly; any other transaction only moves it earlier, a sweep mends the rest. */
  readonly exact: boolean;
}

/** Keeps the waiting index and answers where the subject is held from now on. */
export function keepWaiting(state: IndexState, subject: WaitingSubject, due: Due): Instant | undefined {
  const { held, next, exact } = due;
  const stays = exact ? held === next : next === undefined || (held !== undefined && held <= next);
  if (stays) return held;
  if (held !== undefined) state.remove(waitingKey(subject, held));
  if (next !== undefined) state.write(waitingKey(subject, next), {});
  return next;
}

/** The record with its place in the waiting index; without one, the member is gone. */
export function withDue<RecordType extends { readonly dueAt?: Instant }>(
  record: RecordType,
  dueAt: Instant | undefined,
): RecordType {
  if (dueAt !== undefined) return { ...record, dueAt };
  const bare: { dueAt?: Instant } & RecordType = { ...record };
  delete bare.dueAt;
  return bare;
}

/** Keeps the index of open exceptions; nothing is written when none opened, changed or closed. */
export function keepOpenExceptions(
  state: IndexState,
  subject: WaitingSubject,
  about: {
    readonly before: readonly ReconciliationException[];
    readonly after: readonly ReconciliationException[];
    readonly open: () => OpenExceptions;
  },
): void {
  const { before, after, open } = about;
  if (isQuiet(exceptionChanges(before, after))) return;
  const key = openExceptionsKey(subject);
  if (after.length === 0) state.remove(key);
  else state.write(key, open());
}

/** A draft's open exceptions, leg by leg: its parties see them all, a bank those on legs of accounts it keeps. */
export function openExceptionsOfDraft(record: DraftRecord): OpenExceptions {
  const parties = record.issued.planPath.flatMap(({ payer, payee }) => [
    payer.organisationId,
    payee.organisationId,
  ]);
  const organisations = [...new Set([...parties, record.command, record.implementer])].sort();
  const seen = record.issued.planPath.map(({ legId, payer, payee }) => ({
    county: record.county,
    organisations,
    banks: banksOf(record, [payer.account, payee.account]),
    exceptions: record.state.exceptions.filter((each) => each.legId === legId),
  }));
  return { seen: seen.filter(({ exceptions }) => exceptions.length > 0) };
}

function banksOf({ accounts }: DraftRecord, numbers: readonly AccountNumber[]): readonly string[] {
  return [...new Set(numbers.flatMap((number) => accounts[number]?.bank ?? []))].sort();
}

/** A cell's open exceptions, line by line: each is its account's holder's, its county's and the bank's to see. */
export function openExceptionsOfCell(cell: SerialCell): OpenExceptions {
  const accounts = new Map<AccountId, readonly [OrganisationId, CountyCode]>();
  for (const { accountId, holder, county } of cell.lines) accounts.set(accountId, [holder, county]);
  const seen = [...accounts].map(([accountId, [holder, county]]) => ({
    county,
    organisations: [holder],
    banks: [cell.bank],
    exceptions: cell.exceptions.filter((each) => accountOfException(cell, each) === accountId),
  }));
  const told = new Set(seen.flatMap(({ exceptions }) => exceptions));
  const others = cell.exceptions.filter((each) => !told.has(each));
  const rest = { county: '', organisations: [], banks: [cell.bank], exceptions: others };
  return { seen: [...seen, rest].filter(({ exceptions }) => exceptions.length > 0) };
}

/** Whether a draft is live: neither honoured nor cancelled. */
function isLive(record: DraftRecord | undefined): boolean {
  return record !== undefined && record.state.status !== 'honoured' && record.state.status !== 'cancelled';
}

/** Keeps the index of paying legs: they are there while their draft is live. */
export function keepPayingLegs(state: IndexState, before: DraftRecord | undefined, after: DraftRecord): void {
  const had =
    before !== undefined && isLive(before) ? payingLegs(before) : new Map<string, StateKey<object>>();
  const has = isLive(after) ? payingLegs(after) : new Map<string, StateKey<object>>();
  for (const [name, key] of had) if (!has.has(name)) state.remove(key);
  for (const [name, key] of has) if (!had.has(name)) state.write(key, {});
}

function payingLegs(record: DraftRecord): ReadonlyMap<string, StateKey<object>> {
  const keys = legsInForce(record).map(({ legId, payer, payee, amountFen }) =>
    payingLegKey({
      payer: payer.account,
      payee: payee.account,
      amountFen,
      draftId: record.issued.draftId,
      legId,
    }),
  );
  return new Map(keys.map((key) => [key.attributes.join('|'), key]));
}
