/**
 * The key of a request's session, for whoever signs: who it signs as, its codes, and the way to the page that asks for the
 * password again when the key is locked, as after a restart of the platform.
 */
import type { Request } from 'express';
import type { LedgerIdentity } from '../../ledger/ledger';
import type { FormFields } from '../acts/act';
import type { KeptForms } from './kept-forms';
import type { UnlockedKey, UnlockedKeys } from './unlocked-keys';

export class SessionKeys {
  readonly #unlocked: UnlockedKeys;
  readonly #forms: KeptForms;

  constructor(unlocked: UnlockedKeys, forms: KeptForms) {
    this.#unlocked = unlocked;
    this.#forms = forms;
  }

  /** Whom this session signs as; undefined when the key is locked. */
  identityOf(request: Request): LedgerIdentity | undefined {
    return this.keyOf(request)?.identity;
  }

  /** The session's open key, if it is the signed-in person's own. */
  keyOf(request: Request): UnlockedKey | undefined {
    const key = this.#unlocked.get(request.sessionID);
    return key !== undefined && key.userId === request.user?.viewer.userId ? key : undefined;
  }

  /** Puts a form aside for its person and answers the page that asks for the password. */
  async askToUnlock(request: Request, fields: FormFields): Promise<string> {
    const { user, path } = request;
    if (user !== undefined) await this.#forms.keepForm(user.viewer.userId, { path, fields });
    return `/unlock?next=${encodeURIComponent(path)}`;
  }

  /** The fields that were put aside for this page; they are given once. */
  async takeKept(request: Request): Promise<FormFields | undefined> {
    const { user, path } = request;
    return user === undefined ? undefined : this.#forms.takeForm(user.viewer.userId, path);
  }
}
