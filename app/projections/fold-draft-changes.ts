/**
 * Folds of what every event tells of drafts that changed: the state of their legs, registrations, exceptions, who must act
 * next; and what follows for their projects. All of it was derived by the contracts; here it is only put in its place.
 */
import type { DraftChange } from '../../domain/events/draft-events';
import type { DraftDocument, DraftLeg, LegRegistration } from '../models/draft-document';
import type { Awaited, HistoryLine, Place } from '../models/place';
import type { ProjectDocument } from '../models/project-document';
import { searchTerms } from '../models/search-terms';
import { urgencyOf } from './awaited-list';
import { foldDraftExceptions } from './fold-exceptions';
import { nextStatus, putProject, tailOf, withLine, withoutDue } from './fold-projects';
import { changedPayments } from './payments';
import { changedRegistrations } from './registrations';
import type { WorkingSet } from './working-set';

/** What an event did to the one draft it is about, before its changes are put in. */
export interface DraftDeed {
  readonly draftId: string;
  readonly about?: string;
  readonly text?: string;
  readonly apply?: (draft: DraftDocument) => DraftDocument;
}

interface Told {
  readonly event: string;
  readonly place: Place;
  readonly deed?: DraftDeed;
}

/** Puts every changed draft back, the one that the event is about with what was done to it. */
export function foldDraftChanges(set: WorkingSet, changes: readonly DraftChange[], told: Told): void {
  for (const change of changes) {
    const before = set.drafts.get(change.draftId);
    const deed = told.deed?.draftId === change.draftId ? told.deed : undefined;
    const done = deed?.apply?.(before) ?? before;
    const history = withLine(before, told, lineOf(deed));
    const draft = putDraft(set, { ...changed(done, change, told.place), history, place: told.place });
    foldDraftExceptions(set, { draft, change }, told);
    for (const each of changedRegistrations(before, draft)) set.registrations.put(each);
    for (const each of changedPayments(before, draft)) set.payments.put(each);
    foldIntoProject(set, { before, now: draft, event: told.event }, told.place);
  }
}

function lineOf(deed: DraftDeed | undefined): Pick<HistoryLine, 'about' | 'text'> {
  return {
    ...(deed?.about === undefined ? {} : { about: deed.about }),
    ...(deed?.text === undefined ? {} : { text: deed.text }),
  };
}

function changed(draft: DraftDocument, change: DraftChange, place: Place): DraftDocument {
  const legs = draft.legs.map((leg) => changedLeg(leg, change, place));
  const { status, onHold, acceptedTranches } = change;
  const tranches = draft.tranches.map((each) => ({
    ...each,
    accepted: acceptedTranches.includes(each.tranche),
  }));
  const openExceptions = legs.reduce((sum, leg) => sum + leg.openExceptions.length, 0);
  return { ...draft, status, onHold, legs, tranches, openExceptions };
}

function changedLeg(leg: DraftLeg, change: DraftChange, place: Place): DraftLeg {
  const state = change.legs.find(({ legId }) => legId === leg.legId);
  const registered = change.registrations?.find(({ legId }) => legId === leg.legId);
  const next = change.awaits.find(({ legId }) => legId === leg.legId);
  const bare: DraftLeg & { awaits?: Awaited } = { ...(state === undefined ? leg : withState(leg, state)) };
  delete bare.awaits;
  return {
    ...bare,
    ...(next === undefined ? {} : { awaits: awaitedOf(next) }),
    ...(registered === undefined
      ? {}
      : { registrations: linesNow(leg.registrations, registered.live, place) }),
    openExceptions: openNow(leg, change),
  };
}

function awaitedOf({ legId, act, owner, due }: DraftChange['awaits'][number]): Awaited {
  return { organisationId: owner, act, legId, ...(due === undefined ? {} : { due }) };
}

/** What a leg's state replaces: all of what was told of it before. */
function withState(leg: DraftLeg, told: DraftChange['legs'][number]): DraftLeg {
  const bare: { -readonly [Name in keyof DraftLeg]: DraftLeg[Name] } = { ...leg, state: told.state };
  delete bare.actual;
  delete bare.shortfallFen;
  const { actual, shortfallFen } = told;
  if (shortfallFen !== undefined) bare.shortfallFen = BigInt(shortfallFen);
  if (actual === undefined) return bare;
  const { late, early, amountFen } = actual;
  const paid = { ...actual, amountFen: BigInt(amountFen), late: late === true, early: early === true };
  return { ...bare, actual: paid };
}

/** The lines that live now, each with the place where it was first told. */
function linesNow(
  known: readonly LegRegistration[],
  live: readonly Pick<LegRegistration, 'serialNumber' | 'date'>[],
  place: Place,
): readonly LegRegistration[] {
  return live.map(
    ({ serialNumber, date }) =>
      known.find((each) => each.serialNumber === serialNumber && each.date === date) ?? {
        ...{ serialNumber, date },
        place,
      },
  );
}

