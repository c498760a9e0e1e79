/** However events arrive, the projections end alike, document by document; nothing is folded twice and nothing lost. */
import { expect } from 'chai';
import fc from 'fast-check';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  CheckpointDocument,
  FiguresDocument,
  TransactionDocument,
} from '../../../app/models/chain-documents';
import { readModels } from '../../../app/models/read-models';
import { compareProjections } from '../../../app/projections/comparison';
import { OutdatedReadModelError } from '../../../app/projections/projection-error';
import { ProjectionRunner } from '../../../app/projections/projection-runner';
import { catchUpProjections, rebuildProjections } from '../../../app/projections/rebuild';
import type { LedgerEvent } from '../../../ledger/ledger';
import type { FreshDatabase } from '../store/test-store';
import { sharedTestStore } from '../store/test-store';
import { openLivelyProvince } from './lively-province';
import { projectAll } from './projected';
import { recordedEvents, recordedLedger } from './recorded-ledger';

const testMsMax = 120_000;
const waitMsMax = 30_000;

describe('projections that are made again', function () {
  this.timeout(testMsMax);
  let events: readonly LedgerEvent[];
  let whole: FreshDatabase;
  const others: FreshDatabase[] = [];

  before(async () => {
    const lively = await openLivelyProvince();
    events = await recordedEvents(lively.ledger);
    await lively.close();
    whole = await (await sharedTestStore()).freshDatabase();
    await projectAll(recordedLedger(events), whole.connection);
  });
  afterEach(async () => {
    for (const each of others.splice(0)) await each.drop();
  });
  after(() => whole.drop());

  async function fresh(): Promise<FreshDatabase> {
    const database = await (await sharedTestStore()).freshDatabase();
    others.push(database);
    return database;
  }

  async function expectEqual(other: FreshDatabase): Promise<void> {
    const { documents, differences } = await compareProjections(whole.connection, other.connection);
    expect(differences).to.deep.equal([]);
    expect(documents).to.be.greaterThan(events.length);
  }

  it('are equal in whatever batches the events came', async () => {
    const portions = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(portions, async (sizes) => {
        const other = await fresh();
        await projectAll(recordedLedger(events, { portions: sizes }), other.connection);
        await expectEqual(other);
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  it('are equal after a rebuild, which leaves what is no projection as it was', async () => {
    const other = await fresh();
    await projectAll(recordedLedger(events.slice(0, 50)), other.connection);
    await other.connection.collection('users').insertOne({ name: 'someone' });
    await rebuildProjections(recordedLedger(events), other.connection);
    await expectEqual(other);
    expect(await other.connection.collection('users').countDocuments()).to.equal(1);
  });

  it('are told apart when one document differs, is missing or is too many', async () => {
    const other = await fresh();
    await projectAll(recordedLedger(events), other.connection);
    const { drafts, blocks, figures } = readModels(other.connection);
    await drafts.collection.updateOne({}, { $set: { 'legs.0.state': 'locked' } });
    await blocks.collection.deleteOne({});
    const kept = await figures.findById('province').lean<FiguresDocument>().exec();
    await figures.create({ ...kept, _id: 'county:000000' });
    const { differences } = await compareProjections(whole.connection, other.connection);
    const told = differences.map(({ collection, what }) => `${collection} ${what}`);
    expect(told.sort()).to.deep.equal([
      'blocks only in the first',
      'drafts differs',
      'figures only in the second',
    ]);
  });

  it('change nothing when events they have seen are told again', async () => {
    const other = await fresh();
    await projectAll(recordedLedger(events), other.connection);
    for (const from of [0, Math.floor(events.length / 2), events.length - 1]) {
      const again = recordedLedger(events.slice(from), { again: true });
      await projectAll(again, other.connection);
    }
    await expectEqual(other);
  });

  it('refuse what another version wrote, or a rebuild left that was broken off, and are equal after a rebuild', async () => {
    const other = await fresh();
    await projectAll(recordedLedger(events), other.connection);
    const { checkpoints, projects } = readModels(other.connection);
    await checkpoints.updateOne({ _id: 'ledger' }, { form: 1 });
    await projects.updateMany({}, { $set: { name: 'of another form' } });
    const refused = await projectAll(recordedLedger(events), other.connection).catch(
      (error: unknown) => error,
    );
    expect(refused).to.be.instanceOf(OutdatedReadModelError);
    expect(await projects.countDocuments({ name: 'of another form' })).to.be.greaterThan(0);
    const verified = await catchUpProjections(recordedLedger(events), other.connection).catch(
      (error: unknown) => error,
    );
    expect(verified).to.be.instanceOf(OutdatedReadModelError);
    await rebuildProjections(recordedLedger(events), other.connection);
    await expectEqual(other);
  });

  it('end when a rebuild begins beside them, and write nothing more', async () => {
    const other = await fresh();
    const half = Math.floor(events.length / 2);
    const { promise: until, resolve: goOn } = Promise.withResolvers<undefined>();
    const runner = new ProjectionRunner(
      recordedLedger(events, { pause: { after: half, until } }),
      other.connection,
    );
    const ended = runner.start().catch((error: unknown) => error);
    const { checkpoints, transactions } = readModels(other.connection);
    while ((await transactions.countDocuments()) < half) await nextTurn();
    await checkpoints.updateOne({ _id: 'ledger' }, { form: 0 });
    goOn(undefined);
    expect(await ended).to.be.instanceOf(OutdatedReadModelError);
    expect(await transactions.countDocuments()).to.equal(half);
  });

  it('lose nothing when they are stopped after each event and begin again', async () => {
    const other = await fresh();
    for (let end = 1; end < events.length; end += 1) {
      await projectAll(recordedLedger(events.slice(0, end)), other.connection);
    }
    await projectAll(recordedLedger(events), other.connection);
    await expectEqual(other);
  });

  it('write nothing of a batch whose transaction fails, say so, and go on when it can be written', async () => {
    const other = await fresh();
    const half = Math.floor(events.length / 2);
    await projectAll(recordedLedger(events.slice(0, half)), other.connection);
    const last = events.at(-1);
    if (last === undefined) throw new Error('the province left events');
    const { transactions, checkpoints } = readModels(other.connection);
    const seen = await transactions.findOne().lean<TransactionDocument>().exec();
    await transactions.create({ ...seen, _id: last.transactionId });
    const failures: unknown[] = [];
    const runner = new ProjectionRunner(recordedLedger(events), other.connection, {
      onFailure: (error) => failures.push(error),
    });
    const ended = runner.start();
    while (failures.length < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(runner.status())
      .to.deep.include({ lagging: true })
      .and.have.nested.property('failed.retrying', true);
    const stands = await checkpoints.findById('ledger').lean<CheckpointDocument>().exec();
    const folded = events.findIndex(({ transactionId }) => transactionId === stands?.transactionId) + 1;
    expect(folded).to.be.within(half, events.length - 1);
    expect(await transactions.countDocuments()).to.equal(folded + 1);
    await transactions.deleteOne({ _id: last.transactionId });
    expect(await runner.waitFor(last.blockNumber, waitMsMax)).to.equal(true);
    expect(runner.status()).not.to.have.property('failed');
    await runner.stop();
    await ended;
    await expectEqual(other);
  });

  it('end with the event that no fold knows, and say which', async () => {
    const other = await fresh();
    const [first, ...rest] = events;
    if (first === undefined) throw new Error('the province left events');
    const payload = JSON.stringify({ v: 1, event: 'Unheard', at: '', by: {}, facts: {} });
    const runner = new ProjectionRunner(
      recordedLedger([first, { ...first, transactionIndex: 7, eventName: 'Unheard', payload }, ...rest]),
      other.connection,
    );
    let ended: unknown;
    await runner.start().catch((error: unknown) => {
      ended = error;
    });
    expect(ended).to.have.property('code', 'fold-failed');
    expect(String(ended)).to.include('Unheard');
    expect(runner.status()).to.have.nested.property('failed.retrying', false);
    expect(await readModels(other.connection).transactions.countDocuments()).to.be.lessThan(2);
  });
});
