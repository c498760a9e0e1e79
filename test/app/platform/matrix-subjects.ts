/**
 * The objects that the role matrix and the browser put into a route's path: real ones of the demo province, for each viewer
 * one of its own that is in the state which the route is about, and one that the viewer must not see.
 */
import type { QueryFilter } from 'mongoose';
import { unsentForms } from '../../../app/models/unsent-form-model';
import type { DraftDocument } from '../../../app/models/draft-document';
import type { ExceptionDocument } from '../../../app/models/exception-document';
import type { ProjectDocument } from '../../../app/models/project-document';
import { statementUploads } from '../../../app/models/statement-upload-model';
import type { StatementUpload } from '../../../app/models/statement-upload-document';
import type { DemoPerson } from '../../../app/demo/demo-organisations';
import { demoOrganisations, demoPerson } from '../../../app/demo/demo-organisations';
import { readsEverything } from '../../../domain/roles';
import { freezeDraft } from '../../../domain/transactions/draft-transactions';
import type { DemoProvince } from './demo-province';
import type { Params, Reach, Subject } from './matrix-subject';
import { registerSubjects } from './register-subjects';

/** The condition on a document's county or parties. */
function within({ organisation }: DemoPerson, reach: Reach): object {
  const { role, county, id } = organisation;
  if (readsEverything(role)) return reach === 'own' ? {} : { _id: 'nothing is foreign to it' };
  const byCounty = role.startsWith('county-');
  if (reach === 'own') return byCounty ? { county } : { parties: id };
  return byCounty ? { county: { $ne: county } } : { parties: { $ne: id } };
}

type ToFilter<Document> = (viewer: DemoPerson) => QueryFilter<Document>;

function project(filter: ToFilter<ProjectDocument> = () => ({}), name = 'id'): Subject {
  return async ({ models }, viewer, reach) => {
    const found = await models.projects
      .findOne({ $and: [reach === 'own' ? filter(viewer) : {}, within(viewer, reach)] })
      .lean<ProjectDocument>()
      .exec();
    return found === null ? undefined : { [name]: found._id };
  };
}

/** A draft, and what of it stands in the path besides. */
function draft(
  filter: ToFilter<DraftDocument> = () => ({}),
  more: (document: DraftDocument, viewer: DemoPerson) => Params = () => ({}),
): Subject {
  return async ({ models }, viewer, reach) => {
    const found = await models.drafts
      .findOne({ $and: [reach === 'own' ? filter(viewer) : {}, within(viewer, reach)] })
      .lean<DraftDocument>()
      .exec();
    return found === null ? undefined : { draftId: found._id, ...more(found, viewer) };
  };
}

type LegWanted = (leg: DraftDocument['legs'][number], viewer: DemoPerson) => boolean;

/** A leg of a draft that has one as wanted; of a foreign draft, its first. */
function leg(filter: ToFilter<DraftDocument>, wanted: LegWanted): Subject {
  return draft(filter, ({ legs }, viewer) => {
    const found = legs.find((each) => wanted(each, viewer)) ?? legs[0];
    return { legId: found?.legId ?? 'L1' };
  });
}

function legOf(side: 'payer' | 'payee', ...states: readonly string[]): Subject {
  return leg(
    ({ organisation }) => ({
      onHold: false,
      legs: { $elemMatch: { state: { $in: states }, [`${side}.organisationId`]: organisation.id } },
    }),
    ({ state, ...parties }, { organisation }) =>
      states.includes(state) && parties[side].organisationId === organisation.id,
  );
}

/** A tranche that awaits this act. */
function tranche(act: string): Subject {
  return draft(
    () => ({ onHold: false, awaits: { $elemMatch: { act } } }),
    ({ awaits, legs }) => {
      const legId = awaits.find((each) => each.act === act)?.legId;
      return { tranche: String(legs.find((each) => each.legId === legId)?.tranche ?? 1) };
    },
  );
}

function exception(filter: ToFilter<ExceptionDocument>, withProposal = false): Subject {
  return async ({ models }, viewer, reach) => {
    const found = await models.exceptions
      .findOne({ $and: [reach === 'own' ? filter(viewer) : {}, within(viewer, reach)] })
      .lean<ExceptionDocument>()
      .exec();
    if (found === null) return undefined;
    const resolutionId = found.proposals.find(({ confirmed }) => confirmed === undefined)?.resolutionId;
    return { id: found._id, ...(withProposal ? { resolutionId: resolutionId ?? 'none' } : {}) };
  };
}

