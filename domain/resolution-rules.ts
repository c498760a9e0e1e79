/**
 * Who may propose and confirm a resolution, and whether it fits what it is about (domain rules, section 5).
 * A proposal shows the exception as it stands; when that has changed it is void.
 */
import type { Actor } from './actor';
import { sameActor } from './actor';
import type { DraftRecord, Leg } from './draft';
import type { LegId, OrganisationId } from './identifiers';
import { fenOf, sumFen } from './money';
import type { ExceptionId, ReconciliationException } from './reconciliation-exception';
import { shownText } from './reconciliation-exception';
import { currency } from './registration-judgement';
import { findLeg, liveRegistration, settles } from './registration';
import { refusal } from './refusals/refusal';
import type { NamedLine, Proposal, Resolution, ResolutionAct } from './resolution';
import type { Result } from './result';
import { accepted, refused } from './result';
import type { Role } from './roles';
import type { SerialCell } from './serial-cell';
import { names, undoneFen } from './serial-cell';
import type { StatementLine } from './statement-entry';

export interface ActingOfficer extends Actor {
  readonly role: Role;
}

/** What a resolution is about: an exception of a draft or of a cell, or a settled leg (to be undone). */
export interface Subject {
  readonly exceptionId: ExceptionId;
  readonly exception?: ReconciliationException;
  /** The id names a leg or a registration that is there, whether or not an exception stands on it. */
  readonly isNamed?: boolean;
  readonly leg?: Leg;
  readonly bank: OrganisationId;
}

/**
 * Whether this officer may propose: the exception's owner, the leg's payer or the leading-group office; a
 * version is chosen by the bank. A settled leg without an exception is undone under the leg's or its registration's id, so that no
 * invented id comes onto the chain. Refuses `exception-unknown` or `resolution-not-yours`.
 */
export function checkProposer(subject: Subject, act: ResolutionAct, by: ActingOfficer): Result<true> {
  const { exceptionId, exception, leg, bank } = subject;
  const isUndo = act.kind === 'undo' && subject.isNamed === true;
  if (exception === undefined && !isUndo) {
    return refused(refusal('exception-unknown', { values: { exceptionId } }));
  }
  const isOffice = by.role === 'leading-group-office';
  const isConcerned =
    by.organisationId === exception?.owner || by.organisationId === leg?.payer.organisationId;
  const allowed = act.kind === 'choose-version' ? by.organisationId === bank : isOffice || isConcerned;
  if (allowed) return accepted(true);
  return refused(refusal('resolution-not-yours', { values: { organisationId: by.organisationId } }));
}

/**
 * Whether this officer may confirm: another person, of the leading-group office; for `correct` also a second
 * person of the payer. Refuses `same-person`, `not-related` (another organisation's correction) or
 * `not-permitted`.
 */
export function checkConfirmer(subject: Subject, proposal: Proposal, by: ActingOfficer): Result<true> {
  if (sameActor(proposal.proposedBy, by)) {
    return refused(refusal('same-person', { values: { person: by.person } }));
  }
  const isOffice = by.role === 'leading-group-office';
  const isCorrection = proposal.act.kind === 'correct';
  const isSecondOfPayer = isCorrection && by.organisationId === subject.leg?.payer.organisationId;
  if (isOffice || isSecondOfPayer) return accepted(true);
  const transaction = 'ConfirmResolution';
  if (isCorrection) {
    const values = { organisationId: by.organisationId, transaction, relations: 'payer' };
    return refused(refusal('not-related', { values }));
  }
  const values = { role: by.role, transaction, roles: 'leading-group-office' };
  return refused(refusal('not-permitted', { values }));
}

/** Whether the exception still is what the proposer was shown. Refuses `resolution-void`. */
export function checkShown(subject: Subject, proposal: Proposal): Result<true> {
  const shown = subject.exception === undefined ? '' : shownText(subject.exception);
  if (shown === proposal.shown) return accepted(true);
  const { resolutionId } = proposal;
  return refused(refusal('resolution-void', { values: { resolutionId, fact: 'the exception has changed' } }));
}

/** Whether an act on a draft fits it. Refuses `resolution-misfit`, `registration-unknown` or `leg-unknown`. */
export function checkDraftAct(
  record: DraftRecord,
  subject: Subject,
  act: Exclude<ResolutionAct, { readonly kind: 'choose-version' | 'match' }>,
): Result<true> {
  const misfit = (expected: string): Result<true> => misfits(subject, act, expected);
  switch (act.kind) {
    case 'write-off':
      return accepted(true);
    case 'undo':
      return checkUndo(record, act.legId, misfit);
    case 'release':
      return checkRelease(record, subject, act);
    case 'correct': {
      const registration = liveRegistration(record, act.legId, act.from);
      const fits = registration !== undefined && !settles(record, registration);
      return fits ? accepted(true) : misfit('a live registration of this leg that settles nothing');
    }
  }
}

