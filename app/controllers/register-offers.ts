/** What the pages of the registers offer a viewer: the tabs, and the acts that are possible now and the viewer's own. */
import { queryAccounts } from '../../domain/transactions/registry-queries';
import type { Viewer } from '../auth/viewer';
import type { AccountDocument, OrganisationDocument } from '../models/register-documents';
import type { Say } from '../texts';

/** The registers that the viewer may open. */
export function registerTabs(current: string, { role }: Viewer, say: Say): readonly object[] {
  const seesAccounts = queryAccounts.permissions.some((permission) => permission.role === role);
  const tabs = [
    { name: 'organisations', href: '/registers' },
    ...(seesAccounts ? [{ name: 'accounts', href: '/registers/accounts' }] : []),
    { name: 'thresholds', href: '/registers/thresholds' },
  ];
  return tabs.map(({ name, href }) => ({
    ...{ href, text: say(`registers:${name}.title`), current: name === current },
  }));
}

/** What an administrator may do with an organisation of its own domain. */
export function organisationActs(
  { _id, mspId, county, status, role }: OrganisationDocument,
  viewer: Viewer,
  say: Say,
): readonly object[] {
  if (viewer.role !== 'admin' || mspId !== viewer.mspId) return [];
  if (mspId === 'CountyMSP' && county !== viewer.county) return [];
  const step = status === 'enabled' ? 'disable' : 'enable';
  const acts = [
    { href: `/registers/organisations/${_id}/${step}`, text: say(`registers:organisation.${step}`) },
  ];
  if (role !== 'commercial-bank') return acts;
  return [{ href: `/registers/banks/${_id}/keys/propose`, text: say('registers:key.propose') }, ...acts];
}

/** The next steps of an account, for its bank and the office. */
export function accountActs(
  { _id, status, bank }: AccountDocument,
  { role, organisationId }: Viewer,
  say: Say,
): readonly object[] {
  const isBank = role === 'commercial-bank' && bank === organisationId;
  const isOffice = role === 'leading-group-office';
  const steps = [
    ...(isBank && status === 'proposed' ? ['confirm'] : []),
    ...(isOffice && status === 'confirmed' ? ['release'] : []),
    ...((isBank || isOffice) && status !== 'blocked' ? ['block'] : []),
  ];
  return steps.map((step) => ({
    href: `/registers/accounts/${_id}/${step}`,
    ...{ text: say(`registers:account.${step}`), isPrimary: step !== 'block' },
  }));
}
