/**
 * Runs other programs in sight of the user: their output is passed through, a step says what it does, that it is
 * still at it, and how long it took.
 */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

const heartbeatMs = 5_000;
/** A terminal sends Ctrl-C to the child as well as to us: passed on, it would arrive twice. */
const passedSignals = ['SIGTERM', 'SIGHUP', ...(process.stdin.isTTY ? [] : ['SIGINT'])];
const ignoreInterrupt = () => undefined;

/**
 * Runs a program to its end with our own input and output, or with its output in a file; answers its exit code (128 for a
 * signal).
 */
export function run(program, args, { cwd, env = process.env, shell = false, outputFile }) {
  return new Promise((resolve, reject) => {
    const output = outputFile === undefined ? 'inherit' : openSync(outputFile, 'w');
    const child = spawn(program, args, { cwd, env, shell, stdio: ['inherit', output, output] });
    if (outputFile !== undefined) closeSync(output);
    const pass = (signal) => child.kill(signal);
    const end = (settle) => {
      process.off('SIGINT', ignoreInterrupt);
      for (const signal of passedSignals) process.off(signal, pass);
      settle();
    };
    process.on('SIGINT', ignoreInterrupt);
    for (const signal of passedSignals) process.on(signal, pass);
    child.once('error', (cause) => {
      end(() => reject(new Error(`${program} could not be started: ${cause.message}`, { cause })));
    });
    child.once('close', (code) => end(() => resolve(code ?? 128)));
  });
}

/** Runs `work` as a named step of the set-up. `work` answers an exit code; anything but 0 ends with an error. */
export async function step({ title, done, failed }, work) {
  const started = Date.now();
  const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
  console.log(`▸ ${title} …`);
  const heartbeat = setInterval(() => console.log(`  … ${seconds()} s`), heartbeatMs);
  try {
    const code = await work();
    if (code !== 0) throw new StepError(`${failed} (exit code ${code}, after ${seconds()} s)`);
    console.log(`✓ ${done} in ${seconds()} s`);
  } finally {
    clearInterval(heartbeat);
  }
}

/** A failure whose message says all the user needs; it is shown without a stack. */
export class StepError extends Error {
  name = 'StepError';
}
