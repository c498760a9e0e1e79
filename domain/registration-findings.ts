/**
 * What is wrong with a registration, beyond its line's own differences: it waits, competes, came too early or
 * late, is held, or its money went back. Each finding names its owner after the table of section 5.
 */
import { addHours } from './calendar';
import type { DraftRecord } from './draft';
import type { JudgedLeg } from './leg-settlement';
import { isConfirmed } from './leg-settlement';
import { needsReceipt } from './disbursement-leg';
import { fenOf, sumFen } from './money';
import type { Finding } from './reconciliation-exception';
import { bankOfLeg } from './registration';
import { byBooking } from './registration-judgement';
import type { Judgement } from './registration-judgement';
import type { Watch } from './watch';

export interface Examined {
  readonly record: DraftRecord;
  readonly judged: JudgedLeg;
  readonly watch: Watch;
}

/** All findings on one registration, in no particular order. */
export function findingsOn(judgement: Judgement, examined: Examined): readonly Finding[] {
  if (examined.record.cancelled !== undefined) return cancelledFindings(judgement, examined.record);
  return [
    ...(examined.judged.settled ? [] : unsettledFindings(judgement, examined)),
    ...competition(judgement, examined.judged),
    ...qualities(judgement, examined),
    ...conflicts(judgement, examined),
    ...receiptFindings(judgement, examined),
  ];
}

function cancelledFindings({ line, standing, worthFen }: Judgement, record: DraftRecord): readonly Finding[] {
  if (line?.status !== 'booked' || standing === 'near-miss' || worthFen === 0n) return [];
  return [{ reason: 'cancelled-draft', owner: record.issued.institutionId, actual: line.amountFen }];
}

/** What stands only until an exact line settles the leg. */
function unsettledFindings(judgement: Judgement, examined: Examined): readonly Finding[] {
  switch (judgement.standing) {
    case 'no-line':
    case 'pending':
      return noStatement(judgement, examined);
    case 'near-miss':
      return judgement.differences;
    case 'different':
      return [...judgement.differences, ...undoneFinding(judgement, examined.judged)];
    case 'undone':
      return undoneFinding(judgement, examined.judged);
    case 'exact':
    case 'held':
      return [...blocked(judgement, examined), ...undoneFinding(judgement, examined.judged)];
    case 'taken':
      return [];
  }
}

/** What came back of a line; its differences stand beside it as long as anything is left of the line. */
function undoneFinding({ line }: Judgement, judged: JudgedLeg): readonly Finding[] {
  if (line?.undoneBy === undefined || line.undoneFen === undefined) return [];
  return [{ reason: line.undoneBy, owner: judged.leg.payer.organisationId, actual: line.undoneFen }];
}

function noStatement({ registration }: Judgement, { record, judged, watch }: Examined): readonly Finding[] {
  const owner = bankOfLeg(record, judged.leg);
  const hours = record.policy.ageingHoursOfBank[owner] ?? record.policy.ageingHours;
  if (!watch.hasPassed(addHours(registration.at, hours))) return [];
  return [{ reason: 'no-statement', owner, expected: `${String(hours)} h` }];
}

function blocked(judgement: Judgement, { record, judged }: Examined): readonly Finding[] {
  const owner = judged.leg.payer.organisationId;
  const isOpen = judged.upstreamSettled && judged.missingStep === undefined;
  if (!isOpen) {
    const waitsFor = judged.missingStep ?? judged.leg.opensAfter.join(', ');
    return [
      {
        reason: 'not-open',
        owner,
        expected: judged.upstreamSettled ? waitsFor : judged.leg.opensAfter.join(', '),
      },
    ];
  }
  if (record.hold !== undefined && judged.chosen.includes(judgement)) {
    return [{ reason: 'frozen-draft', owner: record.issued.institutionId }];
  }
  return [];
}

