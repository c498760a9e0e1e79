/** What pages read is what the contracts answer: the projections of a lively province against the chain itself. */
import { expect } from 'chai';
import { mongo } from 'mongoose';
import type { ReadModels } from '../../../app/models/read-models';
import { projectedCollections, readModels } from '../../../app/models/read-models';
import {
  figuresAfter,
  FigureDifferences,
  shareOfDraft,
  shareOfException,
  shareOfProject,
} from '../../../app/projections/figures';
import type { DraftDocument } from '../../../app/models/draft-document';
import type { ExceptionDocument } from '../../../app/models/exception-document';
import type { FiguresDocument } from '../../../app/models/chain-documents';
import type { OrganisationDocument } from '../../../app/models/register-documents';
import type { ProjectDocument } from '../../../app/models/project-document';
import { folds } from '../../../app/projections/fold-table';
import { catalogue } from '../../../domain/transactions/catalogue';
import { queryDraft } from '../../../domain/transactions/draft-transactions';
import { queryProject } from '../../../domain/transactions/project-transactions';
import { recordAs } from '../../../domain/codec';
import { parseProject } from '../../province/answers-parser';
import type { FreshDatabase } from '../store/test-store';
import { sharedTestStore } from '../store/test-store';
import type { LivelyProvince } from './lively-province';
import { openLivelyProvince, reproposedAccount } from './lively-province';
import { projectAll } from './projected';

const setUpMsMax = 120_000;

