/**
 * How fast projections catch up: events of drafts' whole lives, as the contracts tell them, folded into a store that holds a
 * hundred thousand drafts already. The runner is the platform's; only the ledger behind it is a list of events.
 */
import { ProjectionRunner } from '../../app/projections/projection-runner';
import { readModels } from '../../app/models/read-models';
import type { CheckpointDocument } from '../../app/models/chain-documents';
import type { Store } from '../../app/store/store-connection';
import type { LedgerEvent } from '../../ledger/ledger';
import { recordedLedger } from '../../test/app/projections/recorded-ledger';
import { copiedEvents } from './life-copies';
import { recordLives } from './recorded-lives';

const caughtUpMsMax = 600_000;
/** Behind every copy that fills the store. */
const firstCopy = 200_000;

export interface CatchUpShape {
  readonly runs: number;
  readonly livesOfRun: number;
}

/** Events per second of each run; the first run of all, which warms up, is not answered. */
export async function benchCatchUp(
  { connection }: Store,
  { runs, livesOfRun }: CatchUpShape,
  say: (line: string) => void,
): Promise<readonly number[]> {
  const { events, lives } = await recordLives();
  const checkpoints = readModels(connection).checkpoints;
  const checkpoint = await checkpoints.findById('ledger').lean<CheckpointDocument>().exec();
  if (checkpoint === null) throw new Error('the store has no checkpoint: its platform has never run');
  const founded = shifted(events, BigInt(checkpoint.block) + 1n);
  await caughtUp(connection, founded);
  let before = lastOf(founded);
  const rates: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const copies = { before, from: firstCopy + run * livesOfRun, count: livesOfRun };
    const told = [...copiedEvents(lives, copies)];
    const seconds = await caughtUp(connection, told);
    before = lastOf(told);
    if (run > 0) rates.push(told.length / seconds);
  }
  say(`catching up: ${rates.map((rate) => rate.toFixed(0)).join(' ')} events/s`);
  return rates;
}

/** The same events as if they followed what the store knows. */
function shifted(events: readonly LedgerEvent[], first: bigint): readonly LedgerEvent[] {
  return events.map((event) => ({ ...event, blockNumber: event.blockNumber + first }));
}

function lastOf(events: readonly LedgerEvent[]): LedgerEvent {
  const last = events.at(-1);
  if (last === undefined) throw new Error('there are no events');
  return last;
}

/** Seconds until pages show the newest of these events. */
async function caughtUp(connection: Store['connection'], events: readonly LedgerEvent[]): Promise<number> {
  const runner = new ProjectionRunner(recordedLedger(events, { again: true }), connection);
  const begunMs = performance.now();
  const ended = runner.start();
  const reached = await Promise.race([runner.waitFor(lastOf(events).blockNumber, caughtUpMsMax), ended]);
  const seconds = (performance.now() - begunMs) / 1_000;
  await runner.stop();
  await ended;
  if (reached !== true)
    throw new Error(`the projections did not catch up: ${JSON.stringify(runner.status())}`);
  return seconds;
}
