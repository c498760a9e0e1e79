/** Gathers an administrator's home: the users of their domain and the newest changes of the registers there. */
import type { Viewer } from '../auth/viewer';
import type { RegisterChanges } from '../models/register-changes';
import type { UserDocument } from '../models/user-document';
import { minuteWords } from '../presentation/date-words';
import type { AdminHome } from './home-pages';
import type { Names } from '../presentation/names';

export interface AdminHomePorts {
  readonly users: {
    inDomain(domain: {
      readonly mspId: Viewer['mspId'];
      readonly county?: string;
    }): Promise<readonly UserDocument[]>;
  };
  readonly changes: RegisterChanges;
  readonly names: Names;
  readonly now: () => Date;
}

const invitedShownMax = 10;

/** The values of an administrator's home page. */
export async function adminHome(viewer: Viewer, ports: AdminHomePorts): Promise<AdminHome> {
  const { mspId, county, language } = viewer;
  const domain = mspId === 'CountyMSP' ? { mspId, county } : { mspId };
  const [users, changes] = await Promise.all([ports.users.inDomain(domain), ports.changes(domain)]);
  const now = ports.now().toISOString();
  const invited = users.filter(({ lastLoginAt }) => lastLoginAt === '');
  return {
    users: users.length,
    invitedCount: invited.length,
    locked: users.filter(({ loginAttempts }) => loginAttempts.waitUntil > now).length,
    invited: invited.slice(0, invitedShownMax).map(({ name, organisationId, createdAt }) => ({
      name,
      office: ports.names.organisation(organisationId),
      since: minuteWords(createdAt, language),
    })),
    changes: changes.map(({ event, object, at, id }) => ({
      event,
      object,
      id,
      at: minuteWords(at, language),
    })),
  };
}