/** Two claims on one line, more lines than the leg needs, or lines that do not sum to it. */
function competition(judgement: Judgement, judged: JudgedLeg): readonly Finding[] {
  const owner = judgement.registration.by.organisationId;
  if (judgement.standing === 'taken') return [{ reason: 'duplicate-use', owner }];
  if (judgement.standing !== 'exact') return [];
  if (judged.chosen.length > 0) {
    const spare = !judged.chosen.includes(judgement);
    return spare ? [{ reason: 'too-many-lines', owner, expected: String(judged.chosen.length) }] : [];
  }
  return sumMissed(judgement, judged) ? [sumFinding(judgement, judged)] : [];
}

/** With several lines allowed: they exceed the leg, or as many as allowed do not reach it. The last booked bears it. */
function sumMissed(judgement: Judgement, judged: JudgedLeg): boolean {
  const exact = exactLines(judged);
  const sum = sumFen(exact.map(({ worthFen }) => worthFen));
  const needed = fenOf(judged.leg.amountFen);
  const missed =
    sum > needed || (exact.length >= judged.lineLimit && sum !== needed) || exact.length > judged.lineLimit;
  return missed && exact.at(-1) === judgement;
}

function sumFinding(judgement: Judgement, judged: JudgedLeg): Finding {
  const sum = sumFen(exactLines(judged).map(({ worthFen }) => worthFen));
  const owner = judgement.registration.by.organisationId;
  return { reason: 'amount', owner, expected: judged.leg.amountFen, actual: sum.toString() };
}

function exactLines(judged: JudgedLeg): readonly Judgement[] {
  return judged.judgements.filter(({ standing }) => standing === 'exact').sort(byBooking);
}

/** Whether it pays its leg, or would if it were released or its leg open; spare lines do not. */
function counts(judgement: Judgement, judged: JudgedLeg): boolean {
  if (judgement.standing === 'held') return true;
  if (judgement.standing !== 'exact') return false;
  return judged.chosen.length === 0 || judged.chosen.includes(judgement);
}

/** Late, or another payee name: told of an exact line whether or not its leg is settled. */
function qualities(judgement: Judgement, { judged }: Examined): readonly Finding[] {
  const { late, nameDiffers, line } = judgement;
  if (!counts(judgement, judged)) return [];
  const owner = judged.leg.payer.organisationId;
  const booked = line?.time ?? line?.date ?? '';
  return [
    ...(late ? [{ reason: 'late' as const, owner, expected: judged.leg.deadline, actual: booked }] : []),
    ...(nameDiffers ? [{ reason: 'payee-name' as const, owner }] : []),
  ];
}

function conflicts({ line, standing }: Judgement, { record, judged }: Examined): readonly Finding[] {
  if (line?.conflict === undefined || standing === 'near-miss') return [];
  return [
    {
      reason: 'conflict',
      owner: bankOfLeg(record, judged.leg),
      expected: line.conflict.told,
      actual: line.conflict.kind,
    },
  ];
}

/** A bank's own leg whose payee has not confirmed, or a credit line that says otherwise (the counter-check). */
function receiptFindings(judgement: Judgement, { record, judged, watch }: Examined): readonly Finding[] {
  const { line, registration } = judgement;
  if (line === undefined || isConfirmed(record, judgement)) return [];
  const owner = judged.leg.payee.organisationId;
  const { counter } = registration.view;
  if (counter !== undefined && judgement.standing !== 'undone') {
    return [{ reason: 'unconfirmed-receipt', owner, expected: line.amountFen, actual: counter.amountFen }];
  }
  const waits = needsReceipt(record, judged.leg) && judged.unconfirmed.includes(judgement);
  const bank = bankOfLeg(record, judged.leg);
  const hours = record.policy.ageingHoursOfBank[bank] ?? record.policy.ageingHours;
  const due = addHours(line.arrivedAt, hours);
  return waits && watch.hasPassed(due)
    ? [{ reason: 'unconfirmed-receipt', owner, expected: `${String(hours)} h` }]
    : [];
}
