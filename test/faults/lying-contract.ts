/**
 * What an organisation would serve that wants its own version of the ledger: the contract with the same names, and one
 * lie each. The package id it claims is the honest one's, as a cheat's would be.
 */
import { Context, Info, Returns, Transaction } from 'fabric-contract-api';
import { OperationContract, recordKey } from './operation-contract';

const forged = Buffer.from('forged');

/** Writes something more than everybody else, and answers as they do. */
@Info({ title: 'OperationContract', description: 'Writes something more' })
class LyingWriter extends OperationContract {
  @Transaction()
  @Returns('string')
  override async Record(ctx: Context, request: string): Promise<string> {
    const answer = await super.Record(ctx, request);
    await ctx.stub.putState(recordKey('forged'), forged);
    return answer;
  }
}

/** Writes what everybody else writes, and says something else. */
@Info({ title: 'OperationContract', description: 'Gives another answer' })
class LyingAnswerer extends OperationContract {
  @Transaction()
  @Returns('string')
  override async Record(ctx: Context, request: string): Promise<string> {
    await super.Record(ctx, request);
    return JSON.stringify({ operation: forged.toString() });
  }
}

/** Writes and answers as everybody else, and leaves another event. */
@Info({ title: 'OperationContract', description: 'Leaves another event' })
class LyingHerald extends OperationContract {
  @Transaction()
  @Returns('string')
  override async Record(ctx: Context, request: string): Promise<string> {
    const answer = await super.Record(ctx, request);
    ctx.stub.setEvent('Recorded', Buffer.from(JSON.stringify({ operation: forged.toString() })));
    return answer;
  }
}

/** The lies by name. */
export const liars = {
  'writes something more': LyingWriter,
  'gives another answer': LyingAnswerer,
  'leaves another event': LyingHerald,
} as const;

export type Lie = keyof typeof liars;
