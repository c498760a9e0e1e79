/**
 * Who may come to an act's page: the roles that the catalogue permits to send its transaction. A table of routes that asks
 * here cannot drift from the contracts.
 */
import type { Role } from '../../domain/roles';
import type { TransactionDefinition } from '../../domain/transactions/transaction';

/** The roles permitted to call any of these transactions, each once. */
export function permittedRoles(
  ...definitions: readonly Pick<TransactionDefinition, 'permissions'>[]
): readonly Role[] {
  return [...new Set(definitions.flatMap(({ permissions }) => permissions.map(({ role }) => role)))];
}
