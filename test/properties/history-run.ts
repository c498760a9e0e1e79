/**
 * Runs properties over histories: with a fixed seed that the failure prints, and with the counterexample
 * shrunk by leaving out whatever is not needed to fail.
 */
import fc from 'fast-check';
import type { Command } from './command';
import { describeCommand } from './command';
import type { History } from './command-arbitraries';
import type { DraftSpec } from './drafts';

/** The seed of every run, unless `PROPERTY_SEED` names another. */
export const seed = Number(process.env['PROPERTY_SEED'] ?? 20_260_301);

/** How often to run what runs `usual` times in `npm test`; `PROPERTY_RUNS` multiplies it (the long form). */
export function runs(usual: number): number {
  return Math.ceil(usual * Number(process.env['PROPERTY_RUNS'] ?? 1));
}

/** Checks a property of plain values. */
export function check<Values extends [unknown, ...unknown[]]>(
  property: fc.IProperty<Values>,
  usual: number,
): void {
  fc.assert(property, { seed, numRuns: runs(usual) });
}

/** Checks that every history of an arbitrary passes; `examine` throws where it does not. */
export async function checkHistories<Case extends History>(
  cases: fc.Arbitrary<Case>,
  examine: (each: Case) => Promise<void>,
  usual: number,
): Promise<void> {
  const property = fc.asyncProperty(fc.noShrink(cases), examine);
  const details = await fc.check(property, { seed, numRuns: runs(usual), endOnFailure: true });
  const found = details.counterexample?.[0];
  if (found === undefined) return;
  const smallest = await shrunk(found, examine);
  const error = (await failure(smallest, examine)) ?? new Error('the failure does not come again');
  throw new Error(
    [
      error.message,
      `seed ${String(seed)} (PROPERTY_SEED), run ${String(details.numRuns)}, after leaving out what is not needed:`,
      ...smallest.drafts.map((spec, number) => `  draft ${String(number)}: ${describeDraft(spec)}`),
      ...smallest.commands.map((command) => `  ${describeCommand(command)}`),
    ].join('\n'),
    { cause: error },
  );
}

function describeDraft(spec: DraftSpec): string {
  return JSON.stringify(spec, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

async function failure<Case>(each: Case, examine: (each: Case) => Promise<void>): Promise<Error | undefined> {
  try {
    await examine(each);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Leaves out commands, ever fewer at a time, and entries of pushes, as long as it still fails. */
async function shrunk<Case extends History>(
  found: Case,
  examine: (each: Case) => Promise<void>,
): Promise<Case> {
  let smallest = found;
  for (
    let size = Math.ceil(found.commands.length / 2);
    size >= 1;
    size = size > 1 ? Math.floor(size / 2) : 0
  ) {
    for (let start = 0; start < smallest.commands.length;) {
      const commands = smallest.commands.filter(
        (_, position) => position < start || position >= start + size,
      );
      const smaller = { ...smallest, commands };
      if ((await failure(smaller, examine)) === undefined) start += size;
      else smallest = smaller;
    }
  }
  for (const [position, command] of smallest.commands.entries()) {
    for (const fewer of withFewerEntries(command)) {
      const smaller = { ...smallest, commands: smallest.commands.with(position, fewer) };
      if ((await failure(smaller, examine)) !== undefined) smallest = smaller;
    }
  }
  return smallest;
}

function withFewerEntries(command: Command): readonly Command[] {
  if (command.do !== 'push' || command.entries.length < 2) return [];
  return command.entries.map((entry) => ({ do: 'push', entries: [entry] }));
}
