/**
 * What must hold of the records and indexes beside the business: facts are only added to, deriving again
 * changes nothing, and every index tells what a scan of the records tells.
 */
import { strict as assert } from 'node:assert';
import type { Instant } from '../../domain/calendar';
import { addHours } from '../../domain/calendar';
import { compareText } from '../../domain/codec';
import type { DraftRecord } from '../../domain/draft';
import { deriveCell } from '../../domain/entry-exceptions';
import type { ReconciliationException } from '../../domain/reconciliation-exception';
import { derive } from '../../domain/reconciliation';
import type { SerialCell } from '../../domain/serial-cell';
import { recordAs } from '../../domain/codec';
import type { OpenExceptions } from '../../chaincode/state-keys';
import { assertSame } from './equality';
import type { Snapshot } from './executor';
import type { MemoryState } from './memory-state';

/** Invariant 6: facts are only added to; an end once set stays. */
export function checkFactsKept(before: Snapshot, touched: Snapshot, versionChosen: boolean): void {
  for (const now of touched.drafts) {
    const old = before.drafts.find(({ issued }) => issued.draftId === now.issued.draftId);
    assert(old !== undefined, 'histories issue no drafts');
    assertSame(now.issued, old.issued, 'what was issued does not change');
    for (const fact of [
      'receipts',
      'presentations',
      'opinions',
      'acceptances',
      'amendments',
      'pastHolds',
      'resolutions',
    ] as const) {
      assertSame(now[fact].slice(0, old[fact].length), old[fact], `${fact} are only added to`);
    }
    checkRegistrationsKept(old, now);
  }
  for (const cell of touched.cells) checkCellKept(before, cell, versionChosen);
}

function checkRegistrationsKept(old: DraftRecord, now: DraftRecord): void {
  for (const [position, registration] of old.registrations.entries()) {
    const kept = now.registrations[position];
    assert(kept !== undefined, 'a registration does not vanish');
    const { ended } = registration;
    // What it sees of its serial's cell may change, and it may end once.
    const seen = {
      ...registration,
      view: kept.view,
      ...(kept.ended === undefined ? {} : { ended: kept.ended }),
    };
    assertSame(kept, seen, 'a registration does not change');
    if (ended !== undefined) assertSame({ ended: kept.ended }, { ended }, 'an end once set stays');
  }
}

function checkCellKept(before: Snapshot, now: SerialCell, versionChosen: boolean): void {
  const old = before.cells.find(
    ({ bank, serialNumber }) => bank === now.bank && serialNumber === now.serialNumber,
  );
  if (old === undefined) return;
  // Two persons who choose another content of a reversal choose what it takes back, too.
  if (!versionChosen) assertSame(now.undos.slice(0, old.undos.length), old.undos, 'undos are only added to');
  for (const [position, line] of old.lines.entries()) checkLineKept(line, now.lines[position]);
}

type Line = SerialCell['lines'][number];

function checkLineKept(line: Line, kept: Line | undefined): void {
  assert(kept?.account === line.account && kept.date === line.date, 'a line does not vanish');
  const isChosen = kept.setAside !== undefined;
  if (line.status === 'booked' && !isChosen)
    assertSame(contentOf(kept), contentOf(line), 'a line keeps its content');
}

function contentOf({ payer, payee, amountFen, currency, reference }: SerialCell['lines'][number]): object {
  return { payer, payee, amountFen, currency, reference };
}

/** Deriving what was derived changes nothing. */
export function checkDerivedAgain({ drafts, cells }: Snapshot, now: Instant): void {
  for (const record of drafts) {
    const again = derive(record, now).record;
    const name = `${record.issued.draftId} derives to what it is`;
    assertSame([again.state, again.choices], [record.state, record.choices], name);
  }
  for (const cell of cells) {
    assertSame(
      deriveCell(cell, now).cell.exceptions,
      cell.exceptions,
      `${cell.serialNumber} derives to what it is`,
    );
  }
}

