/** The proposal of a resolution on one of the exceptions that stand, fitting or not. */
import { addDays } from '../../domain/calendar';
import type { CalendarDate } from '../../domain/calendar';
import type { DraftRecord } from '../../domain/draft';
import type { ReconciliationException } from '../../domain/reconciliation-exception';
import type { Command } from './command';
import type { Call, Snapshot } from './executor';
import { callerOf } from './fund-world';

type Trial = Extract<Command, { readonly do: 'resolve' }>;

/** The proposal; none while nothing stands, or the kind needs what the exception does not name. */
export function triedResolution(trial: Trial, standing: Snapshot): readonly Omit<Call, 'at'>[] {
  const open = [
    ...standing.drafts.flatMap(({ state }) => state.exceptions),
    ...standing.cells.flatMap(({ exceptions }) => exceptions),
  ];
  const exception = open[trial.pick % Math.max(open.length, 1)];
  if (exception === undefined) return [];
  const record = standing.drafts.find(({ issued }) => issued.draftId === exception.draftId);
  const act = actOf(trial, exception, record);
  if (act === undefined) return [];
  const caller = callerOf(trial.kind === 'choose-version' ? bankOf(exception, record) : 'leading-office', 1);
  const request = { exceptionId: exception.exceptionId, act, reason: 'A reason' };
  return [{ transaction: 'ProposeResolution', caller, request }];
}

function bankOf(exception: ReconciliationException, record: DraftRecord | undefined): string {
  if (record === undefined) return exception.exceptionId.split(':')[1] ?? 'bank-a';
  const leg = record.issued.planPath.find(({ legId }) => legId === exception.legId);
  return (leg === undefined ? undefined : record.accounts[leg.payer.account]?.bank) ?? 'bank-a';
}

function actOf(
  { kind }: Trial,
  exception: ReconciliationException,
  record: DraftRecord | undefined,
): object | undefined {
  const { legId } = exception;
  if (kind === 'write-off') return { kind };
  if (kind === 'choose-version') return { kind, version: 1 };
  if (record === undefined || legId === undefined) return undefined;
  return kind === 'undo' ? { kind, legId } : lineAct(kind, exception, record);
}

function lineAct(
  kind: 'match' | 'release' | 'correct',
  { legId, serialNumber, transferDate }: ReconciliationException,
  record: DraftRecord,
): object | undefined {
  if (serialNumber === undefined || transferDate === undefined) return undefined;
  const line = { serialNumber, date: transferDate };
  const near = nearDate(record, { legId, serialNumber });
  const to = { serialNumber, date: near ?? addDays(transferDate, 1) };
  switch (kind) {
    case 'release':
      return { kind, legId, line };
    case 'correct':
      return { kind, legId, from: line, to };
    case 'match':
      return { kind, legId, lines: [near === undefined ? line : to] };
  }
}

/** The day of the near miss a registration sees. */
function nearDate(
  record: DraftRecord,
  sought: { readonly legId: string | undefined; readonly serialNumber: string },
): CalendarDate | undefined {
  const found = record.registrations.find(
    ({ legId, serialNumber, view }) =>
      legId === sought.legId && serialNumber === sought.serialNumber && view.near?.reason === 'date',
  );
  return found?.view.near?.line.date;
}
