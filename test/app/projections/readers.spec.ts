/** What controllers ask of the read models: scopes, lists, searches, to-dos, ages. */
import { expect } from 'chai';
import { ChainReader } from '../../../app/models/chain-reader';
import { DraftReader } from '../../../app/models/draft-reader';
import { ExceptionReader } from '../../../app/models/exception-reader';
import { FiguresReader } from '../../../app/models/figures-reader';
import { pagesMax } from '../../../app/models/list-query';
import { ListedProjects } from '../../../app/models/listed-projects';
import type { ReadModels } from '../../../app/models/read-models';
import { readModels } from '../../../app/models/read-models';
import { RegisterReader } from '../../../app/models/register-reader';
import type { Scope } from '../../../app/models/scope';
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
  let figures: FiguresReader;
  let projects: ListedProjects;
  let drafts: DraftReader;
  let exceptions: ExceptionReader;
  before(async () => {
    database = await (await sharedTestStore()).freshDatabase();
    lively = await openLivelyProvince();
    await projectAll(lively.ledger, database.connection);
    models = readModels(database.connection);
    figures = new FiguresReader(models);
    projects = new ListedProjects(models, figures);
    drafts = new DraftReader(models, figures);
    exceptions = new ExceptionReader(models);
  });
  after(async () => {
    await lively.close();
    await database.drop();
  });

  it('show a scope its own and hide the rest', async () => {
    const counties = async (scope: Scope): Promise<readonly string[]> => {
      const { rows, total } = await drafts.list.page({ scope, filter: {}, sort: 'urgent', page: 1 });
      expect(total).to.deep.equal({ count: rows.length, more: false });
      return [...new Set(rows.map(({ county }) => county))].sort();
    };
    expect(await counties(everything)).to.deep.equal([countyCodes.yunling, countyCodes.shuimu]);
    expect(await counties(yunling)).to.deep.equal([countyCodes.yunling]);
    expect(await counties(shuimuBuilder)).to.deep.equal([countyCodes.shuimu]);
    expect(await counties(nothing)).to.deep.equal([]);
  });

  it('do not find by id what the scope does not hold', async () => {
    const [own, other] = lively.drafts;
    expect(own && (await drafts.draft(yunling, own.draftId))).to.have.property('_id', own?.draftId);
    expect(other && (await drafts.draft(yunling, other.draftId))).to.equal(undefined);
    expect(other && (await drafts.draft(nothing, other.draftId))).to.equal(undefined);
  });

  it('put one’s own first, then the most urgent', async () => {
    const firstOf = 'yunling-builder';
    const { rows } = await projects.list.page({
      scope: everything,
      filter: {},
      sort: 'urgent',
      firstOf,
      page: 1,
    });
    const mine = rows.map(({ awaits }) => awaits.some(({ organisationId }) => organisationId === firstOf));
    expect(mine).to.deep.equal([...mine].sort((a, b) => Number(b) - Number(a)));
    expect(mine).to.include(true).and.to.include(false);
    for (const half of [true, false]) {
      const urgencies = rows.filter((_, position) => mine[position] === half).map(({ urgency }) => urgency);
      expect(urgencies).to.deep.equal([...urgencies].sort());
    }
  });

  it('keep two conditions on one field', async () => {
    const filter = { county: countyCodes.shuimu };
    const { rows } = await drafts.list.page({ scope: yunling, filter, sort: 'newest', page: 1 });
    expect(rows).to.deep.equal([]);
  });

  it('count statuses and filters alike', async () => {
    const counts = await projects.list.countsByStatus(everything);
    for (const status of ['submitted', 'funding', 'approved'] as const) {
      const { rows } = await projects.list.page({
        ...{
          scope: everything,
          filter: { statuses: [status], township: 'Upper Field' },
          sort: 'amount',
          page: 1,
        },
      });
      expect(counts[status] ?? 0, status).to.equal(rows.length);
    }
  });

  it('search by the beginning of words, by id, and take operators for text', async () => {
    const found = async (search: string): Promise<number> =>
      (await projects.list.page({ scope: everything, filter: { search }, sort: 'urgent', page: 1 })).rows
        .length;
    expect(await found('terr')).to.equal(8);
    expect(await found(lively.drafts[0]?.issued.projectId ?? '')).to.equal(1);
    expect(await found('.*')).to.equal(0);
    expect(await found('$ne')).to.equal(0);
  });

  it('tell possible double applications and what is the same', async () => {
    const project = await projects.project(everything, lively.drafts[0]?.issued.projectId ?? '');
    const doubles = project === undefined ? [] : await projects.doubles(project);
    expect(doubles.length).to.be.greaterThan(0);
    for (const { same, project: other } of doubles) {
      expect(same).to.deep.equal(['account']);
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
    const aged = await exceptions.ageing(everything, now);
    expect(Object.fromEntries(aged.map(({ days, count }) => [days, count]))).to.deep.equal(shown);
  });

  it('list exceptions by reason, the latest warnings, and those of a draft', async () => {
    const { rows } = await exceptions.page(everything, { status: 'open', reason: 'overdue' }, 1);
    expect(rows.length).to.be.greaterThan(0);
    for (const { reasons } of rows) expect(reasons).to.include('overdue');
    expect(await exceptions.latest(everything, 3)).to.have.length(3);
    expect(await exceptions.exceptionsOf(yunling, lively.drafts[1]?.draftId ?? '')).to.deep.equal([]);
  });

  it('tell the home page’s figures', async () => {
    const { running, placedFen, townships, safeSince, checkpoint } = await figures.home(everything);
    expect(running).to.equal(5);
    expect(placedFen > 0n).to.equal(true);
    expect(townships.map(({ name }) => name)).to.deep.equal([`${countyCodes.yunling}:Upper Field`]);
    expect(safeSince).to.equal(checkpoint?.foundedAt);
    expect((await figures.counties()).map(({ county }) => county)).to.include.members([countyCodes.yunling]);
  });

  it('show of a transaction only the objects within the scope', async () => {
    const chain = new ChainReader(models);
    const swept = await models.transactions.find({ event: 'Swept' }).sort({ block: -1 }).lean().exec();
    const seen = await Promise.all(swept.map(({ _id }) => chain.transaction(yunling, _id)));
    const text = JSON.stringify(seen.filter((each) => each !== undefined));
    expect(text).to.include(`D-${countyCodes.yunling}`).and.not.include(`D-${countyCodes.shuimu}`);
    const { rows } = await chain.transactionsOf(lively.drafts[0]?.draftId ?? '', pagesMax);
    expect(rows.at(-1)).to.have.property('event', 'DraftCreated');
    expect((await chain.blocks(1)).rows.length).to.equal(20);
  });

  it('list registrations by their standing and entries of a bank', async () => {
    const settled = await drafts.registrations(everything, { standing: 'settled', page: 1 });
    expect(settled.rows.length).to.equal(Math.min(20, settled.total.count)).and.be.greaterThan(5);
    const chain = new ChainReader(models);
    const [entry] = (await chain.entries(everything, { bank: 'qianhe-bank' }, 1)).rows;
    expect(entry).to.have.property('bank', 'qianhe-bank');
    expect(await chain.entriesOf('qianhe-bank', entry?.serialNumber ?? '', entry?.bookingDate ?? '')).to.not
      .be.empty;
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
