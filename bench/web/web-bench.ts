/**
 * `npm run bench -- web`: what the platform must reach with a hundred thousand drafts in its store (the demo province's drafts,
 * copied), each bar the median of its runs: a second start, two hundred people at work, a commit seen on an open page, and
 * projections that catch up.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bar } from '../bar';
import { median } from '../bar';
import { benchCatchUp } from './catch-up-bench';
import { benchClone } from './clone-bench';
import { readModelForm } from '../../app/models/read-models';
import { fillFolder, storeOfFolder } from './filled-folder';
import { benchLoad, loadLine } from './load-bench';
import type { LoadRun, LoadShape } from './load-bench';
import { startPlatformProcess } from './platform-process';
import type { PlatformStart } from './platform-process';
import { benchVisibility } from './visibility-bench';
import type { Visibility } from './visibility-bench';
import { pageKinds } from './visitor';
import { readWebOptions } from './web-options';
import type { WebOptions, WebPart } from './web-options';
import { keepWebPart } from './web-results';
import type { WebResult } from './web-results';

type Say = (line: string) => void;

interface WebShape {
  readonly drafts: number;
  readonly starts: number;
  readonly load: LoadShape;
  readonly visible: { readonly runs: number; readonly transactions: number; readonly drafts: number };
  readonly catchUp: { readonly runs: number; readonly livesOfRun: number };
}

const users = { users: 200, thinkMs: 1_000, actEveryMs: 5_000 };
const full: WebShape = {
  drafts: 100_000,
  starts: 3,
  load: { ...users, warmUpMs: 60_000, windowMs: 60_000, runs: 3 },
  visible: { runs: 3, transactions: 400, drafts: 10 },
  catchUp: { runs: 5, livesOfRun: 500 },
};
const short: WebShape = {
  drafts: 1_000,
  starts: 1,
  load: { ...users, warmUpMs: 5_000, windowMs: 10_000, runs: 1 },
  visible: { runs: 1, transactions: 40, drafts: 5 },
  catchUp: { runs: 1, livesOfRun: 100 },
};

/** Measures the parts that the words name and answers their bars, telling its progress to `say`. */
export async function benchWeb(say: Say, words: readonly string[]): Promise<readonly Bar[]> {
  const options = readWebOptions(words);
  const shape = options.short ? short : full;
  if (options.parts.includes('from-clone')) {
    const result = cloneResult(await benchClone(options.port, say));
    return kept([result], options, shape);
  }
  const dataFolder = options.folder ?? mkdtempSync(join(tmpdir(), 'web-bench-'));
  try {
    const start: PlatformStart = { dataFolder, port: options.port, nodeWords: options.nodeWords };
    await filled(start, shape.drafts, say);
    const results: WebResult[] = [];
    for (const part of options.parts) results.push(await measured(part, { start, shape, say }));
    return kept(results, options, shape);
  } finally {
    if (options.folder === undefined) rmSync(dataFolder, { recursive: true, force: true });
  }
}

function kept(results: readonly WebResult[], options: WebOptions, shape: WebShape): readonly Bar[] {
  if (!options.short) for (const result of results) keepWebPart(result, shape);
  return results.flatMap(({ bars }) => bars);
}

/** Stands in a folder whose store and ledger are as they were filled, by a version that reads and writes the same documents. */
function markOf(dataFolder: string, drafts: number): string {
  return join(dataFolder, `filled-${String(drafts)}-form-${String(readModelForm)}`);
}

/** Seeds and fills a folder, once. */
async function filled(start: PlatformStart, drafts: number, say: Say): Promise<void> {
  const { dataFolder } = start;
  const mark = markOf(dataFolder, drafts);
  if (existsSync(mark)) return;
  if (existsSync(join(dataFolder, 'store'))) {
    throw new Error(
      `${dataFolder} is not as it was filled, or not to its end: remove it, and it is filled anew.`,
    );
  }
  mkdirSync(dataFolder, { recursive: true });
  say('seeding the demo province …');
  const seeded = await startPlatformProcess({ dataFolder, port: start.port });
  say(`login page after ${seeded.startSeconds.toFixed(1)} s`);
  await seeded.stop();
  say(`filling the store with ${String(drafts)} drafts …`);
  await fillFolder(dataFolder, drafts);
  writeFileSync(mark, '');
}

