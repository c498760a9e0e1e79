/**
 * The contract of the load under which processes are killed. Every operation has a name of its own and leaves one event,
 * and the events alone say what the state must be; so what was carried out twice, or not at all, shows. It guards
 * against nothing itself: a second run of an operation is written down like the first. Decorated files keep value
 * imports of the types their signatures name.
 */
import { createHash } from 'node:crypto';
import { Context, Contract, Info, Returns, Transaction } from 'fabric-contract-api';
import { z } from 'zod';

const recordField = z.strictObject({ operation: z.string().min(1) });
const countField = z.strictObject({ operation: z.string().min(1), counter: z.string().min(1) });

/** Key of what a `Record` writes. */
export function recordKey(operation: string): string {
  return `record:${operation}`;
}

/** Key of what a `Count` reads and writes. */
export function counterKey(counter: string): string {
  return `counter:${counter}`;
}

/** Digest of a state, its keys in the order of their bytes: what `State` answers. */
export function stateDigest(entries: Iterable<readonly [key: string, value: string]>): string {
  const digest = createHash('sha256');
  for (const entry of entries) digest.update(`${JSON.stringify(entry)}\n`);
  return digest.digest('hex');
}

@Info({ title: 'OperationContract', description: 'Operations that can be counted' })
export class OperationContract extends Contract {
  constructor() {
    super('OperationContract');
  }

  /** Writes a key of its own without reading it: never conflicts. */
  @Transaction()
  @Returns('string')
  async Record(ctx: Context, request: string): Promise<string> {
    const { operation } = recordField.parse(JSON.parse(request));
    await ctx.stub.putState(recordKey(operation), Buffer.from(ctx.stub.getTxID()));
    return leave(ctx, 'Recorded', { operation });
  }

  /** Adds one to a counter that others count on, too: of those in one block one is valid. */
  @Transaction()
  @Returns('string')
  async Count(ctx: Context, request: string): Promise<string> {
    const { operation, counter } = countField.parse(JSON.parse(request));
    const key = counterKey(counter);
    const value = Number(Buffer.from(await ctx.stub.getState(key)).toString('utf8')) + 1;
    await ctx.stub.putState(key, Buffer.from(String(value)));
    return leave(ctx, 'Counted', { operation, counter, value });
  }

  /** How many keys the peer's state holds, and their digest. */
  @Transaction(false)
  @Returns('string')
  async State(ctx: Context): Promise<string> {
    const entries: (readonly [string, string])[] = [];
    for await (const { key, value } of ctx.stub.getStateByRange('', '')) {
      entries.push([key, Buffer.from(value).toString('utf8')]);
    }
    return JSON.stringify({ keys: entries.length, digest: stateDigest(entries) });
  }
}

function leave(ctx: Context, eventName: string, event: object): string {
  const text = JSON.stringify(event);
  ctx.stub.setEvent(eventName, Buffer.from(text));
  return text;
}
