/** The measuring contract on the embedded ledger: both designs count the same, and only one of them conflicts. */
import { expect } from 'chai';
import { PressureMeasureContract } from '../../../bench/fabric/pressure-measure-contract';
import type { EmbeddedLedger } from '../../../ledger/embedded/embedded-ledger';
import { ContractFailureError, LedgerConflictError } from '../../../ledger/ledger-error';
import { embeddedFixture, rejectionOf } from '../../ledger/embedded/embedded-fixture';
import type { EmbeddedFixture } from '../../ledger/embedded/embedded-fixture';

const callsTogether = 8;

describe('the measuring contract', () => {
  let fixture: EmbeddedFixture;
  let ledger: EmbeddedLedger;

  beforeEach(async () => {
    fixture = await embeddedFixture();
    ledger = await fixture.open({ contracts: [PressureMeasureContract] });
  });
  afterEach(() => fixture.dispose());

  const call = (transaction: string, request: object) => ({
    contract: 'PressureMeasureContract',
    transaction,
    request: JSON.stringify(request),
  });
  const add = (transaction: string, amount = 1) =>
    ledger.submit(fixture.identity, call(transaction, { account: 'A', amount }));
  const together = (transaction: string) =>
    Promise.allSettled(Array.from({ length: callsTogether }, () => add(transaction)));
  const queried = async (account = 'A'): Promise<unknown> => {
    const answer = await ledger.evaluate(fixture.identity, call('Query', { account }));
    return answer.ok ? JSON.parse(answer.value) : answer.refusal;
  };

  it('starts an account at 100', async () => {
    expect(await queried()).to.deep.equal({ balance: '100', additions: 0 });
  });

  it('counts additions of both designs to one balance, each account for itself', async () => {
    await add('Add', 5);
    await add('AddApart', 7);
    expect(await queried()).to.deep.equal({ balance: '112', additions: 1 });
    expect(await queried('B')).to.deep.equal({ balance: '100', additions: 0 });
  });

  it('loses all but one of the additions that meet in a block when they share a key', async () => {
    const outcomes = await together('Add');
    const lost = outcomes.filter(({ status }) => status === 'rejected');
    expect(lost).to.have.length(callsTogether - 1);
    for (const each of lost) expect(each).to.have.property('reason').that.is.instanceOf(LedgerConflictError);
    expect(await queried()).to.deep.equal({ balance: '101', additions: 0 });
  });

  it('keeps every addition that has a key of its own', async () => {
    const outcomes = await together('AddApart');
    expect(outcomes.every(({ status }) => status === 'fulfilled')).to.equal(true);
    expect(await queried()).to.deep.equal({ balance: '108', additions: callsTogether });
  });

  it('takes no other request', async () => {
    for (const request of [
      { account: 'A', amount: 0 },
      { account: 'A', amount: 1.5 },
      { account: 'AB', amount: 1 },
    ]) {
      const failure = await rejectionOf(ledger.submit(fixture.identity, call('Add', request)));
      expect(failure).to.be.instanceOf(ContractFailureError);
    }
  });
});
