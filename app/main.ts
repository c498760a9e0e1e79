/**
 * `npm start`: the composition root. It plays a story and a bank's statement on the embedded ledger and tells what
 * happened. Exit code 0: the draft was honoured; 3: the story stopped at an exception; 2: a file or option was wrong; 1: the program failed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoryProgram } from './story/story-program';

async function main(): Promise<number> {
  const program = new StoryProgram({
    samplesFolder: join(__dirname, '..', '..', 'samples'),
    openStage: async (folder, startsOn) => {
      // fabric-shim reads this when it is loaded, and would otherwise log every transaction it knows.
      process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'error';
      const { openEmbeddedStage } = await import('./cli/embedded-stage.js');
      return openEmbeddedStage(folder, startsOn);
    },
    makeFolder: () => mkdtemp(join(tmpdir(), 'relief-story-')),
    removeFolder: (folder) => rm(folder, { recursive: true, force: true }),
    write: (text) => process.stdout.write(text),
    writeFault: (text) => process.stderr.write(text),
    colours: process.stdout.isTTY && process.stdout.hasColors(),
  });
  return program.run(process.argv.slice(2));
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  },
);
