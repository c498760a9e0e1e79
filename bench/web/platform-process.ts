/**
 * The platform as somebody starts it, `dist/app/main.js` on a data folder, seen from outside: when its login page is there,
 * which processes it is, and its end in good order.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { projectRoot } from '../../app/cli/project-root';
import type { NamedProcess } from '../fabric/processor-use';

const program = join(__dirname, '..', '..', 'app', 'main.js');
/** As `npm start` has it. */
const usualNodeWords = join(projectRoot, 'scripts', 'platform-node.json');
const nodeWordsField = z.object({ words: z.array(z.string()) });
const loginPollMs = 50;
const startMsMax = 600_000;

export interface PlatformProcess {
  readonly address: string;
  /** From the process's birth until its login page was answered. */
  readonly startSeconds: number;
  readonly processes: readonly NamedProcess[];
  stop(): Promise<void>;
}

export interface PlatformStart {
  readonly dataFolder: string;
  readonly port: number;
  /** Words for Node, as a profiler's. */
  readonly nodeWords?: readonly string[];
}

/**
 * Starts the platform and waits for its login page.
 * @throws Error when it ends before, with what it said
 */
export async function startPlatformProcess({
  dataFolder,
  port,
  nodeWords = [],
}: PlatformStart): Promise<PlatformProcess> {
  const begunMs = performance.now();
  const usual = nodeWordsField.parse(JSON.parse(readFileSync(usualNodeWords, 'utf8'))).words;
  const words = [
    ...usual,
    ...nodeWords,
    '--enable-source-maps',
    program,
    '--data',
    dataFolder,
    '--port',
    String(port),
  ];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'], env: environment() });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const address = `http://127.0.0.1:${String(port)}`;
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The platform ended while it started: ${said.join('').slice(-2_000)}`);
  });
  await Promise.race([answersLogin(address, () => child.exitCode === null), ended]);
  // From now on its end is asked for, and waited for there.
  ended.catch(() => undefined);
  const startSeconds = (performance.now() - begunMs) / 1_000;
  return { address, startSeconds, processes: processesOf(child, dataFolder), stop: () => stopped(child) };
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: 'ERROR', MONGODB_URI: '', NODE_ENV: 'development' };
}

/** Asks for the login page until it is there, or whoever should answer has ended. */
export async function answersLogin(address: string, isRunning = (): boolean => true): Promise<void> {
  const lastMs = performance.now() + startMsMax;
  while (isRunning() && performance.now() < lastMs) {
    const response = await fetch(`${address}/login`).catch(() => undefined);
    await response?.arrayBuffer();
    if (response?.status === 200) return;
    await pause(loginPollMs);
  }
  throw new Error(`${address}/login was not there after ${String(startMsMax / 1_000)} s.`);
}

function processesOf(child: ChildProcess, dataFolder: string): readonly NamedProcess[] {
  if (child.pid === undefined) throw new Error('the platform has no process');
  return [
    { name: 'platform', pid: child.pid },
    { name: 'mongod', pid: mongodOf(dataFolder) },
  ];
}

/** The mongod that keeps the store of a data folder. */
function mongodOf(dataFolder: string): number {
  const database = join(dataFolder, 'store', 'database');
  const found = readdirSync('/proc').find((name) => {
    if (!/^\d+$/.test(name)) return false;
    const [command = '', ...words] = commandLine(name);
    return /mongod[^/]*$/.test(command) && words.includes(database);
  });
  if (found === undefined) throw new Error(`No mongod keeps ${database}.`);
  return Number(found);
}

function commandLine(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch (error) {
    // It has ended since it was listed.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return [];
    throw error;
  }
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) throw new Error(`the platform had ended with ${String(child.exitCode)}`);
  child.kill('SIGTERM');
  await once(child, 'exit');
}