/** A draft on hold which nobody has proposed to lift; the seed has none, so the office freezes one more. */
const heldDraft: Subject = async (demo, viewer, reach) => {
  const held = draft(() => ({ onHold: true, 'hold.liftProposedBy': { $exists: false } }));
  const found = await held(demo, viewer, reach);
  if (found !== undefined || reach === 'foreign') return found;
  const free = await draft(() => ({ status: 'issued', onHold: false }))(demo, viewer, reach);
  const draftId = free?.['draftId'];
  if (draftId === undefined) return undefined;
  await demo.acts(demoPerson('leading-office', 1), freezeDraft, {
    ...{ requestId: 'role-matrix-freeze', draftId, reason: '核查账户。' },
  });
  return held(demo, viewer, reach);
};

/** A leg of the viewer's with a registration, which the path names by its query. */
const registeredLeg: Subject = async (demo, viewer, reach) => {
  const found = await legOf('payer', 'registered')(demo, viewer, reach);
  const document = await demo.models.drafts.findById(found?.['draftId']).lean<DraftDocument>().exec();
  const line = document?.legs.find(({ legId }) => legId === found?.['legId'])?.registrations[0];
  if (found === undefined || line === undefined) return found;
  return {
    ...found,
    '?': String(new URLSearchParams({ fromSerial: line.serialNumber, fromDate: line.date })),
  };
};

/** A resolution that the viewer may confirm: the office any, a payer those about its own legs; nobody one's own. */
const proposedResolution: Subject = async (demo, viewer, reach) => {
  const open = { status: 'open', proposals: { $elemMatch: { confirmed: { $exists: false } } } } as const;
  const found = await exception(() => open, true)(demo, viewer, reach);
  if (found === undefined || reach === 'foreign') return found;
  const about = await demo.models.exceptions.findById(found['id']).lean<ExceptionDocument>().exec();
  const isOwn = about?.proposals.some(({ place }) => place.by.person === viewer.person) === true;
  if (isOwn) return undefined;
  return (await mayConfirm(demo, viewer, about)) ? found : undefined;
};

async function mayConfirm(
  { models }: DemoProvince,
  { organisation: { id, role } }: DemoPerson,
  about: ExceptionDocument | null,
): Promise<boolean> {
  if (!isPayer(role)) return true;
  const document = await models.drafts.findById(about?.draftId).lean<DraftDocument>().exec();
  return document?.legs.find(({ legId }) => legId === about?.legId)?.payer.organisationId === id;
}

