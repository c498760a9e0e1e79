/** The probe contract's module in its next version: one more contract, by which the version that answers is told. */
import { Context, Contract, Info, Returns, Transaction } from 'fabric-contract-api';
import { ProbeContract } from '../ledger/conformance/probe-contract';

@Info({ title: 'AdditionContract', description: 'What the first version had not' })
class AdditionContract extends Contract {
  constructor() {
    super('AdditionContract');
  }

  @Transaction(false)
  @Returns('string')
  Ask(context: Context, request: string): Promise<string> {
    return Promise.resolve(JSON.stringify({ channel: context.stub.getChannelID(), request }));
  }
}

export const contracts = [ProbeContract, AdditionContract] as const;