/** Refuses to release a line that is not the one the exception stands on, or is not held. */
function checkRelease(
  record: DraftRecord,
  subject: Subject,
  act: Extract<ResolutionAct, { readonly kind: 'release' }>,
): Result<true> {
  const { serialNumber, transferDate, findings = [] } = subject.exception ?? {};
  const isHeld = findings.some(({ reason }) => reason === 'late' || reason === 'payee-name');
  const isShown = serialNumber === act.line.serialNumber && transferDate === act.line.date;
  if (isHeld && isShown && liveRegistration(record, act.legId, act.line) !== undefined) return accepted(true);
  return misfits(subject, act, 'the registered line it stands on, held as late or for its payee name');
}

function checkUndo(
  record: DraftRecord,
  legId: LegId,
  misfit: (expected: string) => Result<true>,
): Result<true> {
  const leg = findLeg(record, legId);
  if (!leg.ok) return leg;
  const settled = new Set(
    record.state.legs.filter(({ state }) => state === 'settled').map((state) => state.legId),
  );
  if (!settled.has(legId)) return misfit('a settled leg');
  const later = record.issued.planPath.find(
    (each) => each.opensAfter.includes(legId) && settled.has(each.legId),
  );
  return later === undefined ? accepted(true) : misfit(`no later leg settled; ${later.legId} is`);
}

/**
 * Whether lines may be matched to a leg: each is a booked debit from the payer's account to the payee's in CNY
 * that no other exact registration claims, and what they are worth sums to the leg. Serial, date and number of
 * lines may be overruled; payer, payee, amount, currency and direction never.
 */
export function checkMatch(
  subject: Subject,
  on: {
    readonly record: DraftRecord;
    readonly leg: Leg;
    readonly cells: readonly (SerialCell | undefined)[];
  },
  act: Extract<ResolutionAct, { readonly kind: 'match' }>,
): Result<true> {
  const worths: bigint[] = [];
  for (const [position, named] of act.lines.entries()) {
    const worth = matchableWorth(on, on.cells[position], named);
    if (worth === undefined) {
      const expected = `a booked debit of ${on.leg.legId}’s accounts under ${named.serialNumber} that no other draft has registered`;
      return misfits(subject, act, expected);
    }
    worths.push(worth);
  }
  const distinct = new Set(act.lines.map(({ serialNumber, date }) => `${serialNumber}|${date}`)).size;
  const sums = sumFen(worths) === fenOf(on.leg.amountFen) && distinct === act.lines.length;
  return sums ? accepted(true) : misfits(subject, act, `lines worth ${on.leg.amountFen} fen together`);
}

/** What a line is worth to a match, in fen; undefined when it may not be matched. */
function matchableWorth(
  { record, leg }: { readonly record: DraftRecord; readonly leg: Leg },
  cell: SerialCell | undefined,
  named: NamedLine,
): bigint | undefined {
  const line = cell?.lines.find((each) => names({ account: leg.payer.account, date: named.date }, each));
  if (cell === undefined || line?.status !== 'booked' || !paysTo(line, leg)) return undefined;
  const { draftId } = record.issued;
  const isRivalled = cell.claims.some(
    (other) => other.dead !== true && other.draftId !== draftId && names(other, line),
  );
  return isRivalled ? undefined : fenOf(line.amountFen) - undoneFen(cell, line);
}

function paysTo(line: StatementLine, leg: Leg): boolean {
  const accounts = line.payer === leg.payer.account && line.payee === leg.payee.account;
  return accounts && line.currency === currency && line.payeeKind !== 'personal';
}

/** A resolution in force: the proposal with its second person. */
export function confirmed(proposal: Proposal, by: Actor, at: Resolution['confirmedAt']): Resolution {
  const confirmedBy = { organisationId: by.organisationId, person: by.person };
  return { ...proposal, confirmedBy, confirmedAt: at };
}

/** Refuses an act that does not fit its subject. */
export function misfits(subject: Subject, act: ResolutionAct, expected: string): Result<true> {
  const values = { kind: act.kind, exceptionId: subject.exceptionId, expected };
  return refused(refusal('resolution-misfit', { expected, values }));
}

/** The id of the next proposal of a draft or cell. */
export function nextResolutionId(record: {
  readonly proposals: readonly object[];
  readonly resolutions: readonly object[];
}): string {
  return `S${String(record.proposals.length + record.resolutions.length + 1)}`;
}
