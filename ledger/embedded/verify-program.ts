/**
 * `npm run verify -- --data FOLDER`: checks a ledger that is not in use, every signature and every state digest
 * included, and says which block is the first that does not hold. Exit code 0 when everything holds, 1 when not.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LedgerError } from '../ledger-error';
import { replayChain } from './chain-replay';
import { ledgerFileName, openLedgerDatabase } from './ledger-database';

const usage = 'Usage: npm run verify -- --data FOLDER';

function verifyFolder(folder: string): string {
  const startedMs = performance.now();
  const database = openLedgerDatabase(folder);
  try {
    const report = replayChain(database);
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    return [
      `channel ${report.channel}: ${String(report.blocks)} blocks, ${String(report.transactions)} transactions`,
      `(${String(report.validTransactions)} valid), newest block ${report.newestHash}`,
      `every hash, certificate, signature, verdict and state digest holds (${seconds} s)`,
    ].join('\n');
  } finally {
    database.close();
  }
}

function main(): number {
  const { values } = parseArgs({ options: { data: { type: 'string' } } });
  if (values.data === undefined || !existsSync(join(values.data, ledgerFileName))) {
    const found = values.data === undefined ? 'No folder was named.' : `${values.data} holds no ledger.`;
    process.stderr.write(`${found} ${usage}\n`);
    return 1;
  }
  try {
    process.stdout.write(`${verifyFolder(values.data)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

process.exitCode = main();
