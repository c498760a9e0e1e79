/**
 * Decides, leg by leg in opening order, which lines a leg is settled by. A leg is settled exactly as long as
 * its registered lines agree with it, are live, what it needs is there, and every leg it opens after is
 * settled (domain rules, section 5). The choice once made is kept as long as its lines are live and exact.
 */
import { strict as assert } from 'node:assert';
import {
  inOpeningOrder,
  isOnTime,
  legsInForce,
  lineLimit,
  needsReceipt,
  trancheOf,
} from './disbursement-leg';
import { shanghaiDate } from './calendar';
import type { CalendarDate, Instant } from './calendar';
import type {
  Acceptance,
  ActualTransfer,
  DraftRecord,
  Leg,
  Opinion,
  Presentation,
  Registration,
} from './draft';
import type { LegId } from './identifiers';
import { fenOf, sumFen } from './money';
import type { Judgement } from './registration-judgement';
import { byBooking, judgeRegistration } from './registration-judgement';

/** What a tranche leg waits for besides the legs before it. */
export type TrancheStep = 'acceptance' | 'presentation' | 'opinion';

export interface JudgedLeg {
  readonly leg: Leg;
  /** 0 for other legs. */
  readonly tranche: number;
  readonly lineLimit: number;
  readonly judgements: readonly Judgement[];
  /** The lines that pay it in full, or none. */
  readonly chosen: readonly Judgement[];
  /** The lines are those it was settled by before, even if it is not settled now. */
  readonly keptFromBefore: boolean;
  readonly upstreamSettled: boolean;
  readonly missingStep?: TrancheStep;
  readonly unconfirmed: readonly Judgement[];
  readonly settled: boolean;
  readonly accepted: boolean;
}

/** Judges every leg in force of a draft, each after those it opens after. */
export function judgeLegs(record: DraftRecord): ReadonlyMap<LegId, JudgedLeg> {
  const legs = inOpeningOrder(legsInForce(record));
  assert(
    legs !== undefined,
    `the path of draft ${record.issued.draftId} was checked to be acyclic at its issue`,
  );
  const judged = new Map<LegId, JudgedLeg>();
  for (const leg of legs) judged.set(leg.legId, judgeLeg(record, leg, judged));
  return judged;
}

function judgeLeg(record: DraftRecord, leg: Leg, before: ReadonlyMap<LegId, JudgedLeg>): JudgedLeg {
  const limit = lineLimit(record, leg.legId);
  const judgements = judgementsOf(record, leg, limit);
  const chosen = choose(record, leg, { judgements, limit });
  const unconfirmed = unconfirmedOf(record, leg, chosen);
  const tranche = trancheOf(record.issued.planPath, leg.legId);
  const missingStep = tranche === 0 ? undefined : missingTrancheStep(record, tranche, before);
  const upstreamSettled = leg.opensAfter.every((legId) => before.get(legId)?.settled === true);
  const isOpen = upstreamSettled && missingStep === undefined && record.cancelled === undefined;
  const isPaid = chosen.length > 0 && unconfirmed.length === 0;
  const settled = isOpen && isPaid && holdAllows(record, leg.legId, chosen);
  const accepted = settled && record.acceptances.some((acceptance) => accepts(acceptance, tranche, chosen));
  return {
    ...{ leg, tranche, judgements, chosen, upstreamSettled, unconfirmed, settled, accepted },
    lineLimit: limit,
    keptFromBefore: sameSeqs(record.choices[leg.legId] ?? [], seqsOf(chosen)),
    ...(missingStep === undefined ? {} : { missingStep }),
  };
}

/** Lines of a bank's own leg that nobody has confirmed. */
function unconfirmedOf(record: DraftRecord, leg: Leg, chosen: readonly Judgement[]): readonly Judgement[] {
  return needsReceipt(record, leg) ? chosen.filter((judgement) => !isConfirmed(record, judgement)) : [];
}

function judgementsOf(record: DraftRecord, leg: Leg, limit: number): readonly Judgement[] {
  const isReleased = (registration: { readonly serialNumber: string; readonly date: string }): boolean =>
    record.resolutions.some(
      ({ act }) =>
        act.kind === 'release' &&
        act.legId === leg.legId &&
        act.line.serialNumber === registration.serialNumber &&
        act.line.date === registration.date,
    );
  const rules = { specialRule: record.issued.specialRule, lineLimit: limit, isReleased };
  return record.registrations
    .filter(({ legId, ended }) => legId === leg.legId && ended === undefined)
    .map((registration) => judgeRegistration(registration, leg, rules));
}

function choose(
  record: DraftRecord,
  leg: Leg,
  about: { readonly judgements: readonly Judgement[]; readonly limit: number },
): readonly Judgement[] {
  const exact = about.judgements.filter(({ standing }) => standing === 'exact');
  const pays = (lines: readonly Judgement[]): boolean =>
    lines.length > 0 && sumFen(lines.map(({ worthFen }) => worthFen)) === fenOf(leg.amountFen);
  const before = record.choices[leg.legId];
  const kept = exact.filter(({ registration }) => before?.includes(registration.seq) === true);
  if (kept.length === before?.length && pays(kept)) return kept;
  const inOrder = [...exact].sort(byBooking);
  if (about.limit > 1) return inOrder.length <= about.limit && pays(inOrder) ? inOrder : [];
  const full = inOrder.filter((judgement) => pays([judgement]));
  const confirmed = full.find((judgement) => isConfirmed(record, judgement));
  const first = needsReceipt(record, leg) ? (confirmed ?? full[0]) : full[0];
  return first === undefined ? [] : [first];
}