/**
 * What a sweep at some later time would reveal is announced: a draft or cell whose full evaluation at that time
 * differs from what stands is due before it.
 */
export function checkNothingMissed({ drafts, cells }: Snapshot, later: Instant): void {
  for (const record of drafts) {
    const { state } = derive({ ...record, sweptAt: later }, later).record;
    const reveals = told(state.exceptions) !== told(record.state.exceptions);
    const announced = record.dueAt !== undefined && record.dueAt < later;
    assert(
      !reveals || announced,
      `${record.issued.draftId}: a sweep at ${later} would miss ${told(state.exceptions)}`,
    );
  }
  for (const cell of cells) {
    const { exceptions } = deriveCell({ ...cell, sweptAt: later }, later).cell;
    const reveals = told(exceptions) !== told(cell.exceptions);
    const announced = cell.dueAt !== undefined && cell.dueAt < later;
    assert(!reveals || announced, `${cell.serialNumber}: a sweep at ${later} would miss ${told(exceptions)}`);
  }
}

const lookAheadHours = [0, 1, 25, 24 * 11, 24 * 35, 24 * 100] as const;

/** A later time to look ahead to, another one at each step. */
export function laterThan(now: Instant, step: number): Instant {
  return addHours(now, lookAheadHours[step % lookAheadHours.length] ?? 1);
}

function told(exceptions: readonly ReconciliationException[]): string {
  return JSON.stringify(
    exceptions.map(({ exceptionId, owner, findings }) => ({ exceptionId, owner, findings })),
  );
}

/** WAITING, OPEN and PAYING tell what a scan of the records tells. */
export function checkIndexes(kept: MemoryState, { drafts, cells }: Snapshot): void {
  const waiting = kept.entries('WAITING').map(({ attributes }) => attributes.join('|'));
  const due = [
    ...drafts.map(({ dueAt, issued }) => (dueAt === undefined ? [] : [dueAt, 'D', issued.draftId])),
    ...cells.map(({ dueAt, bank, serialNumber }) =>
      dueAt === undefined ? [] : [dueAt, 'C', bank, serialNumber],
    ),
  ];
  assertSame(
    [...waiting].sort(),
    due
      .filter(({ length }) => length > 0)
      .map((parts) => parts.join('|'))
      .sort(),
    'the waiting index holds what waits',
  );
  checkOpen(kept, { drafts, cells });
  const paying = drafts
    .filter(({ state }) => state.status !== 'honoured' && state.status !== 'cancelled')
    .flatMap(({ issued }) =>
      issued.planPath.map(({ legId, payer, payee, amountFen }) =>
        [payer.account, payee.account, amountFen, issued.draftId, legId].join('|'),
      ),
    );
  const indexed = kept.entries('PAYING').map(({ attributes }) => attributes.join('|'));
  assertSame([...indexed].sort(), paying.sort(), 'the index of paying legs holds the legs of live drafts');
}

function checkOpen(kept: MemoryState, { drafts, cells }: Snapshot): void {
  const open = new Map(
    kept
      .entries('OPEN')
      .map(({ attributes, record }) => [attributes.join('|'), recordAs<OpenExceptions>(record)]),
  );
  const standing = new Map<string, readonly ReconciliationException[]>([
    ...drafts.map(({ issued, state }) => [`D:${issued.draftId}`, state.exceptions] as const),
    ...cells.map(({ bank, serialNumber, exceptions }) => [`C:${bank}:${serialNumber}`, exceptions] as const),
  ]);
  for (const [name, exceptions] of standing) {
    const listed = open.get(name);
    const told = listed?.seen.flatMap((each) => each.exceptions) ?? [];
    assertSame(
      [...told].sort((a, b) => compareText(a.exceptionId, b.exceptionId)),
      exceptions,
      `the index of open exceptions tells what stands on ${name}`,
    );
    assert(
      (listed === undefined) === (exceptions.length === 0),
      `the index holds ${name} while something stands on it`,
    );
  }
  for (const name of open.keys()) assert(standing.has(name), `the index holds nothing but ${name}`);
}
