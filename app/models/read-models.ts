/** Every projected collection on one connection, as the readers and the projections are given them. */
import type { Connection, Model } from 'mongoose';
import type {
  BlockDocument,
  CheckpointDocument,
  EntryDocument,
  FiguresDocument,
  RegistrationDocument,
  TransactionDocument,
} from './chain-documents';
import {
  blockModel,
  checkpointModel,
  entryModel,
  figuresModel,
  registrationModel,
  transactionModel,
} from './chain-models';
import type { DraftDocument } from './draft-document';
import { draftModel } from './draft-model';
import type { ExceptionDocument } from './exception-document';
import { exceptionModel } from './exception-model';
import type { PaymentDocument } from './payment-model';
import { paymentModel } from './payment-model';
import type { ProjectDocument } from './project-document';
import { projectModel } from './project-model';
import type {
  AccountDocument,
  BankKeyDocument,
  OrganisationDocument,
  ThresholdsDocument,
} from './register-documents';
import { accountModel, bankKeyModel, organisationModel, thresholdsModel } from './register-models';

/** Raised with every change of what the projections write: a store that holds another form must be projected anew. */
export const readModelForm = 2;

export interface ReadModels {
  readonly projects: Model<ProjectDocument>;
  readonly drafts: Model<DraftDocument>;
  readonly exceptions: Model<ExceptionDocument>;
  readonly organisations: Model<OrganisationDocument>;
  readonly accounts: Model<AccountDocument>;
  readonly bankKeys: Model<BankKeyDocument>;
  readonly thresholds: Model<ThresholdsDocument>;
  readonly transactions: Model<TransactionDocument>;
  readonly blocks: Model<BlockDocument>;
  readonly entries: Model<EntryDocument>;
  readonly registrations: Model<RegistrationDocument>;
  readonly payments: Model<PaymentDocument>;
  readonly figures: Model<FiguresDocument>;
  readonly checkpoints: Model<CheckpointDocument>;
}

/** The models on a connection that reads 64-bit integers as bigint (`useBigInt64`). */
export function readModels(connection: Connection): ReadModels {
  return {
    projects: projectModel(connection),
    drafts: draftModel(connection),
    exceptions: exceptionModel(connection),
    organisations: organisationModel(connection),
    accounts: accountModel(connection),
    bankKeys: bankKeyModel(connection),
    thresholds: thresholdsModel(connection),
    transactions: transactionModel(connection),
    blocks: blockModel(connection),
    entries: entryModel(connection),
    registrations: registrationModel(connection),
    payments: paymentModel(connection),
    figures: figuresModel(connection),
    checkpoints: checkpointModel(connection),
  };
}

/** Names of all projected collections: what a rebuild may throw away, and nothing else. */
export function projectedCollections(models: ReadModels): readonly string[] {
  const all: readonly { readonly collection: { readonly name: string } }[] = Object.values(models);
  return all.map(({ collection }) => collection.name);
}

/** Makes every collection and index that is missing; what is there already stays. */
export async function prepareCollections(models: ReadModels): Promise<void> {
  const all: readonly Pick<Model<unknown>, 'createCollection' | 'createIndexes'>[] = Object.values(models);
  for (const model of all) {
    await model.createCollection();
    await model.createIndexes();
  }
}
