/**
 * Puts the world of random histories on a ledger and reads it back: organisations and accounts that are
 * registered, projects that were approved, drafts that were issued (through the book the real contracts use),
 * and the records that histories change. Deployed by tests only.
 */
import { Contract, Info, Returns, Transaction } from 'fabric-contract-api';
import { DraftBook } from '../../chaincode/draft-book';
import { accountKey, organisationKey, projectKey } from '../../chaincode/state-keys';
import { TransactionContext } from '../../chaincode/transaction-context';
import { decodeRecord } from '../../domain/codec';
import { issuedAt } from './drafts';
import type { Issue } from './drafts';
import { accounts, organisations } from './fund-world';

const recordsMax = 100_000;

@Info({ title: 'WorldContract', description: 'Writes and reads the world of random histories' })
export class WorldContract extends Contract {
  constructor() {
    super('WorldContract');
  }

  override createContext(): TransactionContext {
    return new TransactionContext();
  }

  @Transaction()
  @Returns('string')
  async Found(context: TransactionContext, request: string): Promise<string> {
    const { state } = context;
    for (const account of accounts) state.write(accountKey(account.number), account);
    for (const each of organisations) state.write(organisationKey(each.organisationId), each);
    const book = new DraftBook({ state, now: issuedAt });
    for (const { record, project } of decodeRecord<readonly Issue[]>(request)) {
      state.write(projectKey(project.projectId), project);
      await book.draft(record.issued.draftId);
      book.changeDraft(record);
    }
    await book.close();
    await state.flush();
    return '{}';
  }

  /** All records of a type of key, in order of their keys. */
  @Transaction(false)
  @Returns('string')
  async Records({ state }: TransactionContext, type: string): Promise<string> {
    const entries = await state.list<object>({ type, attributes: [] }, recordsMax);
    return JSON.stringify(entries.map(({ record }) => record));
  }
}
