/**
 * `npm run story`: the composition root of the told story. It plays a story and a bank's statement on the embedded ledger or on a Fabric network
 * and tells what happened. Exit code 0: the draft was honoured; 3: the story stopped at an exception; 2: a file or
 * option was wrong; 1: the program failed.
 */
import { join } from 'node:path';
import { operatorMessage } from '../../fabric-network/network-error';
import { StoryProgram } from '../story/story-program';

const root = join(__dirname, '..', '..', '..');

async function main(): Promise<number> {
  const program = new StoryProgram({
    samplesFolder: join(root, 'samples'),
    openStage: {
      embedded: async (request) => {
        const { openEmbeddedStage } = await import('./embedded-stage.js');
        return openEmbeddedStage(request);
      },
      fabric: async (request) => {
        const { openFabricStage } = await import('./fabric-stage.js');
        return openFabricStage(root, request);
      },
    },
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
    process.stderr.write(`${faultText(error)}\n`);
    process.exitCode = 1;
  },
);

/** What the operator can mend is said without a stack. */
function faultText(error: unknown): string {
  const message = operatorMessage(error);
  if (message !== undefined) return `✗ ${message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
