/**
 * What an event tells of a draft or a serial's cell that changed: enough for a projection to fold, with account
 * ids and masks in place of account numbers.
 */
import type { CalendarDate } from '../calendar';
import type { DraftRecord, DraftStatus, LegState } from '../draft';
import type { AwaitedAct } from '../draft-next-act';
import { awaitedActs } from '../draft-next-act';
import { accountOfException, lineExceptionId } from '../entry-exceptions';
import type {
  AccountId,
  CountyCode,
  DraftId,
  LegId,
  OrganisationId,
  ProjectId,
  SerialNumber,
} from '../identifiers';
import type { FenText } from '../money';
import type { ExceptionId, ReconciliationException } from '../reconciliation-exception';
import { shownText } from '../reconciliation-exception';
import type { SerialCell } from '../serial-cell';

export interface ExceptionChanges {
  readonly opened: readonly ReconciliationException[];
  readonly changed: readonly ReconciliationException[];
  readonly closed: readonly ExceptionId[];
}

export interface DraftChange {
  readonly draftId: DraftId;
  readonly projectId: ProjectId;
  readonly county: CountyCode;
  readonly status: DraftStatus;
  /** The status before, when it changed. */
  readonly statusBefore?: DraftStatus;
  readonly onHold: boolean;
  /** Legs whose state changed. */
  readonly legs: readonly LegState[];
  readonly acceptedTranches: readonly number[];
  /** Legs whose live registrations changed, with those that live now, oldest first. */
  readonly registrations?: readonly LegRegistrations[];
  /** Who must act next, leg by leg: a projection cannot know it without the draft's facts. */
  readonly awaits: readonly AwaitedOfLeg[];
  readonly exceptions: ExceptionChanges;
}

export interface AwaitedOfLeg extends AwaitedAct {
  readonly legId: LegId;
}

export interface LegRegistrations {
  readonly legId: LegId;
  readonly live: readonly { readonly serialNumber: SerialNumber; readonly date: CalendarDate }[];
}

export interface CellChange {
  readonly bank: OrganisationId;
  readonly serialNumber: SerialNumber;
  readonly exceptions: ExceptionChanges;
  /** Whose account an opened exception stands on: no exception of an entry tells it itself. */
  readonly accounts?: readonly AccountOfException[];
}

export interface AccountOfException {
  readonly exceptionId: ExceptionId;
  readonly accountId: AccountId;
  /** Known where the line itself is, not of a reversal whose original is missing. */
  readonly line?: {
    readonly holder: OrganisationId;
    readonly county: CountyCode;
    readonly amountFen: FenText;
  };
}

/** How a draft's derived state changed; `before` is absent for a draft just issued. */
export function draftChange(before: DraftRecord | undefined, after: DraftRecord): DraftChange {
  const { draftId, projectId } = after.issued;
  const known = new Map(before?.state.legs.map((leg) => [leg.legId, JSON.stringify(leg)]));
  const statusBefore = before?.state.status;
  return {
    ...{ draftId, projectId, county: after.county, status: after.state.status },
    ...(statusBefore === undefined || statusBefore === after.state.status ? {} : { statusBefore }),
    onHold: after.hold !== undefined,
    legs: after.state.legs.filter((leg) => known.get(leg.legId) !== JSON.stringify(leg)),
    acceptedTranches: after.state.acceptedTranches,
    ...registrationsTold(before, after),
    awaits: [...awaitedActs(after)].map(([legId, awaited]) => ({ legId, ...awaited })),
    exceptions: exceptionChanges(before?.state.exceptions ?? [], after.state.exceptions),
  };
}

function registrationsTold(
  before: DraftRecord | undefined,
  after: DraftRecord,
): Pick<DraftChange, 'registrations'> {
  const had = liveByLeg(before);
  const registrations = [...liveByLeg(after)].flatMap(([legId, live]) =>
    JSON.stringify(had.get(legId)) === JSON.stringify(live) ? [] : [{ legId, live }],
  );
  return registrations.length === 0 ? {} : { registrations };
}

/** The live registrations of every leg that ever had one. */
function liveByLeg(record: DraftRecord | undefined): ReadonlyMap<LegId, LegRegistrations['live']> {
  const lines = new Map<LegId, LegRegistrations['live']>();
  for (const { legId, serialNumber, date, ended } of record?.registrations ?? []) {
    const earlier = lines.get(legId) ?? [];
    lines.set(legId, ended === undefined ? [...earlier, { serialNumber, date }] : earlier);
  }
  return lines;
}

/** How the exceptions of a cell changed; undefined when they did not. */
export function cellChange(before: SerialCell | undefined, after: SerialCell): CellChange | undefined {
  const exceptions = exceptionChanges(before?.exceptions ?? [], after.exceptions);
  if (isQuiet(exceptions)) return undefined;
  const accounts = exceptions.opened.flatMap((exception) => accountsOf(after, exception));
  const told = { bank: after.bank, serialNumber: after.serialNumber, exceptions };
  return accounts.length === 0 ? told : { ...told, accounts };
}

function accountsOf(
  cell: SerialCell,
  { exceptionId }: ReconciliationException,
): readonly AccountOfException[] {
  const accountId = accountOfException(cell, { exceptionId });
  if (accountId === undefined) return [];
  const line = cell.lines.find((each) => lineExceptionId(cell, each) === exceptionId);
  if (line === undefined) return [{ exceptionId, accountId }];
  const { holder, county, amountFen } = line;
  return [{ exceptionId, accountId, line: { holder, county, amountFen } }];
}

/** Whether no exception opened, changed or closed. */
export function isQuiet({ opened, changed, closed }: ExceptionChanges): boolean {
  return opened.length + changed.length + closed.length === 0;
}

/** What opened, changed its reasons, values or owner, or closed. */
export function exceptionChanges(
  before: readonly ReconciliationException[],
  after: readonly ReconciliationException[],
): ExceptionChanges {
  const known = new Map(before.map((exception) => [exception.exceptionId, toldText(exception)]));
  const standing = new Set(after.map(({ exceptionId }) => exceptionId));
  return {
    opened: after.filter(({ exceptionId }) => !known.has(exceptionId)),
    changed: after.filter((exception) => {
      const shown = known.get(exception.exceptionId);
      return shown !== undefined && shown !== toldText(exception);
    }),
    closed: before.map(({ exceptionId }) => exceptionId).filter((exceptionId) => !standing.has(exceptionId)),
  };
}

/** What is told of an exception: the owner too, who may change while reasons and values stay (idle money). */
function toldText(exception: ReconciliationException): string {
  return `${exception.owner}|${shownText(exception)}`;
}