export const subjects = {
  ...registerSubjects,
  none: () => Promise.resolve({}),
  project: project(),
  progressing: project(undefined, 'projectId'),
  submitted: project(() => ({ status: 'submitted' })),
  returned: project(() => ({ status: 'returned' })),
  approved: project(() => ({ status: 'approved', liveDraftId: { $exists: false } }), 'projectId'),
  implementing: project(() => ({ status: 'underway' }), 'projectId'),
  finishing: project(() => ({ 'awaits.act': 'completion-statement' }), 'projectId'),
  stated: project(() => ({ 'awaits.act': 'completion-opinion' }), 'projectId'),
  completed: project(() => ({ 'awaits.act': 'closing' }), 'projectId'),
  projectFile: async (demo, viewer, reach) => {
    const found = await demo.models.projects
      .findOne({ $and: [{ 'evidence.0': { $exists: true } }, within(viewer, reach)] })
      .lean<ProjectDocument>()
      .exec();
    return found === null ? undefined : { id: found._id, hash: found.evidence[0] ?? '' };
  },
  draft: draft(),
  sealed: draft(
    () => ({}),
    () => ({ part: 'certificate.pem' }),
  ),
  holdable: draft(() => ({ status: 'circulating', onHold: false })),
  held: heldDraft,
  liftProposed: draft(() => ({ 'hold.liftProposedBy': { $exists: true } })),
  untouched: draft(() => ({ status: 'issued' })),
  anyLeg: leg(
    () => ({}),
    () => true,
  ),
  unpaidLeg: legOf('payer', 'awaiting-payment'),
  registeredLeg,
  arrivingLeg: legOf('payee', 'registered'),
  /** On its way without a difference: settled legs before, and the viewer's own due. */
  movingLeg: leg(
    ({ organisation: { id } }) => ({
      ...{ status: 'circulating', openExceptions: 0 },
      legs: { $elemMatch: { state: 'awaiting-payment', 'payer.organisationId': id } },
    }),
    ({ state, payer }, { organisation: { id } }) =>
      state === 'awaiting-payment' && payer.organisationId === id,
  ),
  openLeg: leg(
    ({ organisation: { id, role } }) => ({
      onHold: false,
      legs: {
        $elemMatch: { state: 'awaiting-payment', ...(isPayer(role) ? { 'payer.organisationId': id } : {}) },
      },
    }),
    ({ state, payer }, { organisation: { id, role } }) =>
      state === 'awaiting-payment' && (!isPayer(role) || payer.organisationId === id),
  ),
  extended: draft(
    () => ({ 'extensions.0': { $exists: true } }),
    ({ extensions }) => ({ legId: extensions[0]?.legId ?? 'L1' }),
  ),
  toPresent: tranche('presentation'),
  toOpine: tranche('opinion'),
  toAccept: tranche('acceptance'),
  toConfirmStage: tranche('next-stage'),
  exception: exception(() => ({ status: 'open' })),
  difference: exception(() => ({ status: 'open', reasons: 'amount' })),
  owned: exception(({ organisation }) => ({
    status: 'open',
    owner: organisation.id,
    draftId: { $exists: true },
  })),
  proposed: proposedResolution,
  block: async ({ models }) => {
    const found = await models.blocks.findOne().sort({ _id: -1 }).lean<{ _id: number }>().exec();
    return found === null ? undefined : { n: String(found._id) };
  },
  transaction: async ({ models }, viewer, reach) => {
    const found = await models.projects.findOne(within(viewer, reach)).lean<ProjectDocument>().exec();
    // Its submission: only those concerned with the project, where later ones may concern a bank that keeps an account.
    return found === null ? undefined : { id: found.history[0]?.transactionId ?? 'none' };
  },
  unsent: async ({ store }, viewer, reach) => {
    const { organisation } = reach === 'own' ? viewer : elsewhere(viewer);
    const id = `unsent-of-${organisation.id}`;
    await unsentForms(store.connection, () => new Date()).save(
      { organisationId: organisation.id, userId: 'test', name: 'test' },
      { id, kind: 'project-application', fields: { name: '起草中的项目' } },
    );
    return { id };
  },
  upload: upload('prepared', 0),
  waitingUpload: upload('waiting', 1),
  person: async (demo, viewer, reach) => {
    const there = reach === 'own' ? viewer : elsewhere(viewer);
    const colleague = demoPerson(there.organisation.id, reach === 'own' ? 1 : 0);
    const user = await demo.platform.identity.users.byPerson(there.organisation.mspId, colleague.person);
    return user === undefined ? undefined : { id: user._id };
  },
} as const satisfies Readonly<Record<string, Subject>>;

export type SubjectName = keyof typeof subjects;

function isPayer(role: string): boolean {
  return role !== 'leading-group-office' && role !== 'county-command';
}

/** Somebody of the same role at another organisation of another county or bank; without one, the viewer. */
function elsewhere({ organisation }: DemoPerson): DemoPerson {
  const other = demoOrganisations.find(
    ({ role, id, posts, mspId, county }) =>
      role === organisation.role &&
      id !== organisation.id &&
      posts.length > 0 &&
      (mspId !== organisation.mspId || county !== organisation.county || role === 'commercial-bank'),
  );
  return demoPerson((other ?? organisation).id);
}

/** A statement of the viewer's bank that somebody prepared: the viewer, or a colleague (`by` 1). */
function upload(status: StatementUpload['status'], by: 0 | 1): Subject {
  return async ({ store }, viewer, reach) => {
    const { organisation } = reach === 'own' ? viewer : elsewhere(viewer);
    if (organisation.role !== 'commercial-bank') return { id: 'none' };
    const _id = `${status}-of-${organisation.id}`;
    await statementUploads(store.connection).keep({
      ...{ _id, bank: organisation.id, source: 'file', fileName: '流水.csv', hash: 'ab'.repeat(32) },
      ...{ lines: [], status, preparedBy: demoPerson(organisation.id, by).person, preparedAt: new Date() },
      ...{ sent: 0, counts: { new: 0, known: 0, conflict: 0 } },
    });
    return { id: _id };
  };
}
