/**
 * The invariants of domain rules, section 12, on the records as they stand: money, legs, exceptions. Each is a
 * predicate over facts and derived states and names what it found wrong.
 */
import { strict as assert } from 'node:assert';
import type { DraftRecord } from '../../domain/draft';
import type { SerialCell } from '../../domain/serial-cell';
import type { Snapshot } from './executor';
import {
  bankOf,
  faultOfSettled,
  isSettled,
  legsOf,
  liveOf,
  mustBeSettled,
  trancheStepsDone,
} from './leg-oracle';
import type { RawFacts } from './raw-facts';

/** Fen of a list of amounts, summed. */
function total(amounts: readonly string[]): bigint {
  return amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
}

/** Invariant 1: issued = accepted + outstanding + cancelled, and nothing negative (3). */
export function checkMoney({ drafts }: Snapshot): void {
  for (const record of drafts) {
    checkTotals(record);
    checkAccepted(record);
    checkFlows(record);
    for (const { view, serialNumber } of record.registrations) {
      const undone = BigInt(view.line?.undoneFen ?? 0);
      const isWithin = undone >= 0n && undone <= BigInt(view.line?.amountFen ?? 0);
      assert(isWithin, `no more of ${serialNumber} came back than there was`);
    }
  }
}

function checkTotals(record: DraftRecord): void {
  const { draftId, amountFen, planPath } = record.issued;
  const { acceptedTranches, status } = record.state;
  const tranches = planPath.filter(({ kind }) => kind === 'tranche');
  const accepted = total(tranches.slice(0, acceptedTranches.length).map((leg) => leg.amountFen));
  const rest = total(tranches.slice(acceptedTranches.length).map((leg) => leg.amountFen));
  assert.equal(accepted + rest, BigInt(amountFen), `${draftId}: tranches sum to the draft's amount`);
  const isLive = record.cancelled === undefined;
  const isDone = isLive && rest === 0n;
  assert.equal(status === 'honoured', isDone, `${draftId}: honoured exactly when nothing is outstanding`);
  assert(isLive || accepted === 0n, `${draftId}: nothing of a cancelled draft is accepted`);
}

function checkAccepted(record: DraftRecord): void {
  const { draftId, planPath } = record.issued;
  const tranches = planPath.filter(({ kind }) => kind === 'tranche');
  for (const [position, tranche] of record.state.acceptedTranches.entries()) {
    assert.equal(tranche, position + 1, `${draftId}: tranches are accepted in order`);
    const leg = tranches[position];
    const isPaid = leg !== undefined && isSettled(record, leg.legId);
    assert(isPaid, `${draftId}: accepted tranche ${String(tranche)} is settled`);
  }
}

/** Invariant 3: what comes into an inner organisation goes out of it. */
function checkFlows(record: DraftRecord): void {
  const { planPath, draftId } = record.issued;
  for (const organisation of new Set(planPath.map(({ payee }) => payee.organisationId))) {
    if (organisation === record.implementer) continue;
    const into = total(
      planPath.filter(({ payee }) => payee.organisationId === organisation).map((leg) => leg.amountFen),
    );
    const out = total(
      planPath.filter(({ payer }) => payer.organisationId === organisation).map((leg) => leg.amountFen),
    );
    assert.equal(into, out, `${draftId}: ${organisation} pays out what it takes in`);
  }
}

/** Invariants 2 and 5: what a settled leg rests on; and what must be settled is. */
export function checkLegs(touched: Snapshot, standing: Snapshot, raw: RawFacts): void {
  checkLinesServeOnce(standing);
  for (const record of touched.drafts) {
    for (const leg of legsOf(record)) {
      const facts = { record, leg, raw };
      const name = `${record.issued.draftId} ${leg.legId}`;
      if (!isSettled(record, leg.legId)) {
        assert(!mustBeSettled(facts, standing), `${name}: everything is there, and it is not settled`);
        checkUnsettled(record, leg.legId);
        continue;
      }
      assert.equal(faultOfSettled(facts), undefined, `${name} is settled`);
    }
    checkPath(record);
  }
}

