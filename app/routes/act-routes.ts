/** The two routes of an act: its form, and the same form sent. Who may come is who may send its transaction. */
import type { Act } from '../acts/act';
import type { ActPages } from '../acts/act-pages';
import type { TransactionDefinition } from '../../domain/transactions/transaction';
import { permittedRoles } from './permitted-roles';
import type { Route } from './route';

export interface ActPlace {
  readonly path: string;
  readonly definition: Pick<TransactionDefinition, 'permissions'>;
  /** The form carries files. */
  readonly uploads?: true;
}

/** GET and POST of one act at one path. */
export function actRoutes(
  acts: Pick<ActPages, 'form' | 'sent'>,
  act: Act,
  { path, definition, uploads }: ActPlace,
): readonly Route[] {
  const who = permittedRoles(definition);
  return [
    { method: 'get', path, who, handle: acts.form(act) },
    { method: 'post', path, who, handle: acts.sent(act), ...(uploads === true ? { uploads } : {}) },
  ];
}
