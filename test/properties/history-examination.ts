/**
 * Plays a history and examines every invariant after every step.
 */
import { strict as assert } from 'node:assert';
import type { Command } from './command';
import { describeCommand } from './command';
import type { History } from './command-arbitraries';
import { EventFold } from './event-fold';
import type { Snapshot } from './executor';
import { checkFindings } from './finding-oracle';
import { MemoryExecutor } from './memory-executor';
import { Play } from './play';
import { RawFacts } from './raw-facts';
import {
  checkDerivedAgain,
  checkFactsKept,
  checkIndexes,
  checkNothingMissed,
  laterThan,
} from './record-invariants';
import { checkClaims, checkExceptions, checkLegs, checkMoney } from './standing-invariants';

/** Plays a history; throws, naming the step, where an invariant does not hold. */
export async function examineHistory({ drafts, commands }: History): Promise<void> {
  const play = new Play(drafts);
  const executor = await MemoryExecutor.with(play.issues);
  const raw = new RawFacts();
  let before = executor.state();
  const fold = new EventFold(before);
  for (const [step, command] of commands.entries()) {
    try {
      const played = await play.perform(command, executor);
      for (const each of played) {
        raw.add(each);
        fold.add(each);
      }
      const after = executor.state();
      checkFactsKept(before, after);
      checkKeptSettled(command, before, after);
      checkMoney(after);
      checkLegs(after, raw);
      checkClaims(after);
      checkExceptions(after);
      checkFindings(after, raw);
      checkIndexes(executor.kept, after);
      checkDerivedAgain(after, before, play.now);
      checkNothingMissed(after, laterThan(play.now, step));
      fold.check(after);
      before = after;
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error));
      throw new Error(`after step ${String(step + 1)}, ${describeCommand(command)}: ${cause.message}`, {
        cause,
      });
    }
  }
}

const unsettling = new Set(['personal', 'other-name', 'time', 'other-time', 'same-name']);

/** Nothing settled is un-settled by an input that came later, unless it takes money or approval back. */
function checkKeptSettled(command: Command, before: Snapshot, after: Snapshot): void {
  const harmless =
    command.do === 'register' ||
    command.do === 'confirm-receipt' ||
    command.do === 'sweep' ||
    command.do === 'freeze' ||
    command.do === 'accept' ||
    command.do === 'correct' ||
    (command.do === 'push' &&
      command.entries.every((entry) => !('undo' in entry) && !unsettling.has(entry.twist)));
  if (!harmless) return;
  for (const old of before.drafts) {
    const now = after.drafts.find(({ issued }) => issued.draftId === old.issued.draftId);
    for (const { legId, state } of old.state.legs) {
      if (state !== 'settled') continue;
      const stays = now?.state.legs.find((leg) => leg.legId === legId);
      assert.equal(stays?.state, 'settled', `${old.issued.draftId} ${legId} stays settled`);
      assert.deepEqual(
        now?.choices[legId],
        old.choices[legId],
        `${old.issued.draftId} ${legId} keeps its lines`,
      );
    }
  }
}
