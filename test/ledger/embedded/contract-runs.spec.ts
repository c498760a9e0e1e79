/** How the embedded ledger runs contracts: twice, on one state, and nothing after the answer. */
import { Context, Contract, Info, Returns, Transaction } from 'fabric-contract-api';
import { expect } from 'chai';
import type { EmbeddedLedger } from '../../../ledger/embedded/embedded-ledger';
import type { SimulationReport } from '../../../ledger/embedded/endorser';
import { ContractFailureError, NonDeterminismError } from '../../../ledger/ledger-error';
import { ProbeContract } from '../conformance/probe-contract';
import { embeddedFixture, probe, rejectionOf } from './embedded-fixture';
import type { EmbeddedFixture } from './embedded-fixture';

/** Does what no contract should. */
@Info({ title: 'UnrulyContract', description: 'Differs from run to run' })
class UnrulyContract extends Contract {
  #runs = 0;

  @Transaction()
  @Returns('string')
  async Differ(ctx: Context, part: string): Promise<string> {
    this.#runs += 1;
    const run = String(this.#runs);
    if (part === 'reads') await ctx.stub.getState(run);
    if (part === 'ranges') await ctx.stub.getStateByRange(run, `${run}~`);
    if (part === 'event') ctx.stub.setEvent('Ran', Buffer.from(run));
    if (part === 'failure') throw new Error(run);
    if (part === 'sometimes' && this.#runs % 2 === 0) throw new Error('even');
    await ctx.stub.putState('k', Buffer.from(part === 'writes' ? run : 'same'));
    return part === 'answer' ? run : 'same';
  }

  /** Answers while one of its writes is still to come. */
  @Transaction()
  @Returns('string')
  Forget(ctx: Context, part: string): Promise<string> {
    setImmediate(() => {
      ctx.stub.putState('late', Buffer.from(part)).catch((error: unknown) => {
        lateErrors.push(String(error));
      });
    });
    return Promise.resolve('answered');
  }

  /** Awaits something beside the stub, while others commit. */
  @Transaction()
  @Returns('string')
  async Dawdle(ctx: Context, key: string): Promise<string> {
    const before = Buffer.from(await ctx.stub.getState(key)).toString();
    started.resolve(undefined);
    await dawdling.promise;
    const after = Buffer.from(await ctx.stub.getState(`${key}-other`)).toString();
    await ctx.stub.putState('dawdled', Buffer.from('x'));
    return `${before},${after}`;
  }
}

const lateErrors: string[] = [];
let started = Promise.withResolvers<undefined>();
let dawdling = Promise.withResolvers<undefined>();

describe('embedded ledger: contract runs', () => {
  let fixture: EmbeddedFixture;
  let ledger: EmbeddedLedger;
  let reports: SimulationReport[];

  beforeEach(async () => {
    reports = [];
    fixture = await embeddedFixture();
    ledger = await fixture.open({
      contracts: [ProbeContract, UnrulyContract],
      onSimulated: (report) => reports.push(report),
    });
  });
  afterEach(() => fixture.dispose());

  const unruly = (transaction: string, request: string) =>
    ledger.submit(fixture.identity, { contract: 'UnrulyContract', transaction, request });

  for (const part of ['answer', 'writes', 'event', 'reads', 'ranges']) {
    it(`notices that two runs differ in ${part}`, async () => {
      const error = await rejectionOf(unruly('Differ', part));
      expect(error).to.be.instanceOf(NonDeterminismError);
      expect(error).to.have.property('difference').that.contains(part);
      expect(await ledger.height()).to.equal(1n);
    });
  }

  it('notices that one run fails and the other does not, or that they fail differently', async () => {
    expect(await rejectionOf(unruly('Differ', 'sometimes'))).to.be.instanceOf(NonDeterminismError);
    expect(await rejectionOf(unruly('Differ', 'failure'))).to.be.instanceOf(NonDeterminismError);
  });

  it('notices a contract that counts its own calls', async () => {
    const counting = ledger.submit(fixture.identity, probe('CountRuns', { key: 'k' }));
    expect(await rejectionOf(counting)).to.be.instanceOf(NonDeterminismError);
  });

  it('lets nothing be written after the answer', async () => {
    expect(await unruly('Forget', 'x')).to.have.nested.property('value.answer', 'answered');
    while (lateErrors.length < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(lateErrors[0]).to.contain('after the transaction had returned');
  });

  it('shows a slow run one state from start to end, and commits what comes meanwhile after it', async () => {
    await ledger.submit(fixture.identity, probe('Put', { key: 'a', value: '1' }));
    const call = { contract: 'UnrulyContract', transaction: 'Dawdle', request: 'a' };
    started = Promise.withResolvers();
    dawdling = Promise.withResolvers();
    const slow = ledger.evaluate(fixture.identity, call);
    await started.promise;
    const meanwhile = ledger.submit(fixture.identity, probe('Put', { key: 'a-other', value: '2' }));
    await Promise.race([meanwhile, new Promise((resolve) => setTimeout(resolve, 50))]);
    dawdling.resolve(undefined);
    expect(await slow).to.have.property('value', '1,');
    expect(await meanwhile).to.have.property('ok', true);
    expect(await ledger.evaluate(fixture.identity, call)).to.have.property('value', '1,2');
  });

  it('reports an unknown contract as a failure of the call', async () => {
    const unknown = ledger.submit(fixture.identity, {
      contract: 'NoContract',
      transaction: 'Put',
      request: '{}',
    });
    expect(await rejectionOf(unknown)).to.be.instanceOf(ContractFailureError);
  });

  it('counts how often a transaction goes to the state', async () => {
    await ledger.submit(fixture.identity, probe('ReadModifyWrite', { key: 'k' }));
    await ledger.submit(fixture.identity, probe('RangeCount', { from: 'a', to: 'b', into: 'n' }));
    expect(reports.map(({ transaction, counts }) => ({ transaction, ...counts }))).to.deep.equal([
      { transaction: 'ReadModifyWrite', gets: 1, puts: 1, deletes: 0, ranges: 0, histories: 0 },
      { transaction: 'RangeCount', gets: 0, puts: 1, deletes: 0, ranges: 1, histories: 0 },
    ]);
  });

  it('refuses paging in a transaction that is to be committed', async () => {
    const paged = ledger.submit(
      fixture.identity,
      probe('RangePage', { from: 'a', to: 'b', pageSize: 2, bookmark: '' }),
    );
    expect(await rejectionOf(paged))
      .to.have.property('message')
      .that.contains('paging');
  });

  it('leaves uncaught exceptions and unhandled rejections to the process', () => {
    const names = process.listeners('unhandledRejection').map(({ name }) => name);
    expect(names).to.not.include('loggerUnhandledRejectionFn');
  });
});
