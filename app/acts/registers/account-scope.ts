/**
 * Which accounts a viewer may see (the permissions of the queries `Account` and `Accounts`): its own, those it keeps as a bank,
 * its county's as the command, or all.
 */
import { readsEverything } from '../../../domain/roles';
import type { Viewer } from '../../auth/viewer';
import type { AccountDocument } from '../../models/register-documents';

export type AccountScope =
  { readonly kind: 'all' } | { readonly kind: 'holder' | 'bank' | 'county'; readonly id: string };

/** The viewer's accounts; undefined where it may see none. */
export function accountScope({ role, county, organisationId }: Viewer): AccountScope | undefined {
  if (readsEverything(role)) return { kind: 'all' };
  if (role === 'admin') return undefined;
  if (role === 'county-command') return { kind: 'county', id: county };
  return { kind: role === 'commercial-bank' ? 'bank' : 'holder', id: organisationId };
}

/** Whether an account is among them; a bank's own account may stand at another bank. */
export function isInScope(account: AccountDocument, scope: AccountScope): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'holder':
      return account.holder === scope.id;
    case 'bank':
      return account.bank === scope.id || account.holder === scope.id;
    case 'county':
      return account.county === scope.id;
  }
}
