/** What a draft's path is composed from: released accounts with their holders and banks, the project, and the thresholds. */
import type { Connection } from 'mongoose';
import { payeeRoles, payerRoles, provinceCode } from '../../domain/roles';
import type { Thresholds } from '../../domain/thresholds';
import { defaultThresholds } from '../../domain/thresholds';
import type { ProjectDocument } from './project-document';
import { projectModel } from './project-model';
import type { AccountDocument, OrganisationDocument } from './register-documents';
import { accountModel, organisationModel, thresholdsModel } from './register-models';
import type { Scope } from './scope';
import { foundWithin } from './scoped-object';

/** More than a page's choice can hold in a way that anybody finds something. */
const accountsMax = 400;
const organisationsMax = 1_000;

export interface PathRegisters {
  /** The project while it awaits a draft; undefined for any other. */
  approvedProject(scope: Scope, projectId: string): Promise<ProjectDocument | undefined>;
  project(scope: Scope, projectId: string): Promise<ProjectDocument | undefined>;
  /** Enabled organisations of the county and the province by id: those that may stand in a path. */
  organisations(county: string): Promise<ReadonlyMap<string, OrganisationDocument>>;
  /** Released accounts of these holders, in the order of holder and id. */
  accounts(holders: readonly string[]): Promise<readonly AccountDocument[]>;
  thresholds(): Promise<Thresholds>;
}

/** The registers as the projections keep them. */
export function pathRegisters(connection: Connection): PathRegisters {
  const organisations = organisationModel(connection);
  const accounts = accountModel(connection);
  const projects = projectModel(connection);
  const thresholds = thresholdsModel(connection);
  const project: PathRegisters['project'] = (scope, projectId) => foundWithin(projects, scope, projectId);
  return {
    project,
    approvedProject: async (scope, projectId) => {
      const found = await project(scope, projectId);
      return found?.status === 'approved' ? found : undefined;
    },
    organisations: async (county) => {
      const roles = [...new Set([...payerRoles, ...payeeRoles])];
      const fit = {
        county: { $in: [county, provinceCode] },
        role: { $in: roles },
        status: 'enabled' as const,
      };
      const found = await organisations.find(fit).sort({ _id: 1 }).limit(organisationsMax).lean().exec();
      return new Map(found.map((organisation) => [organisation._id, organisation]));
    },
    accounts: async (holders) => {
      const released = { holder: { $in: [...holders] }, status: 'released' as const };
      return accounts.find(released).sort({ holder: 1, _id: 1 }).limit(accountsMax).lean().exec();
    },
    thresholds: async () => {
      const found = await thresholds.findById('thresholds').lean().exec();
      return found?.inForce ?? defaultThresholds;
    },
  };
}
