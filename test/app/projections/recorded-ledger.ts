/**
 * A ledger's events, recorded once and told again: whole, from anywhere, in any portions. It stands in for the ledger where
 * a test is about how events arrive; what they say was written by the real contracts.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventOptions, Ledger, LedgerEvent } from '../../../ledger/ledger';

export type EventSource = Pick<Ledger, 'events' | 'height'>;

/** Every event of a ledger up to its newest block. */
export async function recordedEvents(ledger: Ledger): Promise<readonly LedgerEvent[]> {
  const newest = (await ledger.height()) - 1n;
  const events: LedgerEvent[] = [];
  const stream = new AbortController();
  for await (const event of ledger.events({ signal: stream.signal })) {
    events.push(event);
    if (event.blockNumber === newest) stream.abort();
  }
  return events;
}

export interface Telling {
  /** Lets the reader go on after so many events; all at once when absent. */
  readonly portions?: readonly number[];
  /** Tells nothing more after so many events until this is fulfilled. */
  readonly pause?: { readonly after: number; readonly until: Promise<unknown> };
  /** Tells from the beginning whatever was asked for. */
  readonly again?: boolean;
}

/** A ledger that tells these events and then nothing more. */
export function recordedLedger(events: readonly LedgerEvent[], telling: Telling = {}): EventSource {
  const newest = events.at(-1)?.blockNumber ?? -1n;
  return {
    height: () => Promise.resolve(newest + 1n),
    events: (options = {}) => told(remaining(events, options, telling), telling, options),
  };
}

function remaining(
  events: readonly LedgerEvent[],
  { checkpoint }: EventOptions,
  { again }: Telling,
): readonly LedgerEvent[] {
  if (again === true || checkpoint === undefined) return events;
  const seen = events.findIndex(({ transactionId }) => transactionId === checkpoint.transactionId);
  return events.slice(seen + 1);
}

async function* told(
  events: readonly LedgerEvent[],
  { portions = [], pause }: Telling,
  { signal }: EventOptions,
): AsyncGenerator<LedgerEvent> {
  let portion = 0;
  let left = portions[0] ?? events.length;
  for (const [index, event] of events.entries()) {
    if (index === pause?.after) await pause.until;
    if (left === 0) {
      await someTurns();
      portion += 1;
      left = portions[portion % portions.length] ?? 1;
    }
    if (signal?.aborted === true) return;
    left -= 1;
    yield event;
  }
  await end(signal);
}

/** Enough turns of the loop for the reader to begin with what it has. */
async function someTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
}

/** Fulfilled when nobody listens any more. */
function end(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) resolve();
    signal?.addEventListener('abort', () => {
      resolve();
    });
  });
}
