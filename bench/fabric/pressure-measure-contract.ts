/**
 * The thesis's measuring contract (chapter 5, table 5.2): account A starts at 100 and is added to. `Add` does it as the
 * thesis wrote it, `AddApart` as this product writes what many write at once. Deployed by the benchmark only; decorated
 * files keep value imports of the types their signatures name.
 */
import { Context, Contract, Info, Returns, Transaction } from 'fabric-contract-api';
import { z } from 'zod';

const openingBalance = 100n;
const amountMax = 1_000_000;
const balanceType = 'balance';
const additionType = 'addition';

const accountField = z.string().regex(/^[A-Z]$/);
const additionRequest = z.strictObject({ account: accountField, amount: z.int().min(1).max(amountMax) });
const queryRequest = z.strictObject({ account: accountField });

@Info({ title: 'PressureMeasureContract', description: 'Additions to an account, for measuring' })
export class PressureMeasureContract extends Contract {
  constructor() {
    super('PressureMeasureContract');
  }

  /** Reads the balance, adds and writes it back: of all additions in a block, one is valid. */
  @Transaction()
  @Returns('string')
  async Add(context: Context, request: string): Promise<string> {
    const { account, amount } = additionRequest.parse(JSON.parse(request));
    const balance = (await storedBalance(context, account)) + BigInt(amount);
    await context.stub.putState(balanceKey(context, account), Buffer.from(balance.toString()));
    return JSON.stringify({ balance: balance.toString() });
  }

  /** Writes the addition under a key of its own and reads nothing: no two conflict. */
  @Transaction()
  @Returns('string')
  async AddApart(context: Context, request: string): Promise<string> {
    const { account, amount } = additionRequest.parse(JSON.parse(request));
    const key = context.stub.createCompositeKey(additionType, [account, context.stub.getTxID()]);
    await context.stub.putState(key, Buffer.from(amount.toString()));
    return JSON.stringify({ added: amount });
  }

  /** The balance: what `Add` wrote, and the additions apart folded. */
  @Transaction(false)
  @Returns('string')
  async Query(context: Context, request: string): Promise<string> {
    const { account } = queryRequest.parse(JSON.parse(request));
    let balance = await storedBalance(context, account);
    let additions = 0;
    for await (const { value } of context.stub.getStateByPartialCompositeKey(additionType, [account])) {
      balance += BigInt(Buffer.from(value).toString('utf8'));
      additions += 1;
    }
    return JSON.stringify({ balance: balance.toString(), additions });
  }
}

async function storedBalance(context: Context, account: string): Promise<bigint> {
  const stored = Buffer.from(await context.stub.getState(balanceKey(context, account))).toString('utf8');
  return stored === '' ? openingBalance : BigInt(stored);
}

function balanceKey(context: Context, account: string): string {
  return context.stub.createCompositeKey(balanceType, [account]);
}
