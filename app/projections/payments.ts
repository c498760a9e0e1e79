/**
 * The lists of payments follow from the drafts alone: which legs of live drafts are open, named or settled, and whose receipt
 * is awaited. Nothing is loaded for them; what a draft was before its change tells what left the lists.
 */
import { isDeepStrictEqual } from 'node:util';
import type { DraftStatus } from '../../domain/draft';
import type { DraftDocument, DraftLeg } from '../models/draft-document';
import type { PaymentDocument } from '../models/payment-model';

const live: ReadonlySet<DraftStatus> = new Set(['issued', 'circulating', 'funded', 'accepting']);

/**
 * Payments that one event changed with a draft; one that is in nobody's list any more is `ended`. Event by event, not batch by
 * batch: one that came and went within a batch is told as well.
 */
export function changedPayments(before: DraftDocument, now: DraftDocument): readonly PaymentDocument[] {
  const had = new Map(paymentsOf(before).map((each) => [each._id, each]));
  const changed: PaymentDocument[] = [];
  for (const payment of paymentsOf(now)) {
    const known = had.get(payment._id);
    had.delete(payment._id);
    if (!isDeepStrictEqual(known, payment)) changed.push(payment);
  }
  for (const { _id, draftId, legId, payer, order, deadline } of had.values()) {
    changed.push({ _id, draftId, legId, payer, order, deadline, standing: 'ended' });
  }
  return changed;
}

/** What the draft's payers and payees find in their lists. */
function paymentsOf({ _id, status, legs }: DraftDocument): readonly PaymentDocument[] {
  return legs
    .filter((leg) => live.has(status) || (status === 'honoured' && leg.state === 'settled'))
    .map((leg) => paymentOf(_id, leg))
    .filter(({ standing, receiptBy }) => standing !== 'locked' || receiptBy !== undefined);
}

function paymentOf(draftId: string, { legId, payer, payee, state, ...leg }: DraftLeg): PaymentDocument {
  const { organisationId } = payee;
  const isAwaited = leg.awaits?.act === 'receipt' && leg.awaits.organisationId === organisationId;
  return {
    _id: `${draftId}:${legId}`,
    ...{ draftId, legId, payer: payer.organisationId, standing: state, deadline: leg.deadline },
    order: state === 'settled' ? (leg.actual?.lastBooked ?? leg.deadline) : leg.deadline,
    ...(isAwaited ? { receiptBy: organisationId } : {}),
  };
}
