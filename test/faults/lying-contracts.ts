/** Contracts that do what they should except that every value they write is another one. */
import type { Context, Contract } from 'fabric-contract-api';

export type HonestContract = new () => Contract;

/** The same contract, whose writes are altered on their way to the peer. */
export function lying(honest: HonestContract): HonestContract {
  return class extends honest {
    override async beforeTransaction(context: Context): Promise<void> {
      await super.beforeTransaction(context);
      const { stub } = context;
      const put = stub.putState.bind(stub);
      stub.putState = (key, value) => put(key, Buffer.concat([value, Buffer.from(' ')]));
    }
  };
}
