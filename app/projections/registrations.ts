/**
 * The list of registrations follows from the drafts alone: who registered which serial number for which leg, and how that
 * stands. Nothing is loaded for it; what a draft was before its change tells which registrations ended.
 */
import type { RegistrationDocument } from '../models/chain-documents';
import type { DraftDocument, DraftLeg, LegRegistration } from '../models/draft-document';

/**
 * Registrations that one event changed with a draft; those that live no more are `ended`. Event by event, not batch by
 * batch: one that was made and taken back within a batch is told as well.
 */
export function changedRegistrations(
  before: DraftDocument,
  now: DraftDocument,
): readonly RegistrationDocument[] {
  const had = new Map(registrationsOf(before).map((each) => [each._id, each]));
  const changed: RegistrationDocument[] = [];
  for (const registration of registrationsOf(now)) {
    const known = had.get(registration._id);
    had.delete(registration._id);
    if (known === undefined || differs(known, registration)) changed.push(registration);
  }
  for (const gone of had.values()) changed.push({ ...gone, standing: 'ended', place: now.place });
  return changed;
}

function differs(one: RegistrationDocument, other: RegistrationDocument): boolean {
  return one.standing !== other.standing || one.amountFen !== other.amountFen;
}

/** The live registrations of a draft. */
export function registrationsOf(draft: DraftDocument): readonly RegistrationDocument[] {
  return draft.legs.flatMap((leg) => leg.registrations.map((each) => registrationOf(draft, leg, each)));
}

function registrationOf(
  draft: DraftDocument,
  leg: DraftLeg,
  { serialNumber, date, place }: LegRegistration,
): RegistrationDocument {
  const exceptionId = `${draft._id}:${leg.legId}:${date}:${serialNumber}`;
  const { projectId, projectName, county, parties } = draft;
  return {
    _id: exceptionId,
    ...{ draftId: draft._id, projectId, projectName, county, legId: leg.legId, serialNumber, date },
    ...{ bank: leg.payer.bank, payer: leg.payer.organisationId, payee: leg.payee.organisationId },
    amountFen: leg.amountFen,
    standing: standingOf(leg, { serialNumber, exceptionId }),
    ...{ parties, place },
  };
}

function standingOf(
  leg: DraftLeg,
  { serialNumber, exceptionId }: { readonly serialNumber: string; readonly exceptionId: string },
): RegistrationDocument['standing'] {
  if (leg.actual?.serialNumbers.includes(serialNumber) === true) return 'settled';
  return leg.openExceptions.includes(exceptionId) ? 'exception' : 'waiting';
}
