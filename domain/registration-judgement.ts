/**
 * Judges one registration against its leg: the nine facts (bank, serial, booking date, payer account, payee
 * account, amount, currency, direction, status). Bank, serial, date, account and direction are the line's
 * identity; what the registration sees of its serial's cell tells the rest (domain rules, section 5).
 */
import { compareText } from './codec';
import type { SeenLine } from './claim-view';
import { isOnTime } from './disbursement-leg';
import type { Leg, Registration, SpecialRule } from './draft';
import { maskedAccount } from './identifiers';
import { fenOf } from './money';
import type { Finding } from './reconciliation-exception';

export const currency = 'CNY';

/** Where a registration stands: only `exact` counts; `held` would, were it released. */
export type Standing =
  'no-line' | 'near-miss' | 'pending' | 'different' | 'taken' | 'undone' | 'held' | 'exact';

export interface Judgement {
  readonly registration: Registration;
  readonly standing: Standing;
  readonly line?: SeenLine;
  /** What the line is still worth, in fen: its amount less what came back. */
  readonly worthFen: bigint;
  /** Differences between line and leg. */
  readonly differences: readonly Finding[];
  readonly late: boolean;
  readonly nameDiffers: boolean;
}

export interface JudgementRules {
  readonly specialRule: SpecialRule;
  /** Lines the leg may be paid in. */
  readonly lineLimit: number;
  readonly isReleased: (registration: Registration) => boolean;
}

/** Judges a registration; pure, and independent of every other registration. */
export function judgeRegistration(registration: Registration, leg: Leg, rules: JudgementRules): Judgement {
  const { line, near, taken } = registration.view;
  const base = { registration, worthFen: 0n, differences: [], late: false, nameDiffers: false };
  if (line === undefined) {
    if (near === undefined) return { ...base, standing: 'no-line' };
    return {
      ...base,
      standing: 'near-miss',
      line: near.line,
      differences: [nearFinding(registration, near)],
    };
  }
  if (line.status === 'pending') return { ...base, standing: 'pending', line };
  const worthFen = fenOf(line.amountFen) - (line.undoneFen === undefined ? 0n : fenOf(line.undoneFen));
  const differences = differencesOf(registration, leg, { line, several: rules.lineLimit > 1 });
  const judged = { ...base, line, worthFen, differences };
  if (worthFen === 0n) return { ...judged, standing: 'undone' };
  if (differences.length > 0) return { ...judged, standing: 'different' };
  if (line.undoneFen !== undefined && rules.lineLimit === 1) return { ...judged, standing: 'undone' };
  if (taken === true) return { ...judged, standing: 'taken' };
  return countable(judged, leg, rules);
}

function countable(judged: Omit<Judgement, 'standing'>, leg: Leg, rules: JudgementRules): Judgement {
  const { line, registration } = judged;
  const released = rules.isReleased(registration);
  const late = line !== undefined && !released && !isOnTime(leg.deadline, line);
  const nameDiffers = line?.nameDiffers === true && !released;
  const { lateNeedsRelease, payeeNameStrict } = rules.specialRule;
  const held = (late && lateNeedsRelease) || (nameDiffers && payeeNameStrict);
  return { ...judged, late, nameDiffers, standing: held ? 'held' : 'exact' };
}

function nearFinding(
  registration: Registration,
  near: { readonly reason: 'date' | 'direction' | 'payer'; readonly line: SeenLine },
): Finding {
  const owner = registration.by.organisationId;
  const { line } = near;
  switch (near.reason) {
    case 'date':
      return { reason: 'date', owner, expected: registration.date, actual: line.date };
    case 'direction':
      return { reason: 'direction', owner, expected: 'debit', actual: line.direction };
    case 'payer':
      return {
        reason: 'payer',
        owner,
        expected: 'the leg’s payer account',
        actual: maskedAccount(line.account),
      };
  }
}

function differencesOf(
  registration: Registration,
  leg: Leg,
  about: { readonly line: SeenLine; readonly several: boolean },
): readonly Finding[] {
  const { line, several } = about;
  const owner = registration.by.organisationId;
  const amountDiffers = several
    ? fenOf(line.amountFen) > fenOf(leg.amountFen)
    : line.amountFen !== leg.amountFen;
  const findings: readonly (Finding | false)[] = [
    amountDiffers && { reason: 'amount', owner, expected: leg.amountFen, actual: line.amountFen },
    line.payer !== leg.payer.account && difference('payer', owner, [leg.payer.account, line.payer]),
    line.payee !== leg.payee.account && difference('payee', owner, [leg.payee.account, line.payee]),
    line.currency !== currency && { reason: 'currency', owner, expected: currency, actual: line.currency },
    line.personal === true && {
      reason: 'personal-account',
      owner,
      expected: 'corporate',
      actual: 'personal',
    },
  ];
  return findings.filter((finding) => finding !== false);
}

function difference(
  reason: 'payer' | 'payee',
  owner: Finding['owner'],
  accounts: readonly [SeenLine['payer'], SeenLine['payer']],
): Finding {
  const [expected, actual] = accounts;
  return { reason, owner, expected: maskedAccount(expected), actual: maskedAccount(actual) };
}

/** Order in which lines that were there before their leg opened are taken: booked earliest, then lowest serial. */
export function byBooking(a: Judgement, b: Judgement): number {
  return (
    compareText(bookedText(a), bookedText(b)) ||
    compareText(a.registration.serialNumber, b.registration.serialNumber) ||
    a.registration.seq - b.registration.seq
  );
}

/** A line without a time counts as booked at the end of its day. */
function bookedText({ line }: Judgement): string {
  return line === undefined ? '' : `${line.date}|${line.time ?? '~'}`;
}
