/** What controllers ask of the read models: scopes, lists, searches, to-dos, ages. */
import { expect } from 'chai';
import { blocksPerPage, chainReader } from '../../../app/models/chain-reader';
import type { HomeReader } from '../../../app/models/home-reader';
import { homeReader } from '../../../app/models/home-reader';
import type { DraftDocument } from '../../../app/models/draft-document';
import type { PaymentTab } from '../../../app/models/payment-reader';
import { paymentReader, paymentTabs } from '../../../app/models/payment-reader';
import type { ProjectFilter, ProjectReader } from '../../../app/models/project-reader';
import { projectReader } from '../../../app/models/project-reader';
import type { ReadModels } from '../../../app/models/read-models';
import { readModels } from '../../../app/models/read-models';
import type { ReconciliationReader } from '../../../app/models/reconciliation-reader';
import { reconciliationReader } from '../../../app/models/reconciliation-reader';
import { RegisterReader } from '../../../app/models/register-reader';
import type { Scope } from '../../../app/models/scope';
import type { DraftFilter, ScopedDrafts } from '../../../app/models/scoped-drafts';
import { scopedDrafts } from '../../../app/models/scoped-drafts';
import { ToDoReader } from '../../../app/models/todo-reader';
import { millisecondsOf } from '../../../domain/calendar';
import { countyCodes } from '../../province/province-plan';
import { parseAgeing } from '../../province/answers-parser';
import { ageing } from '../../../domain/transactions/reconciliation-transactions';
import type { FreshDatabase } from '../store/test-store';
import { sharedTestStore } from '../store/test-store';
import type { LivelyProvince } from './lively-province';
import { openLivelyProvince } from './lively-province';
import { projectAll } from './projected';

const setUpMsMax = 120_000;
const everything: Scope = { kind: 'everything' };
const yunling: Scope = { kind: 'county', county: countyCodes.yunling };
const shuimuBuilder: Scope = { kind: 'organisation', organisationId: 'shuimu-builder' };
const nothing: Scope = { kind: 'nothing' };

