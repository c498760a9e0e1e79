/**
 * A contract that does one ledger operation for each transaction, so that the conformance suite can ask every
 * implementation of the port the same questions. It is compiled and deployed like the product's contracts; decorated
 * files keep value imports of the types their signatures name.
 */
import { Context, Contract, Info, Returns, Transaction } from 'fabric-contract-api';
import { z } from 'zod';
import { encodeRefusal, refusal } from '../../../domain/refusals/refusal';

const nothing = z.strictObject({});
const keyed = z.object({ key: z.string() });
const keyValue = z.object({ key: z.string(), value: z.string() });
const range = z.object({ from: z.string(), to: z.string() });
const composite = z.object({ objectType: z.string(), attributes: z.array(z.string()) });

@Info({ title: 'ProbeContract', description: 'One ledger operation for each transaction' })
export class ProbeContract extends Contract {
  #calls = 0;

  constructor() {
    super('ProbeContract');
  }

  /** Writes a key without reading it, and says so in an event. */
  @Transaction()
  @Returns('string')
  async Put(ctx: Context, request: string): Promise<string> {
    const { key, value } = keyValue.parse(JSON.parse(request));
    await ctx.stub.putState(key, Buffer.from(value));
    ctx.stub.setEvent('Put', Buffer.from(JSON.stringify({ key })));
    return JSON.stringify({ key });
  }

  @Transaction(false)
  @Returns('string')
  async Get(ctx: Context, request: string): Promise<string> {
    const { key } = keyed.parse(JSON.parse(request));
    return JSON.stringify({ value: text(await ctx.stub.getState(key)) });
  }

  @Transaction()
  @Returns('string')
  async Delete(ctx: Context, request: string): Promise<string> {
    const { key } = keyed.parse(JSON.parse(request));
    await ctx.stub.deleteState(key);
    return '{}';
  }

  /** Appends one character to what the key holds. */
  @Transaction()
  @Returns('string')
  async ReadModifyWrite(ctx: Context, request: string): Promise<string> {
    const { key } = keyed.parse(JSON.parse(request));
    const value = `${text(await ctx.stub.getState(key))}+`;
    await ctx.stub.putState(key, Buffer.from(value));
    return JSON.stringify({ value });
  }

  /** Writes down how many keys a range holds. */
  @Transaction()
  @Returns('string')
  async RangeCount(ctx: Context, request: string): Promise<string> {
    const { from, to, into } = range.extend({ into: z.string() }).parse(JSON.parse(request));
    const keys = await keysOf(ctx.stub.getStateByRange(from, to));
    await ctx.stub.putState(into, Buffer.from(String(keys.length)));
    return JSON.stringify({ count: keys.length });
  }

  @Transaction(false)
  @Returns('string')
  async RangeKeys(ctx: Context, request: string): Promise<string> {
    const { from, to } = range.parse(JSON.parse(request));
    return JSON.stringify({ keys: await keysOf(ctx.stub.getStateByRange(from, to)) });
  }

  /** One page of a range; for evaluation only. */
  @Transaction(false)
  @Returns('string')
  async RangePage(ctx: Context, request: string): Promise<string> {
    const page = range.extend({ pageSize: z.number(), bookmark: z.string() }).parse(JSON.parse(request));
    const found = await ctx.stub.getStateByRangeWithPagination(
      page.from,
      page.to,
      page.pageSize,
      page.bookmark,
    );
    const { iterator } = found;
    const keys: string[] = [];
    for (let step = await iterator.next(); !step.done; step = await iterator.next())
      keys.push(step.value.key);
    await iterator.close();
    // fabric-shim leaves it out when it is empty, whatever its types say.
    const bookmark = 'metadata' in found ? found.metadata.bookmark : 'none given';
    return JSON.stringify({ keys, bookmark });
  }

  @Transaction()
  @Returns('string')
  async PutComposite(ctx: Context, request: string): Promise<string> {
    const { objectType, attributes } = composite.parse(JSON.parse(request));
    const key = ctx.stub.createCompositeKey(objectType, attributes);
    await ctx.stub.putState(key, Buffer.from(JSON.stringify(attributes)));
    return '{}';
  }

  @Transaction(false)
  @Returns('string')
  async ListComposite(ctx: Context, request: string): Promise<string> {
    const { objectType, attributes } = composite.parse(JSON.parse(request));
    const found: string[][] = [];
    for await (const { key } of ctx.stub.getStateByPartialCompositeKey(objectType, attributes)) {
      found.push(ctx.stub.splitCompositeKey(key).attributes);
    }
    return JSON.stringify({ found });
  }

