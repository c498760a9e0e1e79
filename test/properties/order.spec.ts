/**
 * Invariants 4 and 7 of domain rules, section 12: the order of arrival is harmless, repetition changes nothing,
 * and what one county does changes nothing in another.
 */
import { strict as assert } from 'node:assert';
import type { DraftRecord } from '../../domain/draft';
import { history } from './command-arbitraries';
import type { History } from './command-arbitraries';
import type { Executor } from './executor';
import { counties } from './fund-world';
import { harmlessHistory, reordered } from './harmless-inputs';
import type { HarmlessHistory } from './harmless-inputs';
import { checkHistories } from './history-run';
import { examineOrder, standingAfter } from './order-examination';
import { MemoryExecutor } from './memory-executor';
import { Play } from './play';

describe('order of arrival', function () {
  this.timeout(0);

  it('does not matter for inputs that do not compete, in any batches', () =>
    checkHistories(
      harmlessHistory,
      (each) => examineOrder({ drafts: each.drafts, one: each.commands, other: reordered(each) }),
      400,
    ));

  it('and repetition: the same inputs once more change nothing', () =>
    checkHistories(harmlessHistory, examineRepetition, 100));
});

describe('counties', function () {
  this.timeout(0);

  it('do not change each other’s drafts', () => checkHistories(history, examineCounties, 150));
});

async function examineRepetition({ drafts, commands }: HarmlessHistory): Promise<void> {
  const once = await standingAfter(drafts, commands);
  const twice = await standingAfter(drafts, [...commands, ...commands]);
  assert.deepEqual(twice, once, 'the records are the same');
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
