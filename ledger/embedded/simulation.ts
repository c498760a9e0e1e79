/**
 * Runs one proposal on committed state: twice for a transaction that is to be committed, and byte for byte the same
 * both times, as two peers of a Fabric network would have to agree; once for a query.
 */
import { NonDeterminismError } from '../ledger-error';
import { ByteWriter } from './byte-codec';
import type { ContractAnswer, ContractRunner } from './contract-runtime';
import { EffectsRecorder } from './effects-recorder';
import type { ReadableState, StateOperationCounts } from './effects-recorder';
import { writeEffects } from './read-write-set';
import type { TransactionEffects } from './read-write-set';
import type { RunInput } from './simulation-stub';

/** Fabric's chaincode.executetimeout. */
const runMsMax = 30_000;

export type RunOutcome =
  | {
      readonly kind: 'effects';
      readonly effects: TransactionEffects;
      readonly bytes: Buffer;
      readonly counts: Readonly<StateOperationCounts>;
    }
  | { readonly kind: 'failure'; readonly message: string };

/**
 * Runs the proposal twice and compares.
 * @throws NonDeterminismError when the two runs differ in answer, reads, ranges, writes, event or failure
 */
export async function runTwice(
  runner: ContractRunner,
  state: ReadableState,
  input: RunInput,
): Promise<RunOutcome> {
  const first = await runOnce(runner, state, input);
  const second = await runOnce(runner, state, input);
  const difference = differenceBetween(first, second);
  if (difference === undefined) return first;
  throw new NonDeterminismError(input.arguments[0] ?? '', input.transactionId, difference);
}

export async function runOnce(
  runner: ContractRunner,
  state: ReadableState,
  input: RunInput,
): Promise<RunOutcome> {
  const recorder = new EffectsRecorder(state);
  const answer = await withinTime(runner.run(input, recorder));
  if (answer.kind === 'failure') return answer;
  const effects = {
    reads: recorder.reads(),
    ranges: recorder.ranges(),
    writes: recorder.writes(),
    event: recorder.event,
    answer: answer.payload,
  };
  const writer = new ByteWriter();
  writeEffects(writer, effects);
  return { kind: 'effects', effects, bytes: writer.finish(), counts: recorder.counts };
}

async function withinTime(run: Promise<ContractAnswer>): Promise<ContractAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ContractAnswer>((resolve) => {
    const message = `The contract gave no answer within ${String(runMsMax)} ms.`;
    timer = setTimeout(resolve, runMsMax, { kind: 'failure', message });
  });
  try {
    return await Promise.race([run, late]);
  } finally {
    clearTimeout(timer);
  }
}

function differenceBetween(first: RunOutcome, second: RunOutcome): string | undefined {
  if (first.kind === 'failure' || second.kind === 'failure') {
    if (first.kind !== second.kind) return 'one run failed, the other did not';
    return first.kind === 'failure' && second.kind === 'failure' && first.message !== second.message
      ? 'the failures have different messages'
      : undefined;
  }
  if (first.bytes.equals(second.bytes)) return undefined;
  const parts = ['answer', 'writes', 'event', 'reads', 'ranges'] as const;
  const differing = parts.filter((part) => !sameText(first.effects[part], second.effects[part]));
  return `different ${differing.join(', ')}`;
}

function sameText(first: unknown, second: unknown): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}
