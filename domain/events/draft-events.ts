/**
 * What an event tells of a draft or a serial's cell that changed: enough for a projection to fold, with account
 * ids and masks in place of account numbers.
 */
import type { DraftRecord, DraftStatus, LegState } from '../draft';
import type { CountyCode, DraftId, OrganisationId, ProjectId, SerialNumber } from '../identifiers';
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
  readonly exceptions: ExceptionChanges;
}

export interface CellChange {
  readonly bank: OrganisationId;
  readonly serialNumber: SerialNumber;
  readonly exceptions: ExceptionChanges;
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
    exceptions: exceptionChanges(before?.state.exceptions ?? [], after.state.exceptions),
  };
}

/** How the exceptions of a cell changed; undefined when they did not. */
export function cellChange(before: SerialCell | undefined, after: SerialCell): CellChange | undefined {
  const exceptions = exceptionChanges(before?.exceptions ?? [], after.exceptions);
  if (isQuiet(exceptions)) return undefined;
  return { bank: after.bank, serialNumber: after.serialNumber, exceptions };
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
