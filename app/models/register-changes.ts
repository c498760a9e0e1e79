/** The newest changes of the registers that an administrator looks after: those of organisations and accounts of one domain. */
import type { OrganisationDocument } from './register-documents';
import type { ReadModels } from './read-models';

const changesMax = 8;

export interface RegisterChange {
  readonly event: string;
  /** Name of the organisation, or mask of the account. */
  readonly object: string;
  readonly at: string;
  /** The transaction's id. */
  readonly id: string;
}

export type RegisterChanges = (
  domain: Pick<OrganisationDocument, 'mspId'> & { readonly county?: string },
) => Promise<readonly RegisterChange[]>;

/** Asks the projected register of organisations. */
export function registerChanges({ organisations }: Pick<ReadModels, 'organisations'>): RegisterChanges {
  return async (domain) => {
    const found = await organisations
      .find({ ...domain })
      .sort({ 'place.block': -1 })
      .limit(changesMax)
      .lean<OrganisationDocument[]>()
      .exec();
    return found.flatMap(({ name, history }) => {
      const last = history.at(-1);
      return last === undefined
        ? []
        : [{ event: last.event, object: name, at: last.at, id: last.transactionId }];
    });
  };
}
