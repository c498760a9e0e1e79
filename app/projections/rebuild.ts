/**
 * Throws the projections away and folds the ledger again. What originates in the store (users, sessions, files, unsent
 * forms) stays as it is. A rebuild that is broken off is no loss: the platform goes on from where it stood.
 */
import type { Connection } from 'mongoose';
import type { Ledger } from '../../ledger/ledger';
import { ProjectedStore } from './projected-store';
import { ProjectionRunner } from './projection-runner';

/** A rebuild that hears nothing of the ledger for this long has lost it. */
const silenceMsMax = 60_000;

export interface RebuildProgress {
  /** The block folded last. */
  readonly block: number;
  /** The newest one when the rebuild began. */
  readonly newest: number;
}

/**
 * Rebuilds up to the block that is the newest at the beginning. Nobody else may project into the database meanwhile.
 * @throws the bug that a fold ended with, or an error when the ledger fell silent
 */
export async function rebuildProjections(
  ledger: Pick<Ledger, 'events' | 'height'>,
  connection: Connection,
  tell: (progress: RebuildProgress) => void = () => undefined,
): Promise<void> {
  await new ProjectedStore(connection).drop();
  await catchUpProjections(ledger, connection, tell);
}

/**
 * Folds what the ledger holds beyond the projections as they stand, up to the block that is the newest at the beginning. Nobody
 * else may project into the database meanwhile.
 * @throws the bug that a fold ended with, or an error when the ledger fell silent
 */
export async function catchUpProjections(
  ledger: Pick<Ledger, 'events' | 'height'>,
  connection: Connection,
  tell: (progress: RebuildProgress) => void = () => undefined,
): Promise<void> {
  const newest = (await ledger.height()) - 1n;
  const runner = new ProjectionRunner(ledger, connection);
  const ended = runner.start();
  let heard = -1;
  runner.onChange(({ block }) => {
    tell({ block, newest: Number(newest) });
  });
  try {
    while (!(await Promise.race([runner.waitFor(newest, silenceMsMax), failed(ended)]))) {
      const { block, failed: failure } = runner.status();
      // It ended, and says itself why.
      if (failure?.retrying === false) await failed(ended);
      if (block === heard) throw new Error(silent(block, newest));
      heard = block;
    }
  } finally {
    await runner.stop();
  }
}

/** Ends the wait with the runner's own failure. */
async function failed(ended: Promise<void>): Promise<never> {
  await ended;
  throw new Error('the projections ended before they had reached the newest block');
}

function silent(block: number, newest: bigint): string {
  return (
    `The ledger told nothing for ${String(silenceMsMax)} ms after block ${String(block)}; block ${String(newest)} was ` +
    'expected. Look whether it runs, then rebuild again.'
  );
}
