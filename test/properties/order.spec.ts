/**
 * Invariants 4 and 7 of domain rules, section 12: the order of arrival is harmless, repetition changes nothing,
 * and what one county does changes nothing in another.
 */
import { strict as assert } from 'node:assert';
import type { DraftRecord } from '../../domain/draft';
import type { ReconciliationException } from '../../domain/reconciliation-exception';
import type { Command } from './command';
import { history } from './command-arbitraries';
import type { History } from './command-arbitraries';
import type { DraftSpec } from './drafts';
import type { Executor, Snapshot } from './executor';
import { counties } from './fund-world';
import { harmlessHistory, presentations, reordered } from './harmless-inputs';
import type { HarmlessHistory } from './harmless-inputs';
import { checkHistories } from './history-run';
import { MemoryExecutor } from './memory-executor';
import { Play } from './play';

const lookedAt: readonly Command[] = [
  { do: 'wait', hours: 24 * 45 },
  { do: 'sweep' },
  { do: 'wait', hours: 24 * 2 },
  { do: 'sweep' },
];

describe('order of arrival', function () {
  this.timeout(0);

  it('does not matter for inputs that do not compete, in any batches', () =>
    checkHistories(harmlessHistory, examineOrder, 400));

  it('and repetition: the same inputs once more change nothing', () =>
    checkHistories(harmlessHistory, examineRepetition, 100));
});

describe('counties', function () {
  this.timeout(0);

  it('do not change each other’s drafts', () => checkHistories(history, examineCounties, 150));
});

async function examineOrder(each: HarmlessHistory): Promise<void> {
  const [one, other] = await Promise.all([
    standingAfter(each.drafts, [...each.commands, ...lookedAt]),
    standingAfter(each.drafts, [...reordered(each), ...lookedAt]),
  ]);
  try {
    assert.deepEqual(comparable(other), comparable(one));
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error(String(error));
    const order = reordered(each).map((command) => JSON.stringify(command));
    throw new Error(`another order ends elsewhere: ${message}\n${order.join('\n')}`, { cause: error });
  }
}

async function examineRepetition({ drafts, commands }: HarmlessHistory): Promise<void> {
  const once = await standingAfter(drafts, commands);
  const twice = await standingAfter(drafts, [...commands, ...commands]);
  assert.deepEqual(twice, once, 'the records are the same');
}

async function standingAfter(drafts: readonly DraftSpec[], commands: readonly Command[]): Promise<Snapshot> {
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
  return exceptions.map(({ openedAt: _at, ...exception }) => exception);
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

/** Plays a history with and without what the second county's offices do. */
async function examineCounties({ drafts, commands }: History): Promise<void> {
  // Whether the offices' own acts come through may depend on the second county, and they may reach the first.
  const played = commands.filter(
    ({ do: what }) => what !== 'resolve' && what !== 'cancel' && what !== 'correct',
  );
  const [whole, without] = await Promise.all([
    firstCounty({ drafts, commands: played }, false),
    firstCounty({ drafts, commands: played }, true),
  ]);
  assert.deepEqual(without, whole, 'the first county’s drafts are the same');
}

async function firstCounty(each: History, silenced: boolean): Promise<readonly DraftRecord[]> {
  const play = new Play(each.drafts);
  const executor = await MemoryExecutor.with(play.issues);
  const heard: Executor = {
    state: () => executor.state(),
    submit: (call) =>
      silenced && call.caller.county === counties[1]
        ? Promise.resolve({ ok: false, refusal: { code: 'not-permitted' } })
        : executor.submit(call),
  };
  for (const command of each.commands) await play.perform(command, heard);
  return executor.state().drafts.filter(({ county }) => county === counties[0]);
}
