/** What an application form chooses from: implementers of the county and the province, their accounts, townships named before. */
import type { Connection } from 'mongoose';
import { provinceCode } from '../../domain/roles';
import { projectModel } from './project-model';
import type { AccountDocument, OrganisationDocument } from './register-documents';
import { accountModel, organisationModel } from './register-models';

/** More than a page's choice can hold in a way that anybody finds something. */
const choicesMax = 500;

export type Implementer = Pick<OrganisationDocument, '_id' | 'name' | 'county' | 'role' | 'status'>;
export type ReceivingAccount = Pick<AccountDocument, '_id' | 'mask' | 'bank' | 'holder' | 'kind' | 'status'>;

export interface ApplicationRegisters {
  /** Enabled implementers that may be named in this county, by name. */
  implementers(county: string): Promise<readonly Implementer[]>;
  /** Released accounts of these holders. */
  accounts(holders: readonly string[]): Promise<readonly ReceivingAccount[]>;
  /** Townships that projects of the county named, by name. */
  townships(county: string): Promise<readonly string[]>;
}

/** The registers as the projections keep them. */
export function applicationRegisters(connection: Connection): ApplicationRegisters {
  const organisations = organisationModel(connection);
  const accounts = accountModel(connection);
  const projects = projectModel(connection);
  return {
    implementers: async (county) => {
      const fit = { county: { $in: [county, provinceCode] }, role: 'implementer' as const };
      const found = await organisations.find(fit).sort({ _id: 1 }).limit(choicesMax).lean().exec();
      return found.filter(({ status }) => status === 'enabled');
    },
    accounts: async (holders) => {
      const released = { holder: { $in: [...holders] }, status: 'released' as const };
      return accounts.find(released).sort({ holder: 1, _id: 1 }).limit(choicesMax).lean().exec();
    },
    townships: async (county) => {
      const named = await projects.distinct('township', { county });
      return named.slice(0, choicesMax);
    },
  };
}
