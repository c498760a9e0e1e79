/**
 * Registrations of serial numbers (登记流水号, domain rules, section 5): recorded as facts, corrected only by
 * taking one back and recording another. A registration claims the line of its identity and never reserves
 * a serial.
 */
import type { Actor } from './actor';
import type { Instant } from './calendar';
import { lineLimit, legsInForce, needsReceipt } from './disbursement-leg';
import type { DraftRecord, Leg, Registration } from './draft';
import type { LegId, OrganisationId } from './identifiers';
import { registrationExceptionId } from './reconciliation-exception';
import { refusal } from './refusals/refusal';
import type { NamedLine } from './resolution';
import type { Result } from './result';
import { accepted, refused } from './result';
import type { Claim } from './serial-cell';

/** The leg in force, or the refusal `leg-unknown`. */
export function findLeg(record: DraftRecord, legId: LegId): Result<Leg> {
  const leg = legsInForce(record).find((each) => each.legId === legId);
  if (leg !== undefined) return accepted(leg);
  return refused(
    refusal('leg-unknown', { field: 'legId', values: { draftId: record.issued.draftId, legId } }),
  );
}

/** The live registration of a line on a leg. */
export function liveRegistration(
  record: DraftRecord,
  legId: LegId,
  named: NamedLine,
): Registration | undefined {
  return record.registrations.find(
    (each) =>
      each.ended === undefined &&
      each.legId === legId &&
      each.serialNumber === named.serialNumber &&
      each.date === named.date,
  );
}

/** The bank that keeps the leg's payer account. */
export function bankOfLeg(record: DraftRecord, leg: Leg): OrganisationId {
  return record.accounts[leg.payer.account]?.bank ?? leg.payer.organisationId;
}

/** Records a registration as the draft's next fact; it sees nothing of its serial's cell yet. */
export function addRegistration(
  record: DraftRecord,
  fact: { readonly legId: LegId; readonly named: NamedLine; readonly by: Actor; readonly at: Instant },
): { readonly record: DraftRecord; readonly registration: Registration } {
  const { legId, named, by, at } = fact;
  const seq = record.seq + 1;
  const registration = { seq, legId, serialNumber: named.serialNumber, date: named.date, by, at, view: {} };
  return { record: { ...record, seq, registrations: [...record.registrations, registration] }, registration };
}

/** Takes a registration back: the fact stays, with how and when it ended. */
export function endRegistration(
  record: DraftRecord,
  seq: number,
  ended: NonNullable<Registration['ended']>,
): DraftRecord {
  const registrations = record.registrations.map((each) => (each.seq === seq ? { ...each, ended } : each));
  return { ...record, registrations };
}

/** The claim a registration lays on its serial's cell. */
export function claimOf(record: DraftRecord, leg: Leg, registration: Registration): Omit<Claim, 'seq'> {
  const several = lineLimit(record, leg.legId) > 1;
  return {
    draftId: record.issued.draftId,
    legId: leg.legId,
    registrationSeq: registration.seq,
    account: leg.payer.account,
    date: registration.date,
    payee: leg.payee.account,
    amountFen: leg.amountFen,
    ...(several ? { several: true as const } : {}),
    ...(record.cancelled === undefined ? {} : { dead: true as const }),
  };
}

/** Whether a credit line of another bank can confirm the leg: the bank is the payer, the payee banks elsewhere. */
export function takesCredits(record: DraftRecord, leg: Leg): boolean {
  const payeeBank = record.accounts[leg.payee.account]?.bank;
  return needsReceipt(record, leg) && payeeBank !== bankOfLeg(record, leg);
}

/**
 * Whether a registrant may correct a registration alone: it is their own, it settles nothing, and no exception
 * stands on it but a difference of `date`. Refuses `not-the-registrant`, `registration-settles` or
 * `correction-needs-two`.
 */
export function checkCorrection(
  record: DraftRecord,
  registration: Registration,
  by: Actor,
): Result<Registration> {
  const { legId, seq } = registration;
  if (registration.by.organisationId !== by.organisationId || registration.by.person !== by.person) {
    const { serialNumber } = registration;
    const values = { draftId: record.issued.draftId, legId, serialNumber };
    return refused(refusal('not-the-registrant', { values }));
  }
  if (settles(record, registration)) return refused(refusal('registration-settles', { values: { legId } }));
  const exceptionId = registrationExceptionId(record.issued.draftId, registration);
  const exception = record.state.exceptions.find((each) => each.exceptionId === exceptionId);
  const reasons = exception?.findings.map(({ reason }) => reason).filter((reason) => reason !== 'date') ?? [];
  if (reasons.length === 0) return accepted(registration);
  return refused(
    refusal('correction-needs-two', {
      values: { exceptionId, reasons: reasons.join(', '), seq: String(seq) },
    }),
  );
}

/** Whether its leg is settled by this registration. */
export function settles(record: DraftRecord, registration: Registration): boolean {
  const { legId, seq } = registration;
  const settled = record.state.legs.some((leg) => leg.legId === legId && leg.state === 'settled');
  return settled && record.choices[legId]?.includes(seq) === true;
}

/** How a registration stands in the derived state, for answers to the client. */
export function registrationStanding(
  record: DraftRecord,
  registration: Registration,
): 'settled' | 'waiting' | 'exception' {
  const exceptionId = registrationExceptionId(record.issued.draftId, registration);
  if (record.state.exceptions.some((each) => each.exceptionId === exceptionId)) return 'exception';
  return settles(record, registration) ? 'settled' : 'waiting';
}
