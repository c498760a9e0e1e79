/** The collections of the chain as pages read it: transactions, blocks, entries, registrations, figures, checkpoint. */
import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import type {
  BlockDocument,
  CheckpointDocument,
  EntryDocument,
  FiguresDocument,
  RegistrationDocument,
  TransactionDocument,
} from './chain-documents';
import { anything, anythings, modelOn, projectedOptions } from './projected-schema';

const transactions = new Schema<TransactionDocument>(
  {
    ...{ _id: String, event: String, facts: anything, objects: [String], parties: [String] },
    ...{ counties: [String], county: String, block: Number, index: Number, transactionId: String },
    ...{ at: String, by: anything },
  },
  projectedOptions,
);
transactions.index({ block: -1, index: -1 });
transactions.index({ 'by.organisationId': 1, block: -1, index: -1 });
transactions.index({ objects: 1, block: -1, index: -1 });

const blocks = new Schema<BlockDocument>({ _id: Number, at: String, transactions: Number }, projectedOptions);

const entries = new Schema<EntryDocument>(
  {
    ...{ _id: String, bank: String, accountId: String, serialNumber: String, bookingDate: String },
    ...{ direction: String, kind: String, status: String, amountFen: BigInt, counterparty: String },
    ...{ outcome: String, parties: [String], county: String, place: anything },
  },
  projectedOptions,
);
entries.index({ 'place.block': -1, 'place.index': -1 });
entries.index({ parties: 1, 'place.block': -1, 'place.index': -1 });
entries.index({ county: 1, 'place.block': -1, 'place.index': -1 });
entries.index({ bank: 1, serialNumber: 1, bookingDate: 1 });

const registrations = new Schema<RegistrationDocument>(
  {
    ...{ _id: String, draftId: String, projectId: String, projectName: String, county: String },
    ...{ legId: String, serialNumber: String, date: String, bank: String, payer: String, payee: String },
    ...{ amountFen: BigInt, standing: String, parties: [String], place: anything },
  },
  projectedOptions,
);
registrations.index({ standing: 1, 'place.block': -1, _id: 1 });
registrations.index({ county: 1, standing: 1, 'place.block': -1, _id: 1 });
registrations.index({ parties: 1, standing: 1, 'place.block': -1, _id: 1 });
registrations.index({ bank: 1, serialNumber: 1, date: 1 });

const figures = new Schema<FiguresDocument>(
  {
    ...{ _id: String, running: Number, placedFen: BigInt, issuedFen: BigInt, acceptedFen: BigInt },
    ...{ idleFen: BigInt, townships: anythings, flows: anythings, projectsByStatus: anything },
    ...{ draftsByStatus: anything, openByReason: anything, registrationsByStanding: anything },
  },
  projectedOptions,
);

const checkpoints = new Schema<CheckpointDocument>(
  {
    ...{ _id: String, form: Number, block: Number, index: Number, transactionId: String, at: String },
    foundedAt: String,
  },
  projectedOptions,
);

/** The transactions' model on a connection. */
export function transactionModel(connection: Connection): Model<TransactionDocument> {
  return modelOn(connection, 'transactions', transactions);
}

/** The blocks' model on a connection. */
export function blockModel(connection: Connection): Model<BlockDocument> {
  return modelOn(connection, 'blocks', blocks);
}

/** The entries' model on a connection. */
export function entryModel(connection: Connection): Model<EntryDocument> {
  return modelOn(connection, 'entries', entries);
}

/** The registrations' model on a connection. */
export function registrationModel(connection: Connection): Model<RegistrationDocument> {
  return modelOn(connection, 'registrations', registrations);
}

/** The figures' model on a connection. */
export function figuresModel(connection: Connection): Model<FiguresDocument> {
  return modelOn(connection, 'figures', figures);
}

/** The checkpoint's model on a connection: one document. */
export function checkpointModel(connection: Connection): Model<CheckpointDocument> {
  return modelOn(connection, 'checkpoints', checkpoints);
}
