/**
 * Runs another program to its end within a limit of time, its words collected. Looking for a mongod asks several
 * programs that may not be there at all: that they are not is an answer here, not a failure.
 */
import { spawn } from 'node:child_process';

/** How a program ended; `code` is undefined when it could not be started or was ended for taking too long. */
export interface ChildRun {
  readonly code: number | undefined;
  /** What it wrote on both outputs, at most the last `outputLengthMax` characters. */
  readonly output: string;
}

export interface ChildRunOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly limitMs: number;
  /** Told each line as it comes. */
  readonly onLine?: (line: string) => void;
}

const outputLengthMax = 64 * 1024;

/** Runs `command` (program and arguments) without a shell. Never throws for what the program does. */
export async function runChild(command: readonly string[], options: ChildRunOptions): Promise<ChildRun> {
  const [program = '', ...programArguments] = command;
  const child = spawn(program, programArguments, {
    env: options.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: options.limitMs,
    killSignal: 'SIGKILL',
  });
  let output = '';
  const take = (text: string): void => {
    output = (output + text).slice(-outputLengthMax);
    for (const line of text.split(/[\r\n]+/)) if (line.trim() !== '') options.onLine?.(line.trim());
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  return await new Promise((resolve) => {
    child.once('error', (error) => {
      resolve({ code: undefined, output: error.message });
    });
    child.once('close', (code) => {
      resolve({ code: code ?? undefined, output });
    });
  });
}
