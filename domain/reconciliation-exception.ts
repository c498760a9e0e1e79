/**
 * Exceptions of reconciliation (domain rules, section 5): the closed list of reasons in the order of the
 * table, and the shape of an exception. An exception is derived; it stands as long as its condition holds
 * and it was not written off with these reasons and values.
 */
import { strict as assert } from 'node:assert';
import type { CalendarDate, Instant } from './calendar';
import { canonicalJson } from './codec';
import type { DraftId, LegId, OrganisationId, SerialNumber } from './identifiers';

/** When a condition makes its exception: at once, or revealed by a sweep. */
export type Opening = 'at-once' | 'sweep';

/** The reasons in the table's order: the first one of an exception gives its owner. */
export const exceptionReasons = {
  amount: { opens: 'at-once', owner: 'the registrant' },
  payer: { opens: 'at-once', owner: 'the registrant' },
  payee: { opens: 'at-once', owner: 'the registrant' },
  currency: { opens: 'at-once', owner: 'the registrant' },
  direction: { opens: 'at-once', owner: 'the registrant' },
  date: { opens: 'at-once', owner: 'the registrant' },
  'personal-account': { opens: 'at-once', owner: 'the registrant (unregistered: the account’s holder)' },
  'no-statement': { opens: 'sweep', owner: 'the payer’s bank' },
  'no-registration': { opens: 'sweep', owner: 'the account’s holder' },
  'not-open': { opens: 'at-once', owner: 'the payer' },
  late: { opens: 'at-once', owner: 'the payer' },
  overdue: { opens: 'sweep', owner: 'who must act' },
  'payee-name': { opens: 'at-once', owner: 'the payer' },
  'unconfirmed-receipt': { opens: 'sweep', owner: 'the payee' },
  conflict: { opens: 'at-once', owner: 'the bank' },
  'duplicate-use': { opens: 'at-once', owner: 'the later registrant' },
  'too-many-lines': { opens: 'at-once', owner: 'the later registrant' },
  'frozen-draft': { opens: 'at-once', owner: 'the leading-group office' },
  'cancelled-draft': { opens: 'at-once', owner: 'the leading-group office' },
  reversed: { opens: 'at-once', owner: 'the payer (unreferenced: the account’s holder)' },
  returned: { opens: 'at-once', owner: 'the payer (unreferenced: the account’s holder)' },
  'idle-money': { opens: 'sweep', owner: 'whoever must act on the earliest unsettled step' },
  'not-accepted': { opens: 'sweep', owner: 'the implementer' },
} as const satisfies Readonly<Record<string, { readonly opens: Opening; readonly owner: string }>>;

export type ExceptionReason = keyof typeof exceptionReasons;

const reasonOrder = Object.keys(exceptionReasons);

/** Sorts reasons into the table's order. */
export function inTableOrder<Item extends { readonly reason: ExceptionReason }>(
  items: readonly Item[],
): readonly Item[] {
  return [...items].sort((a, b) => reasonOrder.indexOf(a.reason) - reasonOrder.indexOf(b.reason));
}

declare const exceptionIdBrand: unique symbol;
/** Names what the exception is about: a registration, a leg, or an unregistered entry. */
export type ExceptionId = string & { readonly [exceptionIdBrand]: true };

/** One difference or lapse, with both sides' values where there are two. */
export interface Finding {
  readonly reason: ExceptionReason;
  readonly owner: OrganisationId;
  /** What the draft's leg or the rule expects. */
  readonly expected?: string;
  /** What was registered, stated or done. */
  readonly actual?: string;
}

export interface ReconciliationException {
  readonly exceptionId: ExceptionId;
  readonly draftId?: DraftId;
  readonly legId?: LegId;
  readonly serialNumber?: SerialNumber;
  readonly transferDate?: CalendarDate;
  /** In the table's order; never empty. */
  readonly findings: readonly Finding[];
  /** The owner of the first finding. */
  readonly owner: OrganisationId;
  readonly openedAt: Instant;
}

/** An exception before it is known since when it stands. */
export type StandingException = Omit<ReconciliationException, 'openedAt'>;

/** What a resolution was shown: reasons and values as one text. Equal text, equal exception. */
export function shownText(exception: Pick<ReconciliationException, 'findings'>): string {
  return canonicalJson(
    exception.findings.map(({ reason, expected, actual }) => ({ reason, expected, actual })),
  );
}

/** The id of the exception of one registration: its leg, date and serial. */
export function registrationExceptionId(
  draftId: DraftId,
  registration: { readonly legId: LegId; readonly date: CalendarDate; readonly serialNumber: SerialNumber },
): ExceptionId {
  return exceptionIdOf(`${draftId}:${registration.legId}:${registration.date}:${registration.serialNumber}`);
}

/** The id of the exception of a leg as such: overdue, idle, not accepted. */
export function legExceptionId(draftId: DraftId, legId: LegId): ExceptionId {
  return exceptionIdOf(`${draftId}:${legId}`);
}

/** The id of the exception of an entry that no registration names. */
export function entryExceptionId(parts: readonly string[]): ExceptionId {
  return exceptionIdOf(`E:${parts.join(':')}`);
}

/** Whether a text has the form of an exception id: a draft's or an entry's. */
export function isExceptionId(text: string): text is ExceptionId {
  return /^(D-|E:)[^\s]+$/.test(text);
}

function exceptionIdOf(text: string): ExceptionId {
  assert(isExceptionId(text), `${text} is an exception id`);
  return text;
}

/** Since when each exception stands: as before where it stood already, from `at` where it is new. */
export function withOpening(
  standing: readonly StandingException[],
  before: readonly ReconciliationException[],
  at: Instant,
): readonly ReconciliationException[] {
  const openedAt = new Map(before.map((exception) => [exception.exceptionId, exception.openedAt]));
  return standing.map((exception) => ({ ...exception, openedAt: openedAt.get(exception.exceptionId) ?? at }));
}
