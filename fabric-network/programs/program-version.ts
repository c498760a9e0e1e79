/**
 * Which programs of others fit: a release of the line that the network is tested with, or whatever was built from the
 * very module version that this repository pins. A program built from a source tree by hand calls itself "latest" and
 * may be anything, so only its build record, which Go writes into every program, can speak for it.
 */
import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { pinsOf } from './program-set';
import type { ProgramSet } from './program-set';

const execute = promisify(execFile);
const versionMsMax = 10_000;
const chunkBytes = 4 * 1024 * 1024;

/** What a program is, in a word for messages, and whether it may be used. */
export interface Fitness {
  readonly fits: boolean;
  readonly version: string;
}

/** Asks a program of a set for its version and, where that says nothing, looks into it. */
export async function fitnessOf(set: ProgramSet, path: string): Promise<Fitness> {
  const version = await versionOf(set, path);
  if (isOfLine(version, set.release)) return { fits: true, version };
  if (version !== 'latest') return { fits: false, version };
  const record = `\t${set.goModule}\t${pinsOf(set).moduleVersion}\t`;
  return { fits: await holds(path, Buffer.from(record)), version: 'a development build' };
}

/** Tells whether a version is of the release's line: the same major and minor number. */
export function isOfLine(version: string, release: string): boolean {
  const line = (text: string): string | undefined => /^v?(\d+\.\d+)\.\d+$/.exec(text)?.[1];
  return line(version) !== undefined && line(version) === line(release);
}

/** The version in what a program prints about itself; "unknown" where it says none. */
export function versionIn(output: string): string {
  return /^\s*Version:\s*(\S+)/m.exec(output)?.[1] ?? 'unknown';
}

async function versionOf(set: ProgramSet, path: string): Promise<string> {
  const versionArguments = set.versionArguments[basename(path)] ?? ['version'];
  try {
    const { stdout, stderr } = await execute(path, versionArguments, { timeout: versionMsMax });
    return versionIn(`${stdout}\n${stderr}`);
  } catch (error) {
    // A program for another machine, or another program of the same name: it does not fit, whatever it is.
    return error instanceof Error ? `unknown (${error.message.split('\n')[0] ?? ''})` : 'unknown';
  }
}

/** Tells whether a file holds these bytes; read piece by piece, since the programs are large. */
async function holds(path: string, wanted: Buffer): Promise<boolean> {
  const file = await open(path);
  try {
    let kept = Buffer.alloc(0);
    for await (const chunk of file.createReadStream({ highWaterMark: chunkBytes, autoClose: false })) {
      const piece = Buffer.concat([kept, Buffer.from(chunk)]);
      if (piece.includes(wanted)) return true;
      // The bytes may lie across two pieces.
      kept = piece.subarray(-wanted.length);
    }
    return false;
  } finally {
    await file.close();
  }
}
