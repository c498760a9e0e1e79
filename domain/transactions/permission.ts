/** Permissions of the catalogue, written as sentences: `permit('own-county', 'county-command')`. */
import type { Role } from '../roles';
import type { Permission, Relation } from './transaction';

/** Permits these roles when their caller stands in this relation to what the call is about. */
export function permit(relation: Relation, ...roles: readonly Role[]): readonly Permission[] {
  return roles.map((role) => ({ role, relation }));
}