/** Whether the payee confirmed this line, or the payee's bank pushed its credit. */
export function isConfirmed(record: DraftRecord, { registration }: Judgement): boolean {
  return hasReceipt(record, registration) || record.credited.includes(registration.seq);
}

/** Whether the payee confirmed the line a registration names. */
export function hasReceipt(
  record: DraftRecord,
  named: Pick<Registration, 'legId' | 'serialNumber' | 'date'>,
): boolean {
  return record.receipts.some(
    ({ legId, serialNumber, date }) =>
      legId === named.legId && serialNumber === named.serialNumber && date === named.date,
  );
}

/** While a draft is frozen nothing further settles; what was settled by the same lines stays. */
function holdAllows(record: DraftRecord, legId: LegId, chosen: readonly Judgement[]): boolean {
  if (record.hold === undefined) return true;
  return sameSeqs(record.hold.settled[legId] ?? [], seqsOf(chosen));
}

function accepts(acceptance: Acceptance, tranche: number, chosen: readonly Judgement[]): boolean {
  return acceptance.tranche === tranche && sameSeqs(acceptance.lines, seqsOf(chosen));
}

/** The sequence numbers of the chosen registrations, ascending. */
export function seqsOf(chosen: readonly Judgement[]): readonly number[] {
  return chosen.map(({ registration }) => registration.seq).sort((a, b) => a - b);
}

function sameSeqs(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((seq, position) => seq === b[position]);
}

function missingTrancheStep(
  record: DraftRecord,
  tranche: number,
  before: ReadonlyMap<LegId, JudgedLeg>,
): TrancheStep | undefined {
  const previous = [...before.values()].find((judged) => judged.tranche === tranche - 1);
  if (tranche > 1 && previous?.accepted !== true) return 'acceptance';
  const presentation = lastPresentation(record, tranche);
  if (presentation === undefined) return 'presentation';
  const opinion = opinionOn(record, presentation);
  if (opinion === undefined) return 'opinion';
  return opinion.agrees ? undefined : 'presentation';
}

/** The latest presentation of a tranche. */
export function lastPresentation(record: DraftRecord, tranche: number): Presentation | undefined {
  return record.presentations.findLast((presentation) => presentation.tranche === tranche);
}

/** The county command's opinion on a presentation. */
export function opinionOn(record: DraftRecord, presentation: Presentation): Opinion | undefined {
  return record.opinions.find(({ presentationSeq }) => presentationSeq === presentation.seq);
}

/** What a settled leg was actually paid: amount, last booking, serials, and whether late or early. */
export function actualTransfer(
  record: DraftRecord,
  judged: JudgedLeg,
  before: ReadonlyMap<LegId, JudgedLeg>,
): ActualTransfer {
  const chosen = [...judged.chosen].sort(byBooking);
  const last = lastBooked(judged);
  const late = chosen.some(({ line }) => line !== undefined && !isOnTime(judged.leg.deadline, line));
  const early = isEarly(record, judged, before);
  return {
    amountFen: judged.leg.amountFen,
    lastBooked: last.date,
    ...(last.time === undefined ? {} : { lastBookedTime: last.time }),
    serialNumbers: chosen.map(({ registration }) => registration.serialNumber),
    ...(late ? { late } : {}),
    ...(early ? { early } : {}),
  };
}

interface Booked {
  readonly date: CalendarDate;
  readonly time?: Instant;
}

/** When the last of a settled leg's lines was booked. */
export function lastBooked(judged: JudgedLeg): Booked {
  const line = [...judged.chosen].sort(byBooking).at(-1)?.line;
  if (line === undefined) throw new Error(`leg ${judged.leg.legId} is settled by no line`);
  return { date: line.date, ...(line.time === undefined ? {} : { time: line.time }) };
}

/** Paid before what it opens after was booked, or before the opinion on its milestone. */
function isEarly(record: DraftRecord, judged: JudgedLeg, before: ReadonlyMap<LegId, JudgedLeg>): boolean {
  const first = [...judged.chosen].sort(byBooking)[0]?.line;
  if (first === undefined) return false;
  const upstream = judged.leg.opensAfter.flatMap((legId) => {
    const leg = before.get(legId);
    return leg?.settled === true ? [lastBooked(leg)] : [];
  });
  const presentation = judged.tranche === 0 ? undefined : lastPresentation(record, judged.tranche);
  const opinion = presentation === undefined ? undefined : opinionOn(record, presentation);
  const opined = opinion === undefined ? [] : [{ date: shanghaiDate(opinion.at), time: opinion.at }];
  return [...upstream, ...opined].some((earlier) => isBefore(first, earlier));
}

function isBefore(a: Booked, b: Booked): boolean {
  return a.time !== undefined && b.time !== undefined ? a.time < b.time : a.date < b.date;
}