  @Transaction(false)
  @Returns('string')
  async History(ctx: Context, request: string): Promise<string> {
    const { key } = keyed.parse(JSON.parse(request));
    const changes: object[] = [];
    for await (const { value, isDelete, txId } of ctx.stub.getHistoryForKey(key)) {
      changes.push({ value: text(value), isDelete, txId });
    }
    return JSON.stringify({ changes });
  }

  /** Writes, then reads the same key: Fabric answers with what was committed before. */
  @Transaction()
  @Returns('string')
  async PutThenGet(ctx: Context, request: string): Promise<string> {
    const { key, value } = keyValue.parse(JSON.parse(request));
    await ctx.stub.putState(key, Buffer.from(value));
    return JSON.stringify({ value: text(await ctx.stub.getState(key)) });
  }

  /** Writes one key twice: the last value stands. */
  @Transaction()
  @Returns('string')
  async PutTwice(ctx: Context, request: string): Promise<string> {
    const { key, value } = keyValue.parse(JSON.parse(request));
    await ctx.stub.putState(key, Buffer.from('first'));
    await ctx.stub.putState(key, Buffer.from(value));
    return '{}';
  }

  /** Sets two events: only the last is delivered. */
  @Transaction()
  @Returns('string')
  async EmitTwo(ctx: Context, request: string): Promise<string> {
    const { key } = keyed.parse(JSON.parse(request));
    await ctx.stub.putState(key, Buffer.from('emitted'));
    ctx.stub.setEvent('First', Buffer.from('{}'));
    ctx.stub.setEvent('Second', Buffer.from(JSON.stringify({ key })));
    return '{}';
  }

  /** Writes, and then refuses: nothing of it may remain. */
  @Transaction()
  @Returns('string')
  async RefuseWith(ctx: Context, request: string): Promise<string> {
    const { key } = keyed.parse(JSON.parse(request));
    await ctx.stub.putState(key, Buffer.from('refused'));
    const about = { field: 'key', expected: '"另一个值"', values: { key } };
    throw new Error(encodeRefusal(refusal('malformed', about)));
  }

  @Transaction()
  @Returns('string')
  async Fail(ctx: Context, request: string): Promise<string> {
    const { key } = keyed.parse(JSON.parse(request));
    await ctx.stub.putState(key, Buffer.from('failed'));
    throw new Error('the probe fails on purpose');
  }

  /** Who calls, when, and under which transaction id. */
  @Transaction(false)
  @Returns('string')
  WhoCalls(ctx: Context, request: string): Promise<string> {
    nothing.parse(JSON.parse(request));
    const { clientIdentity, stub } = ctx;
    const attribute = (name: string): string | null => clientIdentity.getAttributeValue(name);
    return Promise.resolve(
      JSON.stringify({
        mspId: clientIdentity.getMSPID(),
        role: attribute('role'),
        organisation: attribute('organisation'),
        county: attribute('county'),
        person: attribute('person'),
        kind: attribute('kind'),
        at: stub.getDateTimestamp().toISOString(),
        txId: stub.getTxID(),
      }),
    );
  }

  /** Writes a value of so many bytes. */
  @Transaction()
  @Returns('string')
  async BigValue(ctx: Context, request: string): Promise<string> {
    const { key, bytes } = keyed.extend({ bytes: z.number() }).parse(JSON.parse(request));
    await ctx.stub.putState(key, Buffer.alloc(bytes, 'x'));
    return JSON.stringify({ bytes });
  }

  @Transaction(false)
  @Returns('string')
  async RichQuery(ctx: Context, request: string): Promise<string> {
    nothing.parse(JSON.parse(request));
    await ctx.stub.getQueryResult('{"selector":{}}');
    return '{}';
  }

  /** Gives another answer at each run; for the embedded ledger alone. */
  @Transaction()
  @Returns('string')
  async CountRuns(ctx: Context, request: string): Promise<string> {
    const { key } = keyed.parse(JSON.parse(request));
    this.#calls += 1;
    await ctx.stub.putState(key, Buffer.from(String(this.#calls)));
    return '{}';
  }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

async function keysOf(found: AsyncIterable<{ key: string }>): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of found) keys.push(key);
  return keys;
}
