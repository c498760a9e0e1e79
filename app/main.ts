/**
 * `npm start`: the web platform. It opens ledger and store in the data folder (or where the environment says), seeds the demo
 * province once, and listens. Ctrl-C ends it in good order. Exit code 2: an option or variable is wrong; 1: it failed.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { Command } from 'commander';
import { operatorMessage } from '../fabric-network/network-error';
import { LedgerError } from '../ledger/ledger-error';
import { ledgerFolderOf } from './cli/installation';
import { startPlatform } from './cli/platform-process';
import { projectRoot } from './cli/project-root';
import { ConfigError, readConfig } from './config';
import { ForeignLedgerError, OutdatedReadModelError } from './projections/projection-error';
import { StoreOpeningError, StoreUnavailableError } from './store/store-error';

async function main(): Promise<void> {
  const options = commandLine().parse().opts<Record<string, string | undefined>>();
  const config = readConfig(options, process.env, join(projectRoot, '.data', 'platform'));
  const running = await startPlatform(config, (line) => process.stdout.write(`  ${line}\n`));
  process.stdout.write(`\n  ${running.address}\n\n`);
  const stopped = new AbortController();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) =>
    once(process, signal, { signal: stopped.signal }),
  );
  try {
    await Promise.race([...signals, running.failed]);
  } finally {
    stopped.abort();
    await Promise.allSettled(signals);
    await running.close();
    if (config.ledger === 'fabric') process.stdout.write(`  ${networkStaysUp(config.dataFolder)}\n`);
  }
}

/** Bringing a network up again takes longer than leaving it; whoever wants its memory back is told how. */
function networkStaysUp(dataFolder: string): string {
  const folder = join(ledgerFolderOf({ dataFolder, ledger: 'fabric' }), 'network');
  return `The Fabric network stays up; npm run fabric:down -- --data ${folder} stops it.`;
}

function commandLine(): Command {
  return new Command('npm start --')
    .description('Runs the platform; most options have a variable of the environment, see .env.example.')
    .option('--host <address>', 'where it listens (127.0.0.1)')
    .option('--port <number>', 'on which port (3000)')
    .option('--data <folder>', 'where ledger and store are kept (.data/platform)')
    .option('--ledger <kind>', 'embedded, or fabric: a network on this machine')
    .option('--profile <name>', 'Fabric: small or province')
    .option('--port-base <number>', 'Fabric: first of the network’s ports')
    .option('--demo <on|off>', 'with the invented province, a shared password and a simulated bank (on)');
}

main().catch((error: unknown) => {
  process.stderr.write(`${faultText(error)}\n`);
  process.exitCode = error instanceof ConfigError ? 2 : 1;
});

const saidPlainly = [
  ...[ConfigError, LedgerError, StoreOpeningError, StoreUnavailableError],
  ...[ForeignLedgerError, OutdatedReadModelError],
];

/** What the operator can mend is said without a stack. */
function faultText(error: unknown): string {
  const message = operatorMessage(error);
  if (message !== undefined) return `✗ ${message}`;
  if (!(error instanceof Error)) return String(error);
  const isSaid = saidPlainly.some((kind) => error instanceof kind);
  return isSaid ? `✗ ${error.message}` : (error.stack ?? error.message);
}
