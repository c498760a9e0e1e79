/**
 * The collection of projects. A list is asked within a scope (all, a county, an organisation), by status, most urgent
 * first: each such way has an index that begins with the scope, so that a page of twenty reads about twenty keys. Where no
 * status is asked, the query names all of them and the index is merged over them.
 */
import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import { addWorkListIndexes } from './work-list-indexes';
import { anything, anythings, modelOn, projectedOptions } from './projected-schema';
import type { ProjectDocument } from './project-document';

const schema = new Schema<ProjectDocument>(
  {
    ...{ _id: String, county: String, command: String, township: String, name: String, type: String },
    ...{ department: String, budgetFen: BigInt, introduction: String, implementer: String },
    ...{ qualification: String, plannedStart: String, plannedFinish: String, fundingPlan: anythings },
    ...{ receivingAccount: String, evidence: [String], status: String, submission: Number },
    ...{ submittedAt: String, amountFen: BigInt, trancheAmountsFen: [BigInt], opinion: String },
    ...{ draftIds: [String], liveDraftId: String, draft: anything, percent: Number, reports: anythings },
    ...{ completion: anything, closing: String, awaits: anythings, nextDue: String, urgency: String },
    ...{
      files: [String],
      terms: [String],
      openExceptions: Number,
      parties: [String],
      history: anythings,
      place: anything,
    },
  },
  projectedOptions,
);
schema.index({ status: 1, urgency: 1, _id: 1 });
schema.index({ county: 1, status: 1, urgency: 1, _id: 1 });
schema.index({ parties: 1, status: 1, urgency: 1, _id: 1 });
schema.index({ type: 1, status: 1, urgency: 1, _id: 1 });
schema.index({ county: 1, type: 1, status: 1, urgency: 1, _id: 1 });
schema.index({ parties: 1, type: 1, status: 1, urgency: 1, _id: 1 });
// With all that a list filters by, so that counting a township reads no document.
schema.index({ township: 1, county: 1, type: 1, status: 1, urgency: 1, _id: 1 });
schema.index({ submittedAt: -1, _id: -1, status: 1 });
schema.index({ county: 1, submittedAt: -1, _id: -1, status: 1 });
schema.index({ parties: 1, submittedAt: -1, _id: -1, status: 1 });
schema.index({ budgetFen: -1, _id: -1, status: 1 });
schema.index({ county: 1, budgetFen: -1, _id: -1, status: 1 });
schema.index({ parties: 1, budgetFen: -1, _id: -1, status: 1 });
addWorkListIndexes(schema);
const honoured = { partialFilterExpression: { 'draft.status': 'honoured' } };
schema.index({ urgency: 1, _id: 1, 'draft.status': 1 }, honoured);
schema.index({ county: 1, urgency: 1, _id: 1, 'draft.status': 1 }, honoured);
schema.index({ parties: 1, urgency: 1, _id: 1, 'draft.status': 1 }, honoured);
// Possible double applications: the same name, the same account, the same file.
schema.index({ county: 1, name: 1 });
schema.index({ county: 1, township: 1 });
schema.index({ receivingAccount: 1 });
schema.index({ files: 1 });

/** The projects' model on a connection. */
export function projectModel(connection: Connection): Model<ProjectDocument> {
  return modelOn(connection, 'projects', schema);
}
