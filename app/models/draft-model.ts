/** The collection of drafts, indexed for lists as the projects are (`project-model.ts`). */
import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import { addWorkListIndexes } from './work-list-indexes';
import type { DraftDocument } from './draft-document';
import { anything, anythings, modelOn, projectedOptions } from './projected-schema';

const schema = new Schema<DraftDocument>(
  {
    ...{ _id: String, projectId: String, projectName: String, type: String, county: String },
    ...{ township: String, institutionId: String, command: String, implementer: String },
    ...{ createdAt: String, amountFen: BigInt, specialRule: anything, status: String, onHold: Boolean },
    ...{ hold: anything, legs: anythings, tranches: anythings, extensions: anythings },
    ...{ resolutions: anythings, awaits: anythings, nextDue: String, urgency: String, terms: [String] },
    files: [String],
    ...{ openExceptions: Number, parties: [String], history: anythings, issuedPlace: anything },
    place: anything,
  },
  projectedOptions,
);
schema.index({ status: 1, urgency: 1, _id: 1 });
schema.index({ county: 1, status: 1, urgency: 1, _id: 1 });
schema.index({ parties: 1, status: 1, urgency: 1, _id: 1 });
schema.index({ createdAt: -1, _id: -1, status: 1 });
schema.index({ county: 1, createdAt: -1, _id: -1, status: 1 });
schema.index({ parties: 1, createdAt: -1, _id: -1, status: 1 });
schema.index({ amountFen: -1, _id: -1, status: 1 });
schema.index({ county: 1, amountFen: -1, _id: -1, status: 1 });
schema.index({ parties: 1, amountFen: -1, _id: -1, status: 1 });
addWorkListIndexes(schema);
// Who may have a file: whoever may read what names it.
schema.index({ files: 1 });

/** The drafts' model on a connection. */
export function draftModel(connection: Connection): Model<DraftDocument> {
  return modelOn(connection, 'drafts', schema);
}
