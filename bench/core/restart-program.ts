/**
 * Opens the ledger of a folder as a fresh process does after a restart — hash chain and state verified — and
 * prints how long it took and the most memory the process held.
 */
import { openCoreLedger } from './core-province';

async function main(folder: string | undefined): Promise<void> {
  if (folder === undefined) throw new Error('usage: restart-program FOLDER');
  const begun = performance.now();
  const ledger = await openCoreLedger(folder);
  const seconds = (performance.now() - begun) / 1_000;
  const blocks = await ledger.height();
  await ledger.close();
  const memoryMiB = process.resourceUsage().maxRSS / 1_024;
  process.stdout.write(`${JSON.stringify({ seconds, memoryMiB, blocks: blocks.toString() })}\n`);
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
