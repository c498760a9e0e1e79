/**
 * The collection of payments: one small document a leg that somebody must pay, is waiting to see paid, or has paid, in the order
 * of its list. A draft's legs stand within the draft; to find one's own among a hundred thousand drafts took seconds.
 */
import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import type { LegStateName } from '../../domain/draft';
import { modelOn, projectedOptions } from './projected-schema';

export interface PaymentDocument {
  /** `D-…:L2`. */
  readonly _id: string;
  readonly draftId: string;
  readonly legId: string;
  readonly payer: string;
  /** The leg's state; `ended` once it is in nobody's list any more. */
  readonly standing: LegStateName | 'ended';
  /** Calendar date or instant that the payer's list is ordered by: the deadline, or when the last transfer was booked. */
  readonly order: string;
  /** Calendar date or instant. */
  readonly deadline: string;
  /** The payee that must confirm the receipt; absent when nobody must. */
  readonly receiptBy?: string;
}

const schema = new Schema<PaymentDocument>(
  {
    ...{ _id: String, draftId: String, legId: String, payer: String, standing: String },
    ...{ order: String, deadline: String, receiptBy: String },
  },
  projectedOptions,
);
schema.index({ payer: 1, standing: 1, order: 1, _id: 1 });
schema.index(
  { receiptBy: 1, deadline: 1, _id: 1 },
  { partialFilterExpression: { receiptBy: { $exists: true } } },
);

/** The payments' model on a connection. */
export function paymentModel(connection: Connection): Model<PaymentDocument> {
  return modelOn(connection, 'payments', schema);
}