interface Stage {
  readonly start: PlatformStart;
  readonly shape: WebShape;
  readonly say: Say;
}

async function measured(part: WebPart, stage: Stage): Promise<WebResult> {
  switch (part) {
    case 'start':
      return measuredStarts(stage);
    case 'load':
      return measuredLoad(stage);
    case 'visible':
      return measuredVisibility(stage);
    case 'catch-up':
      return measuredCatchUp(stage);
    case 'from-clone':
      throw new RangeError('a clone is measured by itself');
  }
}

async function measuredStarts({ start, shape, say }: Stage): Promise<WebResult> {
  const seconds: number[] = [];
  for (let run = 0; run < shape.starts; run += 1) {
    const platform = await startPlatformProcess(start);
    seconds.push(platform.startSeconds);
    await platform.stop();
  }
  const line = `login page after ${seconds.map((each) => each.toFixed(2)).join(' ')} s`;
  say(line);
  const bars = [atMost('second-start', seconds, { unit: 's', bar: 8 })];
  return { part: 'start', bars, lines: [line], raw: { seconds } };
}

async function measuredLoad({ start, shape, say }: Stage): Promise<WebResult> {
  const platform = await startPlatformProcess(start);
  try {
    const runs = await benchLoad(platform, shape.load, say);
    return { part: 'load', bars: loadBars(runs), lines: runs.map(loadLine), raw: { runs } };
  } finally {
    await platform.stop();
  }
}

function loadBars(runs: readonly LoadRun[]): readonly Bar[] {
  const held = (name: string): number[] => runs.map(({ memoryMiB }) => memoryMiB[name] ?? Infinity);
  return [
    ...pageKinds.map((kind) =>
      atMost(
        `${kind}-p99`,
        runs.map(({ latencyMs }) => latencyMs[kind].p99),
        { unit: 'ms', bar: 250 },
      ),
    ),
    atMost(
      'page-errors',
      runs.map(({ errors }) => errors.length),
      { unit: 'errors', bar: 0 },
    ),
    atMost('platform-memory', held('platform'), { unit: 'MiB', bar: 400 }),
    atMost('mongod-memory', held('mongod'), { unit: 'MiB', bar: 600 }),
  ];
}

async function measuredVisibility({ start, shape, say }: Stage): Promise<WebResult> {
  const runs: Visibility[] = [];
  for (let run = 0; run < shape.visible.runs; run += 1)
    runs.push(await benchVisibility(start, shape.visible));
  const lines = runs.map(
    ({ toldMs, shownMs }) =>
      `commit to event p50/p99/max ${figures(toldMs)} ms, to the page ${figures(shownMs)} ms, ` +
      `${String(shownMs.count)} transactions`,
  );
  for (const line of lines) say(line);
  const bars = [
    atMost(
      'commit-to-visible-p99',
      runs.map(({ shownMs }) => shownMs.p99),
      { unit: 'ms', bar: 300 },
    ),
  ];
  return { part: 'visible', bars, lines, raw: { runs } };
}

function figures({ p50, p99, max }: Visibility['shownMs']): string {
  return [p50, p99, max].map((ms) => ms.toFixed(1)).join('/');
}

async function measuredCatchUp({ start, shape, say }: Stage): Promise<WebResult> {
  // What is caught up with is no part of the folder's own ledger: no platform can go on from there.
  rmSync(markOf(start.dataFolder, shape.drafts), { force: true });
  const store = await storeOfFolder(start.dataFolder);
  try {
    const rates = await benchCatchUp(store, shape.catchUp, say);
    const bar: Bar = {
      ...{ name: 'catch-up', measured: median(rates), raw: rates, unit: 'events/s' },
      ...{ bar: 2_000, direction: 'at-least' },
    };
    return { part: 'catch-up', bars: [bar], lines: [], raw: { rates } };
  } finally {
    await store.close();
  }
}

function cloneResult(seconds: number): WebResult {
  const bars = [atMost('clone-to-login', [seconds], { unit: 's', bar: 150 })];
  return { part: 'from-clone', bars, lines: [], raw: { seconds: [seconds] } };
}

function atMost(name: string, raw: readonly number[], limit: Pick<Bar, 'unit' | 'bar'>): Bar {
  return { name, measured: median(raw), raw, ...limit, direction: 'at-most' };
}
