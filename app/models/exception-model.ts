/** The collection of exceptions of reconciliation, open and closed. */
import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import type { ExceptionDocument } from './exception-document';
import { anything, anythings, modelOn, projectedOptions } from './projected-schema';

const schema = new Schema<ExceptionDocument>(
  {
    ...{ _id: String, status: String, draftId: String, projectId: String, county: String, legId: String },
    ...{ bank: String, serialNumber: String, transferDate: String, accountId: String },
    ...{ findings: anythings, reasons: [String], owner: String, openedAt: String, closedAt: String },
    ...{ amountFen: BigInt, proposals: anythings, awaits: anythings, parties: [String] },
    ...{ history: anythings, place: anything },
  },
  projectedOptions,
);
schema.index({ status: 1, openedAt: 1, _id: 1 });
schema.index({ status: 1, county: 1, openedAt: 1, _id: 1 });
schema.index({ status: 1, parties: 1, openedAt: 1, _id: 1 });
schema.index({ status: 1, owner: 1, openedAt: 1, _id: 1 });
schema.index({ status: 1, reasons: 1, openedAt: 1, _id: 1 });
// Tranches that nobody accepts: there the county's command may.
schema.index({ county: 1, reasons: 1, status: 1 });
schema.index({ 'awaits.organisationId': 1, openedAt: 1, _id: 1 });
schema.index({ draftId: 1, openedAt: 1 });

/** The exceptions' model on a connection. */
export function exceptionModel(connection: Connection): Model<ExceptionDocument> {
  return modelOn(connection, 'exceptions', schema);
}
