/**
 * `npm run bench -- core`: what the core must reach on one machine, each bar the median of five runs.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Bar } from '../bar';
import { median } from '../bar';
import { signatureFloor } from '../signature-floor';
import type { CoreProvince } from './core-province';
import { foundCoreProvince } from './core-province';
import { fiscalTransfers, pushes, registers, settleAll } from '../leg-transfers';

const runs = 5;
const inFlight = 64;
const draftsPerRun = 1_000;
/** Fewer, because each round adds its drafts to the small state. */
const draftsPerRound = 250;
const smallState = 1_000;
const largeState = 100_000;
const chainTransactions = 100_000;
const batch = 500;
const batchesPerRun = 4;
const single = 300;

/** Measures everything and answers the bars, telling its progress to `say`. */
export async function benchCore(say: (line: string) => void): Promise<readonly Bar[]> {
  const floor = signatureFloor();
  say(`floor: ${floor.toFixed(0)} transactions/s for one P-256 signature and two verifications each`);
  const speed = await inFolder((folder) => benchSpeed(folder, { floor, say }));
  const size = await inFolder((small) => inFolder((large) => benchSize({ small, large }, say)));
  const restart = await inFolder(async (folder) => {
    await growChain(folder, say);
    return benchRestart(folder, { floor, say });
  });
  return [...speed, ...size, ...restart];
}

async function inFolder(measure: (folder: string) => Promise<readonly Bar[]>): Promise<readonly Bar[]> {
  const folder = mkdtempSync(join(tmpdir(), 'relief-bench-'));
  try {
    return await measure(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function benchSpeed(
  folder: string,
  { floor, say }: { readonly floor: number; readonly say: (line: string) => void },
): Promise<readonly Bar[]> {
  const core = await foundFilled(folder, smallState, say);
  await settleDrafts(core, draftsPerRun); // warms up
  const settled = await repeated(
    () => settleDrafts(core, draftsPerRun),
    say,
    'register + push, 64 in flight',
  );
  const alone = await repeated(() => oneAtATime(core), say, 'one at a time');
  const pushed = await repeated(() => pushBatches(core), say, 'statement batches of 500');
  await core.ledger.close();
  return [
    bar('settle-a-leg', settled, { unit: 'transactions/s', bar: 800, direction: 'at-least', floor }),
    bar('one-at-a-time-p50', alone, { unit: 'ms', bar: 10, direction: 'at-most', floor: 1_000 / floor }),
    bar('push-statement-500', pushed, { unit: 'entries/s', bar: 2_000, direction: 'at-least', floor }),
  ];
}

/** The same work on a small and a large state in turn, so that what disturbs the machine disturbs both. */
async function benchSize(
  folders: { readonly small: string; readonly large: string },
  say: (line: string) => void,
): Promise<readonly Bar[]> {
  const small = await foundFilled(folders.small, smallState, say);
  const large = await foundFilled(folders.large, largeState, say);
  const rounds: { readonly small: number; readonly large: number }[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const round = {
      small: await settleDrafts(small, draftsPerRound),
      large: await settleDrafts(large, draftsPerRound),
    };
    if (run > 0) rounds.push(round); // the first one warms up
  }
  for (const round of rounds)
    say(`small ${round.small.toFixed(0)}, large ${round.large.toFixed(0)} transactions/s`);
  await Promise.all([small.ledger.close(), large.ledger.close()]);
  const ratios = rounds.map((round) => round.small / round.large);
  return [
    bar('cost-at-100000-drafts', ratios, { unit: 'times the cost at 1000', bar: 1.25, direction: 'at-most' }),
  ];
}

async function foundFilled(
  folder: string,
  drafts: number,
  say: (line: string) => void,
): Promise<CoreProvince> {
  say(`filling a state with ${String(drafts)} drafts …`);
  const core = await foundCoreProvince(folder);
  await bindOfficers(core);
  await core.copies(drafts);
  return core;
}

/** A person's first transaction writes its organisation's record; it must not happen with others in flight. */
async function bindOfficers(core: CoreProvince): Promise<void> {
  await settleAll(core, fiscalTransfers(core, await core.copies(1)), 1);
}

async function growChain(folder: string, say: (line: string) => void): Promise<void> {
  say(`growing a chain of ${String(chainTransactions)} transactions …`);
  const core = await foundCoreProvince(folder);
  await bindOfficers(core);
  const perDraft = 4;
  for (let done = 0; done < chainTransactions; done += draftsPerRun * perDraft) {
    await settleDrafts(core, draftsPerRun);
  }
  await core.ledger.close();
}

const restartField = z.object({ seconds: z.number(), memoryMiB: z.number(), blocks: z.string() });

function benchRestart(
  folder: string,
  { floor, say }: { readonly floor: number; readonly say: (line: string) => void },
): readonly Bar[] {
  const restarts = Array.from({ length: runs }, () => {
    const printed = execFileSync(process.execPath, [join(__dirname, 'restart-program.js'), folder], {
      encoding: 'utf8',
      env: { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: 'ERROR' },
    });
    const restart = restartField.parse(JSON.parse(printed.trim().split('\n').at(-1) ?? ''));
    say(
      `restart: ${restart.seconds.toFixed(2)} s, ${restart.memoryMiB.toFixed(0)} MiB, ${restart.blocks} blocks`,
    );
    return restart;
  });
  const seconds = restarts.map((restart) => restart.seconds);
  const memory = restarts.map((restart) => restart.memoryMiB);
  return [
    bar('restart-100000-transactions', seconds, {
      ...{ unit: 's', bar: 10, direction: 'at-most' },
      floor: chainTransactions / floor,
    }),
    bar('restart-memory', memory, { unit: 'MiB', bar: 400, direction: 'at-most' }),
  ];
}

async function settleDrafts(core: CoreProvince, drafts: number): Promise<number> {
  const transfers = fiscalTransfers(core, await core.copies(drafts));
  return settleAll(core, transfers, inFlight);
}

/** The median time of one transaction when nothing else is in flight, in milliseconds, durable when it answers. */
async function oneAtATime(core: CoreProvince): Promise<number> {
  const transfers = fiscalTransfers(core, await core.copies(single / 2));
  const times: number[] = [];
  for (const transfer of transfers) {
    const begun = performance.now();
    await registers(core, transfer);
    times.push(performance.now() - begun);
  }
  return median(times);
}

/** Entries per second of full batches, every entry settling a registered leg. */
async function pushBatches(core: CoreProvince): Promise<number> {
  const transfers = fiscalTransfers(core, await core.copies((batch * batchesPerRun) / 2));
  const waiting = [...transfers];
  const lane = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await registers(core, next);
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  const begun = performance.now();
  for (let first = 0; first < transfers.length; first += batch) {
    await pushes(core, transfers.slice(first, first + batch));
  }
  return (transfers.length * 1_000) / (performance.now() - begun);
}

async function repeated(
  measure: () => Promise<number>,
  say: (line: string) => void,
  what: string,
): Promise<readonly number[]> {
  const figures: number[] = [];
  for (let run = 0; run < runs; run += 1) figures.push(await measure());
  say(`${what}: ${figures.map((figure) => figure.toFixed(1)).join(' ')}`);
  return figures;
}

function bar(
  name: string,
  raw: readonly number[],
  limit: Pick<Bar, 'unit' | 'bar' | 'direction'> & { readonly floor?: number },
): Bar {
  const measured = median(raw);
  const { floor, ...bare } = limit;
  return { name, measured, raw, ...bare, ...(floor === undefined ? {} : { ratioToFloor: measured / floor }) };
}
