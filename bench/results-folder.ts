/**
 * Where measurements are kept, with what they were measured on: raw numbers as JSON beside the text that people read.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';

const resultsFolder = join(__dirname, '..', '..', 'bench', 'results');

/** The machine and the versions that every figure depends on. */
export interface MachineFacts {
  readonly model: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly platform: string;
  readonly node: string;
  readonly openssl: string;
}

export function machineFacts(): MachineFacts {
  const model = cpus()[0]?.model ?? 'unknown';
  const memoryGiB = Math.round(totalmem() / 2 ** 30);
  const { node, openssl } = process.versions;
  return { model, cores: cpus().length, memoryGiB, platform: `${platform()} ${arch()}`, node, openssl };
}

/** Writes a benchmark's results: `<name>.txt` and `<name>.json`. */
export function keepResults(name: string, lines: readonly string[], raw: object): void {
  mkdirSync(resultsFolder, { recursive: true });
  writeFileSync(join(resultsFolder, `${name}.txt`), [...lines, ''].join('\n'));
  writeFileSync(join(resultsFolder, `${name}.json`), `${JSON.stringify(raw, undefined, 2)}\n`);
}

/** The raw numbers that were kept; undefined when there are none. */
export function keptResults(name: string): unknown {
  try {
    return JSON.parse(readFileSync(join(resultsFolder, `${name}.json`), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
