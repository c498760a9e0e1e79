/** Folds of what events tell of exceptions: opened, changed, closed, and what was proposed and decided about them. */
import type { CellChange, DraftChange, ExceptionChanges } from '../../domain/events/draft-events';
import type { ReconciliationException } from '../../domain/reconciliation-exception';
import type { DraftDocument } from '../models/draft-document';
import type { ExceptionDocument, ResolutionTold } from '../models/exception-document';
import type { Awaited, Place } from '../models/place';
import { partiesWith, withLine } from './fold-projects';
import type { WorkingSet } from './working-set';

/** What an exception itself does not tell: whom it concerns besides its owner. */
type About = Pick<ExceptionDocument, 'projectId' | 'county' | 'bank' | 'accountId' | 'amountFen' | 'parties'>;

interface Told {
  readonly place: Place;
  readonly event: string;
}

/** Exceptions of a draft. */
export function foldDraftExceptions(
  set: WorkingSet,
  { draft, change }: { readonly draft: DraftDocument; readonly change: DraftChange },
  told: Told,
): void {
  fold(set, change.exceptions, { ...told, about: (exception) => aboutDraft(draft, exception) });
}

/** Exceptions of entries that no registration names. */
export function foldCells(set: WorkingSet, cells: readonly CellChange[], told: Told): void {
  for (const cell of cells) {
    fold(set, cell.exceptions, { ...told, about: (exception) => aboutCell(cell, exception) });
  }
}

function aboutDraft(draft: DraftDocument, { legId }: ReconciliationException): About {
  const leg = draft.legs.find((each) => each.legId === legId);
  const banks = leg === undefined ? [] : [leg.payer.bank, leg.payee.bank];
  return {
    projectId: draft.projectId,
    county: draft.county,
    parties: partiesWith(draft.parties, banks),
    ...(leg === undefined ? {} : { bank: leg.payer.bank, amountFen: leg.amountFen }),
  };
}

function aboutCell({ bank, accounts }: CellChange, { exceptionId }: ReconciliationException): About {
  const account = accounts?.find((each) => each.exceptionId === exceptionId);
  const line = account?.line;
  return {
    bank,
    parties: partiesWith([bank], line === undefined ? [] : [line.holder]),
    ...(account === undefined ? {} : { accountId: account.accountId }),
    ...(line === undefined ? {} : { county: line.county, amountFen: BigInt(line.amountFen) }),
  };
}

function fold(
  set: WorkingSet,
  { opened, changed, closed }: ExceptionChanges,
  told: Told & { readonly about: (exception: ReconciliationException) => About },
): void {
  for (const exception of opened) {
    const about = told.about(exception);
    stand(set, exception, { ...told, what: 'opened', about });
  }
  for (const exception of changed) {
    stand(set, exception, { ...told, what: 'changed', about: set.exceptions.get(exception.exceptionId) });
  }
  for (const exceptionId of closed) close(set, set.exceptions.get(exceptionId), told);
}

function stand(
  set: WorkingSet,
  exception: ReconciliationException,
  told: Told & { readonly what: 'opened' | 'changed'; readonly about: About },
): void {
  const { exceptionId, findings, owner, openedAt, ...named } = exception;
  const known = set.exceptions.find(exceptionId);
  const { projectId, county, bank, accountId, amountFen, parties } = told.about;
  const optional = { projectId, county, bank, accountId, amountFen };
  putException(set, {
    _id: exceptionId,
    status: 'open',
    ...named,
    ...present(optional),
    ...{ findings, owner, openedAt, reasons: findings.map(({ reason }) => reason) },
    parties: partiesWith(parties, [owner, ...findings.map((finding) => finding.owner)]),
    proposals: known?.proposals ?? [],
    history: withLine(known, { place: told.place, event: told.event }, { about: told.what }),
    place: told.place,
  });
}

/** The members that have a value. */
function present<Members extends object>(
  members: Members,
): { [Name in keyof Members]?: NonNullable<Members[Name]> } {
  const kept: { [Name in keyof Members]?: NonNullable<Members[Name]> } = {};
  for (const name in members) {
    const value = members[name];
    if (value !== undefined && value !== null) kept[name] = value;
  }
  return kept;
}

function close(set: WorkingSet, known: ExceptionDocument, { place, event }: Told): void {
  const history = withLine(known, { place, event }, { about: 'closed' });
  putException(set, { ...known, status: 'closed', closedAt: place.at, history, place });
}

/** A resolution that one person proposed. */
export function foldProposal(set: WorkingSet, proposal: ResolutionTold): void {
  const known = set.exceptions.find(proposal.exceptionId);
  if (known === undefined) return;
  const { place, reason: text, kind: about } = proposal;
  const history = withLine(known, { place, event: 'ResolutionProposed' }, { about, text });
  putException(set, { ...known, proposals: [...known.proposals, proposal], history, place });
}

/** The same, confirmed by another one. */
export function foldConfirmation(
  set: WorkingSet,
  named: { readonly exceptionId: string; readonly resolutionId: string },
  place: Place,
): void {
  const known = set.exceptions.find(named.exceptionId);
  if (known === undefined) return;
  putException(set, {
    ...known,
    proposals: confirmedIn(known.proposals, named, place),
    history: withLine(known, { place, event: 'ResolutionConfirmed' }, { about: named.resolutionId }),
    place,
  });
}

/** The list with one proposal confirmed. */
export function confirmedIn(
  proposals: readonly ResolutionTold[],
  named: { readonly exceptionId: string; readonly resolutionId: string },
  confirmed: Place,
): readonly ResolutionTold[] {
  const isNamed = (each: ResolutionTold): boolean =>
    each.resolutionId === named.resolutionId && each.exceptionId === named.exceptionId;
  return proposals.map((each) => (isNamed(each) ? { ...each, confirmed } : each));
}

function putException(set: WorkingSet, exception: Omit<ExceptionDocument, 'awaits'>): void {
  set.exceptions.put({ ...exception, awaits: awaitsOf(set, exception) });
}

/** The owner, and the office where a second person has to decide on a proposal made since the exception opened. */
function awaitsOf(set: WorkingSet, exception: Omit<ExceptionDocument, 'awaits'>): readonly Awaited[] {
  if (exception.status === 'closed') return [];
  const leg = exception.legId === undefined ? {} : { legId: exception.legId };
  const owner = { organisationId: exception.owner, act: 'exception', ...leg };
  const undecided = exception.proposals.some(
    ({ confirmed, place }) => confirmed === undefined && place.at >= exception.openedAt,
  );
  if (!undecided) return [owner];
  const organisationId = set.officeOf('leading-group-office');
  return [owner, { organisationId, act: 'resolution', ...leg }];
}