/** No line serves two legs. */
function checkLinesServeOnce({ drafts }: Snapshot): void {
  const used = new Map<string, string>();
  for (const record of drafts) {
    for (const leg of record.issued.planPath) {
      if (!isSettled(record, leg.legId)) continue;
      const name = `${record.issued.draftId} ${leg.legId}`;
      for (const { seq, serialNumber, date } of liveOf(record, leg)) {
        if (record.choices[leg.legId]?.includes(seq) !== true) continue;
        const line = [bankOf(record, leg), leg.payer.account, date, serialNumber].join('|');
        assert.equal(used.get(line), undefined, `${name}: its line ${serialNumber} serves another leg, too`);
        used.set(line, name);
      }
    }
  }
}

/** A leg that waits for something before it is locked. */
function checkUnsettled(record: DraftRecord, legId: string): void {
  const leg = record.issued.planPath.find((each) => each.legId === legId);
  const state = record.state.legs.find((each) => each.legId === legId);
  assert(leg !== undefined && state !== undefined);
  const open = leg.opensAfter.every((before) => isSettled(record, before)) && trancheStepsDone(record, leg);
  const locked = !open || record.cancelled !== undefined;
  assert.equal(
    state.state === 'locked',
    locked,
    `${record.issued.draftId} ${legId} is locked exactly while it waits for a step before it`,
  );
  assert.equal(
    state.actual,
    undefined,
    `${record.issued.draftId} ${legId} is not settled and shows no transfer`,
  );
}

function checkPath(record: DraftRecord): void {
  const settled = record.state.legs.filter(({ state }) => state === 'settled');
  assert.deepEqual(
    [...record.state.actualPath].sort(),
    settled.map(({ legId }) => legId).sort(),
    'the actual path is the settled legs',
  );
  for (const { actual } of settled) assert(actual !== undefined && BigInt(actual.amountFen) > 0n);
}

/** Invariant 6: one exception for each subject, with findings and one owner, that of its first finding. */
export function checkExceptions({ drafts, cells }: Snapshot): void {
  const seen = new Set<string>();
  const all = [
    ...drafts.flatMap(({ state }) => state.exceptions),
    ...cells.flatMap(({ exceptions }) => exceptions),
  ];
  for (const { exceptionId, findings, owner } of all) {
    assert(!seen.has(exceptionId), `one exception ${exceptionId}`);
    seen.add(exceptionId);
    assert(
      findings[0]?.owner === owner && owner !== '',
      `${exceptionId} is owned by the owner of its first finding`,
    );
  }
  for (const { resolutions } of [...drafts, ...cells]) {
    for (const { proposedBy, confirmedBy, resolutionId } of resolutions) {
      assert.notDeepEqual(proposedBy, confirmedBy, `${resolutionId} names two persons`);
    }
  }
}

/** Of the exact live claims on one line, one and no more may count. */
export function checkClaims({ cells }: Snapshot, { drafts }: Snapshot): void {
  const records = new Map(drafts.map((record) => [record.issued.draftId, record]));
  for (const { lines, claims, serialNumber } of cells) {
    for (const line of lines.filter(({ direction, kind }) => direction === 'debit' && kind === 'payment')) {
      const naming = claims.filter(
        ({ account, date, draftId }) =>
          records.get(draftId)?.cancelled === undefined && account === line.account && date === line.date,
      );
      const free = naming.filter((claim) => {
        const registration = records
          .get(claim.draftId)
          ?.registrations.find(({ seq }) => seq === claim.registrationSeq);
        return registration?.view.taken !== true && fits(claim, line);
      });
      const exact = naming.filter((claim) => fits(claim, line));
      assert(free.length <= 1, `line ${serialNumber} counts for ${String(free.length)} claims`);
      assert(
        exact.length === 0 || free.length === 1,
        `line ${serialNumber} counts for none of its exact claims`,
      );
    }
  }
}

function fits(claim: SerialCell['claims'][number], line: SerialCell['lines'][number]): boolean {
  const amount = BigInt(line.amountFen);
  const needed = BigInt(claim.amountFen);
  return claim.payee === line.payee && (claim.several === true ? amount <= needed : amount === needed);
}