describe('the projections of a lively province', function () {
  this.timeout(setUpMsMax);
  let lively: LivelyProvince;
  let database: FreshDatabase;
  let models: ReadModels;
  before(async () => {
    database = await (await sharedTestStore()).freshDatabase();
    lively = await openLivelyProvince();
    await projectAll(lively.ledger, database.connection);
    models = readModels(database.connection);
  });
  after(async () => {
    await lively.close();
    await database.drop();
  });

  it('have a fold for every event of the catalogue, and no other', () => {
    const events = catalogue.flatMap(({ event }) => event ?? []);
    expect([...folds.keys()].sort()).to.deep.equal([...new Set(events)].sort());
  });

  it('show every draft as its contract answers it', async () => {
    for (const draft of lively.drafts) {
      const shown = await draft.looks();
      const read = await draftOf(draft.draftId);
      expect({ status: read.status, onHold: read.onHold }).to.deep.equal({
        ...{ status: shown.status, onHold: shown.onHold },
      });
      expect(
        read.legs.map(({ legId, state, amountFen, deadline }) => [legId, state, String(amountFen), deadline]),
      ).to.deep.equal(
        shown.legs.map(({ legId, state, amountFen, deadline }) => [legId, state, amountFen, deadline]),
      );
      expect(
        read.legs.map(({ actual, shortfallFen }) => [
          String(actual?.amountFen),
          actual?.serialNumbers,
          String(shortfallFen),
        ]),
      ).to.deep.equal(
        shown.legs.map(({ actual, shortfallFen }) => [
          String(actual?.amountFen),
          actual?.serialNumbers,
          String(shortfallFen),
        ]),
      );
      const accepted = read.tranches.filter((tranche) => tranche.accepted).map(({ tranche }) => tranche);
      expect(accepted).to.deep.equal(shown.record.state.acceptedTranches);
    }
  });

  it('name who must act next, as the contract does', async () => {
    const office = lively.province.offices.leadingOffice.first;
    for (const { draftId } of lively.drafts) {
      const answer = await office.asks(queryDraft, { draftId });
      const legs =
        recordAs<readonly { readonly next?: unknown }[]>(Reflect.get(Object(answer), 'legs')) ?? [];
      const read = await draftOf(draftId);
      const told = read.legs.map(({ awaits }) =>
        awaits === undefined
          ? undefined
          : {
              act: awaits.act,
              owner: awaits.organisationId,
              ...(awaits.due === undefined ? {} : { due: awaits.due }),
            },
      );
      expect(told, draftId).to.deep.equal(legs.map(({ next }) => next));
    }
  });

  it('hold exactly the open exceptions, with findings, owner and opening', async () => {
    const open = await lively.province.openExceptions();
    const read = await models.exceptions.find({ status: 'open' }).lean<ExceptionDocument[]>().exec();
    const told = read.map(({ _id, findings, owner, openedAt }) => ({
      exceptionId: _id,
      findings,
      owner,
      openedAt,
    }));
    const shown = open.map(({ exceptionId, findings, owner, openedAt }) => ({
      exceptionId,
      findings,
      owner,
      openedAt,
    }));
    expect(open.length).to.be.greaterThan(5);
    expect(sortedById(told)).to.deep.equal(sortedById(shown));
    expect(await models.exceptions.countDocuments({ status: 'closed' })).to.be.greaterThan(0);
  });

  it('give every project the status that its contract answers', async () => {
    const office = lively.province.offices.leadingOffice.first;
    const projects = await models.projects.find().lean<ProjectDocument[]>().exec();
    expect(projects.length).to.equal(8);
    for (const { _id: projectId, status } of projects) {
      const answer = parseProject(await office.asks(queryProject, { projectId }));
      expect(status, projectId).to.equal(answer.status);
    }
  });

  it('total what the documents hold, in every scope', async () => {
    const roles = new Map(
      (await models.organisations.find().lean<OrganisationDocument[]>().exec()).map(({ _id, role }) => [
        _id,
        role,
      ]),
    );
    const roleOf = (organisationId: string): OrganisationDocument['role'] => {
      const role = roles.get(organisationId);
      if (role === undefined) throw new Error(`no organisation ${organisationId}`);
      return role;
    };
    const differences = new FigureDifferences();
    for (const each of await models.projects.find().lean<ProjectDocument[]>().exec())
      differences.add(shareOfProject(each), 1n);
    for (const each of await models.drafts.find().lean<DraftDocument[]>().exec())
      differences.add(shareOfDraft(each, roleOf), 1n);
    for (const each of await models.exceptions.find().lean<ExceptionDocument[]>().exec())
      differences.add(shareOfException(each), 1n);
    const summed = new Map(
      [...differences.byScope()].map(([scope, totals]) => [scope, figuresAfter(scope, undefined, totals)]),
    );
    const kept = await models.figures.find().lean<FiguresDocument[]>().exec();
    for (const figures of kept) {
      expect(figures, figures._id).to.deep.equal(
        summed.get(figures._id) ?? figuresAfter(figures._id, undefined, new Map()),
      );
    }
    expect(kept.length).to.be.greaterThanOrEqual(summed.size);
  });

  it('name the newest proposer of an account that went through the register again', async () => {
    const account = await models.accounts.findById(reproposedAccount.accountId).lean().exec();
    const { first, second } = lively.province.offices.shuimuCommand;
    expect(account?.status).to.equal('released');
    expect(account?.proposedBy.by.person).to.equal(second.person).and.not.to.equal(first.person);
    expect(account?.history.filter(({ event }) => event === 'AccountProposed')).to.have.length(2);
  });

  it('hold no full account number', async () => {
    for (const name of projectedCollections(models)) {
      const documents = await database.connection.collection(name).find().toArray();
      expect(mongo.BSON.EJSON.stringify(documents), name).not.to.match(/6217000000\d{6}/);
    }
  });

  async function draftOf(draftId: string): Promise<DraftDocument> {
    const read = await models.drafts.findById(draftId).lean<DraftDocument>().exec();
    if (read === null) throw new Error(`draft ${draftId} is not projected`);
    return read;
  }
});

function sortedById<Item extends { readonly exceptionId: string }>(items: readonly Item[]): readonly Item[] {
  return [...items].sort((a, b) => (a.exceptionId < b.exceptionId ? -1 : 1));
}
