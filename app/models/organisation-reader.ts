/** Reads organisations of the register for those who look after their people. */
import type { Connection } from 'mongoose';
import type { OrganisationDocument } from './register-documents';
import { organisationModel } from './register-models';
import type { UserDomain } from './user-store';

/** One administrator's organisations are few; more than these are no domain. */
const organisationsMax = 1_000;

export interface OrganisationReader {
  /** The organisations of an administrator's domain, in order of id. */
  ofDomain(domain: UserDomain): Promise<readonly OrganisationDocument[]>;
}

/** The reader of a connection. */
export function organisationReader(connection: Connection): OrganisationReader {
  const organisations = organisationModel(connection);
  return {
    ofDomain: (domain) =>
      organisations
        .find({ ...domain })
        .sort({ _id: 1 })
        .limit(organisationsMax)
        .lean<OrganisationDocument[]>()
        .exec(),
  };
}