function openNow(leg: DraftLeg, { exceptions }: DraftChange): readonly string[] {
  const closed: ReadonlySet<string> = new Set(exceptions.closed);
  const opened = exceptions.opened.filter(({ legId }) => legId === leg.legId);
  return [
    ...leg.openExceptions.filter((exceptionId) => !closed.has(exceptionId)),
    ...opened.map(({ exceptionId }) => exceptionId),
  ].sort();
}

type Unsettled = Omit<DraftDocument, 'awaits' | 'nextDue' | 'urgency' | 'files' | 'terms'>;

/** Puts a draft back with all that follows from its facts. */
export function putDraft(set: WorkingSet, draft: Unsettled): DraftDocument {
  const awaits = [...draft.legs.flatMap((leg) => leg.awaits ?? []), ...officeAwaits(draft)];
  const terms = searchTerms([tailOf(draft._id), draft.projectName]);
  const files = filesOf(draft);
  const document: DraftDocument = { ...withoutDue(draft), awaits, ...urgencyOf(awaits), files, terms };
  set.drafts.put(document);
  return document;
}

function filesOf({ tranches }: Unsettled): readonly string[] {
  const presented = tranches.flatMap(({ presentations }) =>
    presentations.flatMap(({ evidence }) => evidence),
  );
  const accepted = tranches.flatMap(({ acceptance }) => acceptance?.evidence ?? []);
  return [...new Set([...presented, ...accepted])].sort();
}

/** What a second person of the office has to decide. */
function officeAwaits(draft: Unsettled): readonly Awaited[] {
  if (draft.status === 'cancelled') return [];
  const organisationId = draft.institutionId;
  const lift = draft.hold?.liftProposedBy === undefined ? [] : [{ organisationId, act: 'lift-confirmation' }];
  const extensions = draft.extensions.map(({ legId }) => ({ organisationId, act: 'extension', legId }));
  const stages = draft.tranches
    .filter((each) => awaitsNextStage(each))
    .map(({ legId }) => ({ organisationId, act: 'next-stage', legId }));
  const undos = draft.resolutions
    .filter(({ kind, confirmed }) => kind === 'undo' && confirmed === undefined)
    .flatMap(({ act }) => ('legId' in act && isSettled(draft, act.legId) ? [act.legId] : []))
    .map((legId) => ({ organisationId, act: 'resolution', legId }));
  return [...lift, ...extensions, ...stages, ...undos];
}

/** An agreed presentation whose plan nobody has put in force. */
function awaitsNextStage({ presentations, opinions }: DraftDocument['tranches'][number]): boolean {
  const last = presentations.at(-1);
  if (last?.nextStage === undefined || last.nextStageConfirmed !== undefined) return false;
  const opinion = opinions.at(-1);
  return opinion?.agrees === true && isAfter(opinion.place, last.place);
}

/** Whether one place is behind another in the ledger. */
export function isAfter(one: Pick<Place, 'block' | 'index'>, other: Pick<Place, 'block' | 'index'>): boolean {
  return one.block > other.block || (one.block === other.block && one.index > other.index);
}

function isSettled(draft: Unsettled, legId: string): boolean {
  return draft.legs.some((leg) => leg.legId === legId && leg.state === 'settled');
}

/** Whether a draft has paid anything to its implementer, and whether all of it was accepted. */
function courseOf(draft: DraftDocument): NonNullable<ProjectDocument['draft']> {
  const { status, onHold, legs, tranches } = draft;
  return {
    ...{ status, onHold, legs: legs.length },
    settledLegs: legs.filter(({ state }) => state === 'settled').length,
    anyTrancheSettled: legs.some(({ kind, state }) => kind === 'tranche' && state === 'settled'),
    everyTrancheAccepted: tranches.every(({ accepted }) => accepted),
  };
}

function foldIntoProject(
  set: WorkingSet,
  {
    before,
    now,
    event,
  }: { readonly before: DraftDocument; readonly now: DraftDocument; readonly event: string },
  place: Place,
): void {
  const project = set.projects.get(now.projectId);
  const openExceptions = project.openExceptions + now.openExceptions - before.openExceptions;
  if (now.status === 'cancelled') {
    putProject(set, { ...afterCancellation(project, now, { event, place }), openExceptions });
    return;
  }
  const draft = courseOf(now);
  const had = project.draft?.anyTrancheSettled === true;
  const moved = had === draft.anyTrancheSettled ? undefined : had ? 'TranchesUnsettled' : 'TrancheSettled';
  const status = moved === undefined ? project.status : nextStatus(project.status, moved);
  putProject(set, { ...project, status, draft, openExceptions, place });
}

/** A cancelled draft leaves its project; what is told of it later changes nothing there. */
function afterCancellation(
  project: ProjectDocument,
  draft: DraftDocument,
  { event, place }: { readonly event: string; readonly place: Place },
): ProjectDocument {
  if (project.liveDraftId !== draft._id) return { ...project, place };
  const bare: { -readonly [Name in keyof ProjectDocument]: ProjectDocument[Name] } = { ...project, place };
  delete bare.liveDraftId;
  delete bare.draft;
  const history = withLine(project, { place, event }, { about: draft._id });
  return { ...bare, status: nextStatus(project.status, 'DraftCancelled'), history };
}