describe('the readers', function () {
  this.timeout(setUpMsMax);
  let lively: LivelyProvince;
  let database: FreshDatabase;
  let models: ReadModels;
  let home: HomeReader;
  let projects: ProjectReader;
  let drafts: ScopedDrafts;
  let reconciliation: ReconciliationReader;
  const projectsOf = (filter: Partial<ProjectFilter>): ProjectFilter => ({
    ...{ scope: everything, organisationId: 'leading-office', tab: 'all', sort: 'urgency' },
    ...filter,
  });
  const draftsOf = (scope: Scope): DraftFilter => ({
    ...{ scope, organisationId: 'leading-office', tab: 'all', sort: 'urgency' },
  });
  before(async () => {
    database = await (await sharedTestStore()).freshDatabase();
    lively = await openLivelyProvince();
    await projectAll(lively.ledger, database.connection);
    models = readModels(database.connection);
    home = homeReader(models);
    projects = projectReader(database.connection);
    drafts = scopedDrafts(database.connection);
    reconciliation = reconciliationReader(models);
  });
  after(async () => {
    await lively.close();
    await database.drop();
  });

  it('show a scope its own and hide the rest', async () => {
    const counties = async (scope: Scope): Promise<readonly string[]> => {
      const rows = await drafts.page(draftsOf(scope), 1);
      expect(await drafts.count(draftsOf(scope))).to.equal(rows.length);
      return [...new Set(rows.map(({ county }) => county))].sort();
    };
    expect(await counties(everything)).to.deep.equal([countyCodes.yunling, countyCodes.shuimu]);
    expect(await counties(yunling)).to.deep.equal([countyCodes.yunling]);
    expect(await counties(shuimuBuilder)).to.deep.equal([countyCodes.shuimu]);
    expect(await counties(nothing)).to.deep.equal([]);
  });

  it('do not find by id what the scope does not hold', async () => {
    const [own, other] = lively.drafts;
    expect(own && (await drafts.find(yunling, own.draftId))).to.have.property('_id', own?.draftId);
    expect(other && (await drafts.find(yunling, other.draftId))).to.equal(undefined);
    expect(other && (await drafts.find(nothing, other.draftId))).to.equal(undefined);
  });

  it('put one’s own first, then the most urgent', async () => {
    const firstOf = 'yunling-builder';
    const rows = await projects.page(projectsOf({ organisationId: firstOf }), 1);
    const mine = rows.map(({ awaits }) => awaits.some(({ organisationId }) => organisationId === firstOf));
    expect(mine).to.deep.equal([...mine].sort((a, b) => Number(b) - Number(a)));
    expect(mine).to.include(true).and.to.include(false);
    for (const half of [true, false]) {
      const urgencies = rows.filter((_, position) => mine[position] === half).map(({ urgency }) => urgency);
      expect(urgencies).to.deep.equal([...urgencies].sort());
    }
  });

  it('do not let a county that is asked for widen the scope', async () => {
    const asked = projectsOf({ scope: yunling, county: countyCodes.shuimu });
    const counties = (await projects.page(asked, 1)).map(({ county }) => county);
    expect([...new Set(counties)]).to.deep.equal([countyCodes.yunling]);
  });

  it('count statuses as the figures do', async () => {
    const figures = await home.figures(everything);
    for (const status of ['submitted', 'funding', 'approved'] as const) {
      const asked = projectsOf({ status, sort: 'budget' });
      expect(figures?.projectsByStatus[status] ?? 0, status).to.equal(await projects.count(asked));
    }
  });

  it('sum what was approved of all that a filter leaves, to the fen, whatever page is shown', async () => {
    for (const asked of [{}, { scope: yunling }, { words: 'terr' }, { status: 'funding' as const }]) {
      const filter = projectsOf(asked);
      let fen = 0n;
      for await (const { amountFen } of projects.all(filter)) fen += amountFen ?? 0n;
      expect(await projects.approvedFen(filter), JSON.stringify(asked)).to.equal(fen);
    }
    expect(await projects.approvedFen(projectsOf({}))).to.not.equal(0n);
    expect(await projects.approvedFen(projectsOf({ words: 'nowhere' }))).to.equal(0n);
    expect(await projects.approvedFen(projectsOf({ scope: nothing }))).to.equal(0n);
  });

  it('search by the beginning of words, by id, and take operators for text', async () => {
    const found = (words: string): Promise<number> => projects.count(projectsOf({ words }));
    expect(await found('terr')).to.equal(8);
    expect(await found(lively.drafts[0]?.issued.projectId ?? '')).to.equal(1);
    expect(await found('.*')).to.equal(0);
    expect(await found('$ne')).to.equal(0);
  });

  it('tell possible double applications', async () => {
    const project = await projects.find(everything, lively.drafts[0]?.issued.projectId ?? '');
    const doubles = project === undefined ? [] : await projects.resembling(project);
    expect(doubles.length).to.be.greaterThan(0);
    for (const other of doubles) {
      expect(other.receivingAccount).to.equal(project?.receivingAccount);
      expect(other.county).to.equal(countyCodes.yunling);
    }
  });

  it('give an organisation its to-dos, earliest deadline first', async () => {
    const toDos = await new ToDoReader(models).toDos('leading-office', 50);
    expect(toDos.map(({ awaited }) => awaited.act)).to.include.members(['decision', 'issue']);
    for (const { awaited } of toDos) expect(awaited.organisationId).to.equal('leading-office');
    expect(await new ToDoReader(models).toDos('nobody', 50)).to.deep.equal([]);
  });

  it('age open exceptions as the contract does', async () => {
    const office = lively.province.offices.leadingOffice.first;
    const shown = parseAgeing(await office.asks(ageing, { limit: 200 }));
    const now = new Date(millisecondsOf(lively.province.now()));
    const aged = await reconciliation.ageing(everything, now);
    expect(Object.fromEntries(aged.map(({ bucket, count }) => [bucket.name, count]))).to.deep.equal(shown);
  });

  it('list exceptions by reason, and the latest warnings', async () => {
    const asked = { status: 'open', reason: 'overdue', page: 1, now: new Date() } as const;
    const { rows } = await reconciliation.exceptions(everything, asked);
    expect(rows.length).to.be.greaterThan(0);
    for (const { reasons } of rows) expect(reasons).to.include('overdue');
    const { newest } = await home.warnings(everything);
    expect(newest.length).to.be.greaterThan(0);
  });

  it('tell the home page’s figures', async () => {
    const figures = await home.figures(everything);
    expect(figures?.running).to.equal(5);
    expect((figures?.placedFen ?? 0n) > 0n).to.equal(true);
    expect(figures?.townships.map(({ name }) => name)).to.deep.equal([`${countyCodes.yunling}:Upper Field`]);
    expect(await home.checkpoint()).to.have.property('foundedAt');
    const idle = await reconciliation.idle(yunling);
    expect(idle.map(({ county }) => county)).to.deep.equal(idle.length === 0 ? [] : [countyCodes.yunling]);
  });

  it('show of a transaction only the objects within the scope', async () => {
    const chain = chainReader(models);
    const swept = await models.transactions.find({ event: 'Swept' }).sort({ block: -1 }).lean().exec();
    const seen = await Promise.all(swept.map(({ _id }) => chain.transaction(yunling, _id)));
    const text = JSON.stringify(seen.filter((each) => each !== undefined));
    expect(text).to.include(`D-${countyCodes.yunling}`).and.not.include(`D-${countyCodes.shuimu}`);
    expect(await chain.blocks()).to.have.length(blocksPerPage);
  });

  it('list registrations by their standing, and lines of one serial number', async () => {
    const settled = await reconciliation.registrations(everything, { standing: 'settled', page: 1 });
    expect(settled.rows.length).to.equal(Math.min(20, settled.total)).and.be.greaterThan(5);
    for (const { bank, serialNumber } of settled.rows.slice(0, 1)) {
      expect(await reconciliation.entries(everything, { bank, serialNumber })).to.not.be.empty;
    }
  });

  it('list of payments what the drafts themselves say, to each organisation its own', async () => {
    const reader = paymentReader(database.connection);
    const all = await models.drafts.find().lean<DraftDocument[]>().exec();
    const legs = all.flatMap((draft) =>
      draft.legs.map((leg) => ({ ...leg, key: `${draft._id}:${leg.legId}`, draft })),
    );
    const offices = [
      ...new Set(legs.flatMap(({ payer, payee }) => [payer.organisationId, payee.organisationId])),
    ];
    const told = { due: 0, registered: 0, settled: 0, receipts: 0 };
    for (const office of offices) {
      const paid = (state: string, ended: string) =>
        legs.filter(
          ({ payer, draft, ...leg }) =>
            payer.organisationId === office &&
            leg.state === state &&
            !['cancelled', ended].includes(draft.status),
        );
      const expected: Readonly<Record<PaymentTab, readonly { readonly key: string }[]>> = {
        due: paid('awaiting-payment', 'honoured'),
        registered: paid('registered', 'honoured'),
        settled: paid('settled', 'none'),
        receipts: legs.filter(({ awaits }) => awaits?.act === 'receipt' && awaits.organisationId === office),
      };
      for (const tab of paymentTabs) {
        const rows = await reader.page(office, tab, 1);
        const keys = rows.map(({ draftId, leg }) => `${draftId}:${leg.legId}`);
        expect(keys, `${office}, ${tab}`).to.have.members(expected[tab].map(({ key }) => key));
        expect(await reader.count(office, tab)).to.equal(keys.length);
        const order = rows.map(({ leg }) =>
          tab === 'settled' ? (leg.actual?.lastBooked ?? '') : leg.deadline,
        );
        expect(order).to.deep.equal(tab === 'settled' ? order.toSorted().reverse() : order.toSorted());
        told[tab] += keys.length;
      }
    }
    // Receipts that are awaited are shown by the pages of payments.
    const { due, registered, settled } = told;
    expect(
      [due, registered, settled].every((count) => count > 0),
      JSON.stringify(told),
    ).to.equal(true);
  });

  it('list the registers', async () => {
    const registers = new RegisterReader(models);
    expect((await registers.accounts({ status: 'released' }, 1)).rows).to.have.length(11);
    expect(await registers.releasedAccounts(['yunling-builder'])).to.have.length(1);
    expect((await registers.organisations({ role: 'commercial-bank' }, 1)).rows).to.have.length(2);
    expect(await registers.organisationsToChoose({ county: countyCodes.yunling })).to.not.be.empty;
    expect((await registers.organisation('province-finance'))?.disabledPersons).to.deep.equal([
      'province-finance-2',
    ]);
    expect((await registers.thresholds())?.inForce).to.have.property('idleDays', 20);
  });
});
