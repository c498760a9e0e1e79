/**
 * What every controller is handed: who asks, in which language, the names of organisations and people, the acts' pages, and
 * the ledger for questions under the asker's own identity. Read functions come to each controller by themselves.
 */
import type { Request } from 'express';
import type { Ledger, LedgerIdentity } from '../../ledger/ledger';
import type { ActPages } from '../acts/act-pages';
import type { Viewer } from '../auth/viewer';
import type { Names } from '../presentation/names';
import type { Say } from '../texts';

export interface PageServices {
  /** For questions under the asker's own identity, as full account numbers. */
  readonly ledger: Ledger;
  readonly acts: ActPages;
  readonly names: Names;
  readonly now: () => Date;
  /** Whoever asks; routes for visitors do not call it. */
  viewerOf(request: Request): Viewer;
  sayOf(request: Request): Say;
  /** The asker's unlocked key; undefined when the password must be given again. */
  identityOf(request: Request): LedgerIdentity | undefined;
}
