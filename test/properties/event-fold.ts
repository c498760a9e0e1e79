/**
 * Folds the facts of events, as a projection does, and compares with the records (invariant 8 in small): what a
 * page shows is what the chain holds.
 */
import { strict as assert } from 'node:assert';
import { recordAs } from '../../domain/codec';
import type { LegState } from '../../domain/draft';
import type { CellChange, DraftChange, ExceptionChanges } from '../../domain/events/draft-events';
import type { ReconciliationException } from '../../domain/reconciliation-exception';
import { assertSame } from './equality';
import type { PlayedCall, Snapshot } from './executor';

interface FoldedDraft {
  status: string;
  onHold: boolean;
  acceptedTranches: readonly number[];
  readonly legs: Map<string, LegState>;
}

export class EventFold {
  readonly #drafts = new Map<string, FoldedDraft>();
  readonly #exceptions = new Map<string, ReconciliationException>();

  /** Begins with what stands: drafts were issued before the history. */
  constructor({ drafts }: Snapshot) {
    for (const { issued, state, hold } of drafts) {
      const legs = new Map(state.legs.map((leg) => [leg.legId, leg]));
      const { status, acceptedTranches } = state;
      this.#drafts.set(issued.draftId, { status, onHold: hold !== undefined, acceptedTranches, legs });
    }
  }

  add({ facts }: PlayedCall): void {
    if (facts === undefined) return;
    for (const change of recordAs<readonly DraftChange[]>(Reflect.get(facts, 'drafts')) ?? []) {
      const known = this.#drafts.get(change.draftId);
      assert(known !== undefined);
      Object.assign(known, {
        status: change.status,
        onHold: change.onHold,
        acceptedTranches: change.acceptedTranches,
      });
      for (const leg of change.legs) known.legs.set(leg.legId, leg);
      this.#change(change.exceptions);
    }
    for (const { exceptions } of recordAs<readonly CellChange[]>(Reflect.get(facts, 'cells')) ?? [])
      this.#change(exceptions);
  }

  /** Everything that stands was told, and nothing else. */
  check({ drafts, cells }: Snapshot): void {
    for (const { issued, state, hold } of drafts) {
      const { status, acceptedTranches } = state;
      const known = this.#drafts.get(issued.draftId);
      const told = { ...known, legs: [...(known?.legs.values() ?? [])] };
      assertSame(
        told,
        { status, onHold: hold !== undefined, acceptedTranches, legs: state.legs },
        `events tell where ${issued.draftId} stands`,
      );
    }
    const standing = [
      ...drafts.flatMap(({ state }) => state.exceptions),
      ...cells.flatMap(({ exceptions }) => exceptions),
    ];
    assertSame(byId([...this.#exceptions.values()]), byId(standing), 'events tell which exceptions are open');
  }

  #change({ opened, changed, closed }: ExceptionChanges): void {
    for (const exceptionId of closed) assert(this.#exceptions.delete(exceptionId), `${exceptionId} was open`);
    for (const exception of opened) {
      assert(!this.#exceptions.has(exception.exceptionId), `${exception.exceptionId} was not open`);
      this.#exceptions.set(exception.exceptionId, exception);
    }
    for (const exception of changed) {
      assert(this.#exceptions.has(exception.exceptionId), `${exception.exceptionId} was open`);
      this.#exceptions.set(exception.exceptionId, exception);
    }
  }
}

function byId(exceptions: readonly ReconciliationException[]): readonly ReconciliationException[] {
  return [...exceptions].sort((a, b) => (a.exceptionId < b.exceptionId ? -1 : 1));
}
