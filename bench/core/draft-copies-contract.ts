/**
 * Fills a ledger with drafts for measuring: copies an issued draft under new ids, with all its index entries,
 * through the same book that the real contracts use. Deployed by the benchmark only; its copies bear the
 * original's signature and are good for nothing else.
 */
import { Contract, Info, Returns, Transaction } from 'fabric-contract-api';
import { z } from 'zod';
import { DraftBook } from '../../chaincode/draft-book';
import { TransactionContext } from '../../chaincode/transaction-context';
import type { DraftId, ProjectId } from '../../domain/identifiers';
import { draftIdField, projectIdField } from '../../domain/identifiers';

const requestField = z.strictObject({ template: draftIdField, from: z.int(), count: z.int() });
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Far behind all that a province issues itself: a copy in place of its original would be copied in its turn. */
const firstNumber = alphabet.length ** 5;

/** The id of the n-th copy. */
export function copyId(county: string, position: number): DraftId {
  return draftIdField.parse(`D-${county}-2026-${tail(position)}-1`);
}

function projectOf(county: string, position: number): ProjectId {
  return projectIdField.parse(`P-${county}-2026-${tail(position)}`);
}

function tail(position: number): string {
  let text = '';
  for (let rest = firstNumber + position; text.length < 6; rest = Math.floor(rest / alphabet.length)) {
    text = (alphabet[rest % alphabet.length] ?? '0') + text;
  }
  return text;
}

@Info({ title: 'DraftCopiesContract', description: 'Copies a draft for benchmarks' })
export class DraftCopiesContract extends Contract {
  constructor() {
    super('DraftCopiesContract');
  }

  override createContext(): TransactionContext {
    return new TransactionContext();
  }

  @Transaction()
  @Returns('string')
  async Copy(context: TransactionContext, request: string): Promise<string> {
    const { template, from, count } = requestField.parse(JSON.parse(request));
    const book = new DraftBook(context);
    const original = await book.draft(template);
    if (original === undefined) throw new Error(`there is no draft ${template} to copy`);
    for (let position = from; position < from + count; position += 1) {
      const draftId = copyId(original.county, position);
      await book.draft(draftId);
      const issued = { ...original.issued, draftId, projectId: projectOf(original.county, position) };
      book.changeDraft({ ...original, issued });
    }
    await book.close();
    await context.state.flush();
    return JSON.stringify({ copied: count });
  }
}
