/** Folds of ReconciliationContract's events: registrations, entries, receipts, resolutions, sweeps. */
import type {
  BookChanges,
  LineTold,
  RegistrationCorrected,
  ResolutionConfirmed,
  ResolutionProposed,
  StatementPushed,
  Swept,
  ToldEntry,
} from '../../domain/events/reconciliation-events';
import type { ResolutionTold } from '../models/exception-document';
import type { EntryDocument } from '../models/chain-documents';
import type { Place } from '../models/place';
import { foldDraftChanges } from './fold-draft-changes';
import type { DraftDeed } from './fold-draft-changes';
import { confirmedIn, foldCells, foldConfirmation, foldProposal } from './fold-exceptions';
import { partiesWith } from './fold-projects';
import type { WorkingSet } from './working-set';

export function foldRegistered(set: WorkingSet, facts: LineTold, place: Place): void {
  const { draftId, legId: about, serialNumber: text } = facts;
  foldBook(set, facts, { event: 'TransferRegistered', place, deed: { draftId, about, text } });
}

export function foldCorrected(set: WorkingSet, facts: RegistrationCorrected, place: Place): void {
  const { draftId, legId: about, from, to } = facts;
  const text = `${from.serialNumber} ${from.date} → ${to.serialNumber} ${to.date}`;
  foldBook(set, facts, { event: 'RegistrationCorrected', place, deed: { draftId, about, text } });
}

/** A receipt is the payee's word; what it does to the leg is told with the draft's changes. */
export function foldReceipt(set: WorkingSet, facts: LineTold, place: Place): void {
  const { draftId, legId, serialNumber, date } = facts;
  const deed: DraftDeed = {
    ...{ draftId, about: legId, text: serialNumber },
    apply: (draft) => ({
      ...draft,
      legs: draft.legs.map((leg) =>
        leg.legId === legId ? { ...leg, receipts: [...leg.receipts, { serialNumber, date, place }] } : leg,
      ),
    }),
  };
  foldBook(set, facts, { event: 'ReceiptConfirmed', place, deed });
}

export function foldPushed(set: WorkingSet, facts: StatementPushed, place: Place): void {
  for (const entry of facts.entries) foldEntry(set, { bank: facts.bank, entry }, place);
  foldBook(set, facts, { event: 'StatementPushed', place });
}

export function foldSwept(set: WorkingSet, facts: Swept, place: Place): void {
  foldBook(set, facts, { event: 'Swept', place });
}

export function foldResolutionProposed(set: WorkingSet, facts: ResolutionProposed, place: Place): void {
  const { draftId, resolutionId, exceptionId, act, reason } = facts;
  const proposal: ResolutionTold = { resolutionId, exceptionId, kind: act.kind, act, reason, place };
  const deed: DraftDeed | undefined =
    draftId === undefined
      ? undefined
      : {
          ...{ draftId, about: act.kind, text: reason },
          apply: (draft) => ({ ...draft, resolutions: [...draft.resolutions, proposal] }),
        };
  foldBook(set, facts, { event: 'ResolutionProposed', place, ...(deed === undefined ? {} : { deed }) });
  foldProposal(set, proposal);
}

export function foldResolutionConfirmed(set: WorkingSet, facts: ResolutionConfirmed, place: Place): void {
  const { draftId, resolutionId, exceptionId, act } = facts;
  const named = { resolutionId, exceptionId };
  const deed: DraftDeed | undefined =
    draftId === undefined
      ? undefined
      : {
          ...{ draftId, about: act.kind },
          apply: (draft) => ({
            ...draft,
            resolutions: confirmedIn(draft.resolutions, named, place),
          }),
        };
  foldConfirmation(set, named, place);
  foldBook(set, facts, { event: 'ResolutionConfirmed', place, ...(deed === undefined ? {} : { deed }) });
}

function foldBook(set: WorkingSet, facts: BookChanges, told: Parameters<typeof foldDraftChanges>[2]): void {
  foldDraftChanges(set, facts.drafts, told);
  foldCells(set, facts.cells, told);
}

/** The id of an entry: its identity (domain rules, section 5). */
export function entryId(bank: string, entry: ToldEntry): string {
  const { accountId, direction, bookingDate, serialNumber, kind } = entry;
  return [bank, accountId, direction, bookingDate, serialNumber, kind].join(':');
}

function foldEntry(
  set: WorkingSet,
  { bank, entry }: { readonly bank: string; readonly entry: ToldEntry },
  place: Place,
): void {
  const _id = entryId(bank, entry);
  const known = entry.outcome === 'new' ? undefined : set.entries.find(_id);
  if (known !== undefined) {
    const again = toldAgain(known, entry, place);
    if (again !== known) set.entries.put(again);
    return;
  }
  const { outcome, amountFen, ...told } = entry;
  const { holder, county } = set.accounts.get(entry.accountId);
  set.entries.put({
    ...{ _id, bank, ...told, amountFen: BigInt(amountFen), county, place },
    outcome: outcome === 'conflict' ? 'conflict' : 'new',
    parties: partiesWith([bank], [holder]),
  });
}

/** The first content stands; booked replaces pending, another content makes a conflict. */
function toldAgain(known: EntryDocument, entry: ToldEntry, place: Place): EntryDocument {
  if (entry.outcome === 'conflict') return { ...known, outcome: 'conflict', place };
  const booked = known.status === 'pending' && entry.status === 'booked';
  return booked ? { ...known, status: 'booked', place } : known;
}
