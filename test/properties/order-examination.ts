/** Compares where two orders of the same inputs end (domain rules, section 12, invariant 4). */
import { strict as assert } from 'node:assert';
import type { DraftRecord } from '../../domain/draft';
import type { ReconciliationException } from '../../domain/reconciliation-exception';
import type { Command } from './command';
import { describeCommand } from './command';
import type { DraftSpec } from './drafts';
import type { Snapshot } from './executor';
import { presentations } from './harmless-inputs';
import { MemoryExecutor } from './memory-executor';
import { Play } from './play';

const lookedAt: readonly Command[] = [
  { do: 'wait', hours: 24 * 45 },
  { do: 'sweep' },
  { do: 'wait', hours: 24 * 2 },
  { do: 'sweep' },
];

export interface TwoOrders {
  readonly drafts: readonly DraftSpec[];
  readonly one: readonly Command[];
  readonly other: readonly Command[];
}

/** Plays both orders, lets sweeps look at the end, and throws where they end differently. */
export async function examineOrder({ drafts, one, other }: TwoOrders): Promise<void> {
  const [first, second] = await Promise.all([
    standingAfter(drafts, [...one, ...lookedAt]),
    standingAfter(drafts, [...other, ...lookedAt]),
  ]);
  try {
    assert.deepEqual(comparable(second), comparable(first));
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error(String(error));
    const order = other.map((command) => `  ${describeCommand(command)}`).join('\n');
    throw new Error(`another order ends elsewhere: ${message}\nthe other order:\n${order}`, { cause: error });
  }
}

/** The records after presentations, opinions and these commands. */
export async function standingAfter(
  drafts: readonly DraftSpec[],
  commands: readonly Command[],
): Promise<Snapshot> {
  const play = new Play(drafts);
  const executor = await MemoryExecutor.with(play.issues);
  for (const command of [...presentations(drafts), ...commands]) await play.perform(command, executor);
  return executor.state();
}

/** Legs, drafts and open exceptions, without times and without the numbers facts got by their order. */
function comparable({ drafts, cells }: Snapshot): object {
  return {
    drafts: drafts.map((record) => ({
      ...{
        draftId: record.issued.draftId,
        state: { ...record.state, exceptions: untimed(record.state.exceptions) },
      },
      lines: linesOf(record),
    })),
    cells: cells.flatMap(({ exceptions }) => untimed(exceptions)),
  };
}

function untimed(exceptions: readonly ReconciliationException[]): readonly object[] {
  return exceptions.map((exception) => ({ ...exception, openedAt: undefined }));
}

/** The lines each settled leg is settled by; the choice a locked leg keeps tells whether it was settled once. */
function linesOf(record: DraftRecord): object {
  return Object.fromEntries(
    record.state.actualPath.map((legId) => {
      const chosen = record.registrations.filter(({ seq }) => record.choices[legId]?.includes(seq));
      return [legId, chosen.map(({ serialNumber, date }) => `${serialNumber} ${date}`).sort()];
    }),
  );
}
