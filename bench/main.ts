/**
 * `npm run bench -- NAME`: runs one benchmark, prints machine, versions and a line for each bar, keeps the raw
 * numbers in bench/results, and exits with 1 when a bar is short.
 */
import type { Bar } from './bar';
import { barLine, holds } from './bar';
import { BenchOptionError } from './fabric/bench-options';
import { keepResults, machineFacts } from './results-folder';

type Say = (line: string) => void;

/** Each is told the words behind its name, and loaded when it is wanted. */
const benches: Readonly<Record<string, (say: Say, words: readonly string[]) => Promise<readonly Bar[]>>> = {
  core: benchCoreAndKeep,
  fabric: async (say, words) => (await import('./fabric/fabric-bench.js')).benchFabric(say, words),
  web: async (say, words) => (await import('./web/web-bench.js')).benchWeb(say, words),
};
const usageExitCode = 2;

async function benchCoreAndKeep(say: Say): Promise<readonly Bar[]> {
  const { benchCore } = await import('./core/core-bench.js');
  const facts = { bench: 'core', at: new Date().toISOString(), machine: machineFacts() };
  const bars = await benchCore(say);
  keepResults('core', [JSON.stringify(facts), ...bars.map(barLine)], { ...facts, bars });
  return bars;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main([name = '', ...words]: readonly string[]): Promise<void> {
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (bench === undefined) {
    say(`usage: npm run bench -- ${Object.keys(benches).join('|')}`);
    process.exitCode = usageExitCode;
    return;
  }
  // fabric-shim reads this when it is loaded, and would otherwise log every transaction it knows.
  process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'ERROR';
  say(JSON.stringify({ bench: name, at: new Date().toISOString(), machine: machineFacts() }));
  const bars = await bench(say, words);
  for (const bar of bars) say(barLine(bar));
  if (!bars.every(holds)) process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const known = error instanceof BenchOptionError;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${known ? error.message : text}\n`);
  process.exitCode = known ? usageExitCode : 1;
});
