/**
 * What must hold of the records and indexes beside the business: facts are only added to, deriving again
 * changes nothing, and every index tells what a scan of the records tells.
 */
import { strict as assert } from 'node:assert';
import type { Instant } from '../../domain/calendar';
import { addHours } from '../../domain/calendar';
import type { DraftRecord } from '../../domain/draft';
import { deriveCell } from '../../domain/entry-exceptions';
import type { ReconciliationException } from '../../domain/reconciliation-exception';
import { derive } from '../../domain/reconciliation';
import type { SerialCell } from '../../domain/serial-cell';
import { recordAs } from '../../domain/codec';
import type { OpenExceptions } from '../../chaincode/state-keys';
import type { Snapshot } from './executor';
import type { MemoryState } from './memory-state';

/** Invariant 6: facts are only added to; an end once set stays. */
export function checkFactsKept(before: Snapshot, after: Snapshot): void {
  for (const old of before.drafts) {
    const now = after.drafts.find(({ issued }) => issued.draftId === old.issued.draftId);
    assert(now !== undefined, 'a draft does not vanish');
    if (now === old) continue;
    assert.deepEqual(now.issued, old.issued);
    for (const fact of [
      'receipts',
      'presentations',
      'opinions',
      'acceptances',
      'amendments',
      'pastHolds',
      'resolutions',
    ] as const) {
      assert.deepEqual(now[fact].slice(0, old[fact].length), old[fact], `${fact} are only added to`);
    }
    checkRegistrationsKept(old, now);
  }
  for (const old of before.cells) checkCellKept(old, after);
}

function checkRegistrationsKept(old: DraftRecord, now: DraftRecord): void {
  for (const [position, registration] of old.registrations.entries()) {
    const { view: _seen, ended: endedBefore, ...fact } = registration;
    const kept = now.registrations[position];
    assert(kept !== undefined, 'a registration does not vanish');
    const { view: _sees, ended, ...same } = kept;
    assert.deepEqual(same, fact, 'a registration does not change');
    if (endedBefore !== undefined) assert.deepEqual(ended, endedBefore);
  }
}

function checkCellKept(old: SerialCell, after: Snapshot): void {
  const now = after.cells.find(
    ({ bank, serialNumber }) => bank === old.bank && serialNumber === old.serialNumber,
  );
  assert(now !== undefined, 'a cell does not vanish');
  if (now === old) return;
  assert.deepEqual(now.undos.slice(0, old.undos.length), old.undos, 'undos are only added to');
  for (const [position, line] of old.lines.entries()) checkLineKept(line, now.lines[position]);
}

type Line = SerialCell['lines'][number];

function checkLineKept(line: Line, kept: Line | undefined): void {
  assert(
    kept !== undefined && kept.account === line.account && kept.date === line.date,
    'a line does not vanish',
  );
  const isChosen = kept.setAside !== undefined;
  if (line.status === 'booked' && !isChosen)
    assert.deepEqual(contentOf(kept), contentOf(line), 'a line keeps its content');
}

function contentOf({ payer, payee, amountFen, currency, reference }: SerialCell['lines'][number]): object {
  return { payer, payee, amountFen, currency, reference };
}

/** Deriving what was derived changes nothing. */
export function checkDerivedAgain(standing: Snapshot, before: Snapshot, now: Instant): void {
  for (const record of standing.drafts) {
    if (before.drafts.includes(record)) continue;
    assert.deepEqual(
      plain(derive(record, now).record),
      record,
      `${record.issued.draftId} derives to what it is`,
    );
  }
  for (const cell of standing.cells) {
    if (before.cells.includes(cell)) continue;
    assert.deepEqual(plain(deriveCell(cell, now).cell), cell, `${cell.serialNumber} derives to what it is`);
  }
}

function plain(record: object): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(record));
  return copy;
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
  assert.deepEqual(
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
  assert.deepEqual(
    [...indexed].sort(),
    paying.sort(),
    'the index of paying legs holds the legs of live drafts',
  );
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
    assert.deepEqual(
      listed?.exceptions ?? [],
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
