/** What the pages of the registers offer a viewer: the tabs, and the acts that are possible now and the viewer's own. */
import { provinceCode, roles } from '../../domain/roles';
import type { Role } from '../../domain/roles';
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

export interface NamedCounty {
  readonly code: string;
  readonly name: string;
}

/** The fields by which the list of organisations is narrowed. */
export function organisationFilters(
  { role, county }: { readonly role: Role | undefined; readonly county: string | undefined },
  counties: readonly NamedCounty[],
  say: Say,
): object {
  const options = roles.map((value) => ({ value, text: say(`words:role.${value}`) }));
  return {
    action: '/registers',
    fields: [
      {
        ...{ name: 'role', label: say('registers:organisation.role'), value: role ?? '' },
        options: [{ value: '', text: say('frame:filter.all') }, ...options],
      },
      {
        ...{ name: 'county', label: say('registers:organisation.place'), value: county ?? '' },
        options: [
          { value: '', text: say('frame:filter.all') },
          { value: provinceCode, text: say('registers:province') },
          ...counties.map(({ code, name }) => ({ value: code, text: name })),
        ],
      },
    ],
  };
}
