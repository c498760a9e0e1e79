/**
 * `npm run bench -- NAME`: runs one benchmark, prints machine, versions and a line for each bar, keeps the raw
 * numbers in bench/results, and exits with 1 when a bar is short.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Bar } from './bar';
import { barLine, holds } from './bar';
import { benchCore } from './core/core-bench';

const benches: Readonly<Record<string, (say: (line: string) => void) => Promise<readonly Bar[]>>> = {
  core: benchCore,
};

const resultsFolder = join(__dirname, '..', '..', 'bench', 'results');

function machine(): object {
  const model = cpus()[0]?.model ?? 'unknown';
  const memoryGiB = Math.round(totalmem() / 2 ** 30);
  const { node, openssl } = process.versions;
  return { model, cores: cpus().length, memoryGiB, platform: `${platform()} ${arch()}`, node, openssl };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(name: string | undefined): Promise<void> {
  const bench = name === undefined ? undefined : benches[name];
  if (name === undefined || bench === undefined) {
    say(`usage: npm run bench -- ${Object.keys(benches).join('|')}`);
    process.exitCode = 2;
    return;
  }
  const facts = { bench: name, at: new Date().toISOString(), machine: machine() };
  say(JSON.stringify(facts));
  const bars = await bench(say);
  const lines = bars.map(barLine);
  mkdirSync(resultsFolder, { recursive: true });
  writeFileSync(join(resultsFolder, `${name}.txt`), [JSON.stringify(facts), ...lines, ''].join('\n'));
  writeFileSync(join(resultsFolder, `${name}.json`), `${JSON.stringify({ ...facts, bars }, undefined, 2)}\n`);
  for (const line of lines) say(line);
  if (!bars.every(holds)) process.exitCode = 1;
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
