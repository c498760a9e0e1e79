/**
 * Random histories through the whole ledger: certificates, register, contracts, endorsement and commit give
 * every call the outcome that the rules alone give it, and leave the same records.
 */
import { strict as assert } from 'node:assert';
import { commandsMin, shortHistory } from './command-arbitraries';
import type { History } from './command-arbitraries';
import { describeCommand } from './command';
import { assertSame } from './equality';
import type { Call, CallOutcome, Executor, Snapshot } from './executor';
import { checkHistories, runs } from './history-run';
import { Enrolments, LedgerExecutor } from './ledger-executor';
import { MemoryExecutor } from './memory-executor';
import { Play } from './play';
import { checkClaims, checkExceptions, checkMoney } from './standing-invariants';

/** Every so many histories the whole chain is verified again, signature by signature. */
const verifiedEvery = 25;
const histories = 500;

/** Plays each call on the ledger and on the handlers alone, which must agree on what came of it. */
class ComparingExecutor implements Executor {
  accepted = 0;
  refused = 0;

  constructor(
    readonly ledger: LedgerExecutor,
    readonly memory: MemoryExecutor,
  ) {}

  async submit(call: Call): Promise<CallOutcome> {
    const outcome = await this.ledger.submit(call);
    const expected = await this.memory.submit(call);
    assertSame(outcome, expected, `${call.transaction} ends on the ledger as the rules say`);
    if (outcome.ok) this.accepted += 1;
    else this.refused += 1;
    return outcome;
  }

  state(): Snapshot {
    return this.memory.state();
  }
}

describe('random histories through the ledger', function () {
  this.timeout(0);
  let enrolments: Enrolments;
  let played = 0;
  let fewest = Number.POSITIVE_INFINITY;
  const calls = { accepted: 0, refused: 0 };

  before('enrol the authorities', async () => {
    enrolments = await Enrolments.found();
  });

  async function examine({ drafts, commands }: History): Promise<void> {
    const play = new Play(drafts);
    const ledger = await LedgerExecutor.with(play.issues, enrolments);
    const executor = new ComparingExecutor(ledger, await MemoryExecutor.with(play.issues));
    try {
      await performAll(play, commands, executor);
      const standing = await ledger.state();
      assertSame(standing, executor.memory.state(), 'the ledger holds the records that the rules leave');
      checkMoney(standing);
      checkClaims(standing, standing);
      checkExceptions(standing);
      if (played % verifiedEvery === 0) assertVerified(ledger, executor.accepted);
    } finally {
      await ledger.ledger.close();
    }
    played += 1;
    fewest = Math.min(fewest, commands.length);
    calls.accepted += executor.accepted;
    calls.refused += executor.refused;
  }

  it('end as the rules alone say, call by call and record by record', async () => {
    await checkHistories(shortHistory, examine, histories);
    assert(played >= runs(histories) && fewest >= commandsMin, 'as many histories, as long, as promised');
    assert(
      calls.accepted > calls.refused && calls.refused > played,
      'histories get on and are refused, both',
    );
  });
});

async function performAll(play: Play, commands: History['commands'], executor: Executor): Promise<void> {
  for (const [step, command] of commands.entries()) {
    try {
      await play.perform(command, executor);
    } catch (error) {
      const { message } = error instanceof Error ? error : new Error(String(error));
      throw new Error(`at step ${String(step + 1)}, ${describeCommand(command)}: ${message}`, {
        cause: error,
      });
    }
  }
}

/** The chain verifies, with the founding and one transaction for each accepted call on it. */
function assertVerified({ ledger }: LedgerExecutor, accepted: number): void {
  const { validTransactions, transactions } = ledger.verify();
  assert.equal(validTransactions, accepted + 1, 'every accepted call is on the chain once');
  assert.equal(transactions, validTransactions, 'nothing else is');
}
