/** The collections of the registers: organisations, accounts, bank keys and thresholds. */
import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import { anything, anythings, modelOn, projectedOptions } from './projected-schema';
import type {
  AccountDocument,
  BankKeyDocument,
  OrganisationDocument,
  ThresholdsDocument,
} from './register-documents';

const organisations = new Schema<OrganisationDocument>(
  {
    ...{ _id: String, name: String, role: String, county: String, mspId: String, status: String },
    ...{ adminPersons: [String], disabledPersons: [String], history: anythings, place: anything },
  },
  projectedOptions,
);
organisations.index({ county: 1, role: 1, _id: 1 });
organisations.index({ mspId: 1, _id: 1 });
organisations.index({ role: 1, _id: 1 });

const accounts = new Schema<AccountDocument>(
  {
    ...{ _id: String, mask: String, bank: String, holder: String, county: String, kind: String },
    ...{ status: String, reason: String, proposedBy: anything, awaits: anythings, history: anythings },
    place: anything,
  },
  projectedOptions,
);
accounts.index({ holder: 1, _id: 1 });
accounts.index({ bank: 1, _id: 1 });
accounts.index({ county: 1, _id: 1 });
accounts.index({ status: 1, _id: 1 });
accounts.index({ 'awaits.organisationId': 1, _id: 1 });

const bankKeys = new Schema<BankKeyDocument>(
  {
    ...{ _id: String, bank: String, sequence: Number, publicKeyPem: String, status: String },
    ...{ proposedBy: anything, awaits: anythings, place: anything },
  },
  projectedOptions,
);
bankKeys.index({ bank: 1, sequence: -1 });
bankKeys.index({ 'awaits.organisationId': 1, _id: 1 });

const thresholds = new Schema<ThresholdsDocument>(
  { _id: String, inForce: anything, pending: anythings, place: anything },
  projectedOptions,
);

/** The organisations' model on a connection. */
export function organisationModel(connection: Connection): Model<OrganisationDocument> {
  return modelOn(connection, 'organisations', organisations);
}

/** The accounts' model on a connection. */
export function accountModel(connection: Connection): Model<AccountDocument> {
  return modelOn(connection, 'accounts', accounts);
}

/** The bank keys' model on a connection. */
export function bankKeyModel(connection: Connection): Model<BankKeyDocument> {
  return modelOn(connection, 'bankKeys', bankKeys);
}

/** The thresholds' model on a connection: one document. */
export function thresholdsModel(connection: Connection): Model<ThresholdsDocument> {
  return modelOn(connection, 'thresholds', thresholds);
}
