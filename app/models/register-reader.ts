/** The registers as pages ask for them: organisations, accounts, bank keys, thresholds. They are few and small. */
import type { AccountStatus } from '../../domain/account';
import type { Role } from '../../domain/roles';
import type { ListPage } from './list-query';
import { listPage } from './list-query';
import type { ReadModels } from './read-models';
import type {
  AccountDocument,
  BankKeyDocument,
  OrganisationDocument,
  ThresholdsDocument,
} from './register-documents';

export interface OrganisationFilter {
  readonly role?: Role;
  readonly county?: string;
  readonly mspId?: string;
}

export interface AccountFilter {
  readonly holder?: string;
  readonly bank?: string;
  readonly county?: string;
  readonly status?: AccountStatus;
}

const listedMax = 2_000;

export class RegisterReader {
  readonly #models: ReadModels;

  constructor(models: ReadModels) {
    this.#models = models;
  }

  async organisations(filter: OrganisationFilter, page: number): Promise<ListPage<OrganisationDocument>> {
    return listPage(this.#models.organisations, {
      ...{ filter: given({ ...filter }), sort: { county: 1, role: 1, _id: 1 }, without: ['history'], page },
    });
  }

  /** Organisations to choose from in a form, in order of name. */
  async organisationsToChoose(filter: OrganisationFilter): Promise<readonly OrganisationDocument[]> {
    return this.#models.organisations
      .find({ ...given({ ...filter }), status: 'enabled' })
      .select({ history: 0 })
      .sort({ name: 1, _id: 1 })
      .limit(listedMax)
      .lean<OrganisationDocument[]>()
      .exec();
  }

  async organisation(organisationId: string): Promise<OrganisationDocument | undefined> {
    const found = await this.#models.organisations
      .findById(organisationId)
      .lean<OrganisationDocument>()
      .exec();
    return found ?? undefined;
  }

  async accounts(filter: AccountFilter, page: number): Promise<ListPage<AccountDocument>> {
    return listPage(this.#models.accounts, {
      ...{ filter: given({ ...filter }), sort: { _id: 1 }, without: ['history'], page },
    });
  }

  /** Released accounts of a holder: those a draft may name. */
  async releasedAccounts(holders: readonly string[]): Promise<readonly AccountDocument[]> {
    return this.#models.accounts
      .find({ holder: { $in: holders }, status: 'released' })
      .sort({ holder: 1, _id: 1 })
      .limit(listedMax)
      .lean<AccountDocument[]>()
      .exec();
  }

  async account(accountId: string): Promise<AccountDocument | undefined> {
    const found = await this.#models.accounts.findById(accountId).lean<AccountDocument>().exec();
    return found ?? undefined;
  }

  /** A bank's keys, the newest first. */
  async bankKeys(bank: string): Promise<readonly BankKeyDocument[]> {
    return this.#models.bankKeys
      .find({ bank })
      .sort({ sequence: -1 })
      .limit(listedMax)
      .lean<BankKeyDocument[]>()
      .exec();
  }

  /** Undefined until somebody has sent values: then the default ones hold (`domain/thresholds.ts`). */
  async thresholds(): Promise<ThresholdsDocument | undefined> {
    const found = await this.#models.thresholds.findById('thresholds').lean<ThresholdsDocument>().exec();
    return found ?? undefined;
  }
}

function given(fields: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
  );
}
