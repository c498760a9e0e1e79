/**
 * Cancelling a draft (domain rules, section 4): by a person other than the issuer, and only while no leg is
 * settled and no live booked line is registered for one. The project goes back to `approved`.
 */
import type { DraftRecord, Registration } from './draft';
import type { Act } from './draft-facts';
import { checkOtherPerson, checkUncancelled, isLegSettled, liveRegistrations } from './draft-facts';
import { refusal } from './refusals/refusal';
import type { Result } from './result';
import { accepted, refused } from './result';

/** The cancelled draft. Refuses `draft-cancelled`, `same-person`, `leg-settled` and `line-registered`. */
export function cancelDraft(record: DraftRecord, reason: string, act: Act): Result<DraftRecord> {
  const live = checkUncancelled(record);
  if (!live.ok) return live;
  const other = checkOtherPerson(record.issuedBy, act.by);
  if (!other.ok) return other;
  const { draftId, planPath } = record.issued;
  const settled = planPath.find(({ legId }) => isLegSettled(record, legId));
  if (settled !== undefined) {
    return refused(refusal('leg-settled', { field: 'draftId', values: { draftId, legId: settled.legId } }));
  }
  const booked = planPath.flatMap(({ legId }) => liveRegistrations(record, legId)).find(isBooked);
  if (booked !== undefined) {
    const { legId, serialNumber } = booked;
    return refused(
      refusal('line-registered', { field: 'draftId', values: { draftId, legId, serialNumber } }),
    );
  }
  return accepted({ ...record, cancelled: { ...act, reason } });
}

function isBooked({ view: { line } }: Registration): boolean {
  return line?.status === 'booked';
}
