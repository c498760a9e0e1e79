/**
 * The menu of each role: an entry without right is not there. Which pages a role may open is decided by the routes; a test
 * asks that every entry leads to a page its viewer may see.
 */
import type { Role } from '../../domain/roles';
import { payerRoles, roles } from '../../domain/roles';

export interface MenuPlace {
  /** Names the text `frame:nav.<key>`. */
  readonly key: string;
  readonly href: string;
  /** Name in bootstrap-icons. */
  readonly icon: string;
  readonly roles: readonly Role[];
}

const business = roles.filter((role) => role !== 'admin');

export const menuPlaces: readonly MenuPlace[] = [
  { key: 'home', href: '/', icon: 'house', roles },
  { key: 'projects', href: '/projects', icon: 'folder', roles: business },
  { key: 'drafts', href: '/drafts', icon: 'newspaper', roles: business },
  { key: 'payments', href: '/payments', icon: 'credit-card-2-front', roles: [...payerRoles, 'implementer'] },
  {
    key: 'progress',
    href: '/progress',
    icon: 'cone-striped',
    roles: ['county-command', 'leading-group-office', 'implementer'],
  },
  { key: 'reconciliation', href: '/reconciliation', icon: 'arrow-left-right', roles: business },
  { key: 'registers', href: '/registers', icon: 'building', roles },
  { key: 'people', href: '/people', icon: 'people', roles: ['admin'] },
  { key: 'chain', href: '/chain', icon: 'clock-history', roles: business },
];

/** The place of the menu that a page belongs to: the longest address it begins with. */
export function currentPlace(path: string): MenuPlace | undefined {
  if (path === '/') return menuPlaces[0];
  return menuPlaces.find(({ href }) => href !== '/' && (path === href || path.startsWith(`${href}/`)));
}
