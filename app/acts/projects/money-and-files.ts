/**
 * The rows of a confirm page that say where a project's money would go and which files speak for it: the same for whoever
 * applies and for whoever approves, so that what was confirmed is what is signed.
 */
import type { FileStore } from '../../files/file-store';
import type { ApplicationRegisters } from '../../models/application-registers';
import type { Names } from '../../presentation/names';
import type { Say } from '../../texts';
import type { ConfirmRow } from '../act';

export interface MoneyAndFilesPorts {
  readonly registers: Pick<ApplicationRegisters, 'accounts'>;
  readonly files: Pick<FileStore, 'ownedBy'>;
  readonly names: Names;
}

export interface MoneyAndFiles {
  readonly implementer: string;
  readonly receivingAccount: string;
  /** SHA-256 of each file. */
  readonly evidence: readonly string[];
  /** Organisation that handed the files in. */
  readonly owner: string;
}

type Row = Omit<ConfirmRow, 'seenBy'>;

/** The row of the account, and one row for each file; a file that is no longer there keeps its hash and has no name. */
export async function moneyAndFileRows(
  { registers, files, names }: MoneyAndFilesPorts,
  { implementer, receivingAccount, evidence, owner }: MoneyAndFiles,
  say: Say,
): Promise<{ readonly account: Row; readonly files: readonly Row[] }> {
  const [accounts, stored] = await Promise.all([
    registers.accounts([implementer]),
    files.ownedBy(owner, evidence),
  ]);
  const account = accounts.find(({ _id }) => _id === receivingAccount);
  const words = `${account?.mask ?? ''} ${names.organisation(account?.bank ?? '')}`.trim();
  const nameOf = (hash: string): string => stored.find((file) => file.hash === hash)?.name ?? '';
  return {
    account: { field: say('projects:field.account'), content: `${receivingAccount}（${words}）` },
    files: evidence.map((hash) => ({
      field: say('projects:field.hash', { name: nameOf(hash) }),
      content: hash,
    })),
  };
}
