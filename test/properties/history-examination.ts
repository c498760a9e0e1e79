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
import { isSettled } from './leg-oracle';
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
      const touched = changedSince(before, after);
      if (touched.drafts.length + touched.cells.length === 0) continue;
      checkFactsKept(before, touched, raw.versionChosen);
      checkKeptSettled(command, before, touched);
      checkMoney(touched);
      checkLegs(touched, after, raw);
      checkClaims(touched, after);
      checkExceptions(after);
      checkFindings(raw.sweptNow ? after : touched, after, raw);
      checkIndexes(executor.kept, after);
      checkDerivedAgain(touched, play.now);
      checkNothingMissed(touched, laterThan(play.now, step));
      fold.check(after);
      before = after;
    } catch (error) {
      const { message } = error instanceof Error ? error : new Error(String(error));
      throw new Error(`after step ${String(step + 1)}, ${describeCommand(command)}: ${message}`, {
        cause: error,
      });
    }
  }
}

const harmlessKinds = new Set(['register', 'confirm-receipt', 'sweep', 'freeze', 'accept', 'correct']);
const unsettling = new Set(['personal', 'other-name', 'time', 'other-time', 'same-name']);

/** Nothing settled is un-settled by an input that came later, unless it takes money or approval back. */
function checkKeptSettled(command: Command, before: Snapshot, after: Snapshot): void {
  if (!isHarmless(command)) return;
  for (const now of after.drafts) {
    const old = before.drafts.find(({ issued }) => issued.draftId === now.issued.draftId);
    for (const { legId } of old?.state.legs.filter(({ state }) => state === 'settled') ?? []) {
      const name = `${now.issued.draftId} ${legId}`;
      assert(isSettled(now, legId), `${name} stays settled`);
      assert.deepEqual(now.choices[legId], old?.choices[legId], `${name} keeps its lines`);
    }
  }
}

function isHarmless(command: Command): boolean {
  if (command.do !== 'push') return harmlessKinds.has(command.do);
  return command.entries.every((entry) => !('undo' in entry) && !unsettling.has(entry.twist));
}

/** The records that a step wrote. */
function changedSince(before: Snapshot, after: Snapshot): Snapshot {
  const drafts = new Set(before.drafts);
  const cells = new Set(before.cells);
  return {
    drafts: after.drafts.filter((record) => !drafts.has(record)),
    cells: after.cells.filter((cell) => !cells.has(cell)),
  };
}
