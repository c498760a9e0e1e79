/**
 * The program that stands between the platform and its mongod: `node mongod-keeper.js <log file> <mongod> <arguments…>`.
 * Its standard input is a pipe from the platform; when the platform ends, even by kill -9, the pipe ends and the keeper
 * ends mongod. It writes mongod's number on its first line, and keeps mongod's log within bounds.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, renameSync, statSync } from 'node:fs';

/** After SIGTERM mongod writes what it holds and goes; one that takes longer is hung. */
const endLimitMs = 15_000;
/** The log turns over at this size; one older file is kept. */
const logBytesMax = 4 * 1024 * 1024;

const [logFile = '', program = '', ...mongodArguments] = process.argv.slice(2);

let logBytes = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
const mongod = spawn(program, mongodArguments, { stdio: ['ignore', 'pipe', 'pipe'] });

function keepLog(chunk: Buffer): void {
  if (logBytes > logBytesMax) {
    renameSync(logFile, `${logFile}.1`);
    logBytes = 0;
  }
  logBytes += chunk.length;
  appendFileSync(logFile, chunk);
}

function end(): void {
  mongod.kill('SIGTERM');
  setTimeout(() => mongod.kill('SIGKILL'), endLimitMs).unref();
}

mongod.stdout.on('data', keepLog);
mongod.stderr.on('data', keepLog);
mongod.once('error', (error) => {
  appendFileSync(logFile, `${error.message}\n`);
  process.exit(1);
});
mongod.once('close', (code) => process.exit(code ?? 1));
process.stdin.resume().once('end', end).once('error', end);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
// The platform may be gone before it reads: that is no reason to leave mongod alone.
process.stdout.on('error', end);
process.stdout.write(`${String(mongod.pid ?? 0)}\n`);
