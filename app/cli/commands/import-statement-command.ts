/**
 * `mvcb import-statement`: a bank's CSV file through the same reading and the same dry run as the page. Writing it needs the
 * second officer's own key, opened with the password from the environment, so that it stands in no list of processes.
 */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { refusalText } from '../../../domain/refusals/refusal';
import { pushStatement } from '../../../domain/transactions/reconciliation-transactions';
import type { LedgerIdentity } from '../../../ledger/ledger';
import { unlockedKeyOf } from '../../auth/login-desk';
import { submitTransaction } from '../../blockchain/contract-client';
import { pushAnswerOf } from '../../blockchain/statement-push';
import { faultText } from '../../presentation/statement-words';
import { readStatementFile, statementBytesMax } from '../../statements/statement-file';
import type { StatementLine } from '../../statements/statement-parser';
import { forecastStatement, portionsOf } from '../../statements/statement-forecast';
import { ConfigError } from '../../config';
import type { CommandSite } from '../command-site';
import { exitCodes } from '../command-site';
import type { Installation } from '../installation';
import { openInstallation } from '../installation';
import { projectRoot } from '../project-root';
import { openTexts } from '../../texts';

interface Given {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** Reads, shows what would happen, and writes with `--commit`; answers the exit code. */
export async function importStatementCommand(site: CommandSite, { words, options }: Given): Promise<number> {
  const [file = ''] = words;
  const reading = readStatementFile(basename(file), await bytesOf(file));
  if (!reading.ok) {
    const texts = await openTexts(projectRoot);
    site.complain(faultText(reading.fault, texts[site.locale]));
    return exitCodes.wrong;
  }
  const installation = await openInstallation(site.config, site.note);
  try {
    const bank = String(options['bank']);
    const identity = await officerOf(installation, { bank, loginName: String(options['as']) });
    if (identity === undefined) return site.wrong('import.login');
    const lines = reading.value;
    const forecast = await forecastStatement(installation.ledger.ledger, identity, { bank, lines });
    if (!forecast.ok) {
      return site.wrong('import.refused', { reason: refusalText(forecast.refusal, site.locale) });
    }
    for (const { line, prospect, entry } of forecast.lines) {
      process.stdout.write(`${String(line)}\t${entry.serialNumber}\t${prospect}\n`);
    }
    if (options['commit'] !== true) return site.say('import.dry', { lines: lines.length });
    const { preparedBy } = options;
    return await push(site, { installation, identity, bank, lines, preparedBy });
  } finally {
    await installation.close();
  }
}

/** @throws ConfigError when the file is not there or too large to be looked at */
async function bytesOf(file: string): Promise<Buffer> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) throw new ConfigError(`There is no file ${file}: name the bank's CSV file.`);
  return found.size > statementBytesMax ? Buffer.alloc(statementBytesMax + 1, ' ') : readFile(file);
}

async function officerOf(
  { identity }: Installation,
  { bank, loginName }: { readonly bank: string; readonly loginName: string },
): Promise<LedgerIdentity | undefined> {
  const password = process.env['MVCB_PASSWORD'] ?? '';
  const user = await identity.login.check(loginName, password);
  if (user?.organisationId !== bank) return undefined;
  return (await unlockedKeyOf(user, password)).identity;
}

async function push(
  site: CommandSite,
  about: {
    readonly installation: Installation;
    readonly identity: LedgerIdentity;
    readonly bank: string;
    readonly lines: readonly StatementLine[];
    readonly preparedBy: string | boolean | undefined;
  },
): Promise<number> {
  const { installation, identity, bank, lines, preparedBy } = about;
  const told = { new: 0, known: 0, conflict: 0 };
  for (const portion of portionsOf(lines)) {
    const committed = await submitTransaction(installation.ledger.ledger, identity, {
      definition: pushStatement,
      request: {
        ...{ bank, entries: portion.map(({ entry }) => entry) },
        ...(typeof preparedBy === 'string' ? { preparedBy } : {}),
      },
    });
    if (!committed.ok) {
      return site.wrong('import.refused', { reason: refusalText(committed.refusal, site.locale) });
    }
    const { counts } = pushAnswerOf(committed.value.answer);
    told.new += counts.new;
    told.known += counts.known;
    told.conflict += counts.conflict;
  }
  return site.say('import.done', { lines: lines.length, ...told });
}
