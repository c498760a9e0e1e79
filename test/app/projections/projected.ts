/** Projects events into a database until all of them are there. */
import type { Connection } from 'mongoose';
import { ProjectionRunner } from '../../../app/projections/projection-runner';
import type { EventSource } from './recorded-ledger';

const limitMs = 60_000;

/** Folds everything the ledger holds and stops. */
export async function projectAll(ledger: EventSource, connection: Connection): Promise<void> {
  const runner = new ProjectionRunner(ledger, connection);
  const ended = runner.start();
  const reached = await Promise.race([runner.waitFor((await ledger.height()) - 1n, limitMs), ended]);
  await runner.stop();
  await ended;
  if (reached !== true)
    throw new Error(`the projections did not reach the newest block: ${JSON.stringify(runner.status())}`);
}
