/**
 * `mvcb export`: drafts, projects or statement entries as pages read them, each row with the block it is true as of. A
 * spreadsheet must not take a cell for a formula, so such cells begin with an apostrophe.
 */
import { readModels } from '../../models/read-models';
import { catchUpProjections } from '../../projections/rebuild';
import { ConfigError } from '../../config';
import type { CommandSite } from '../command-site';
import { exitCodes } from '../command-site';
import { openInstallation } from '../installation';

const exported = ['drafts', 'projects', 'entries'] as const;
const formulaStart = /^[=+\-@\t\r]/;

interface Given {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** Writes to standard output; answers the exit code. */
export async function exportCommand(site: CommandSite, { words, options }: Given): Promise<number> {
  const what = exported.find((name) => name === words[0]);
  const format = options['format'] === 'json' ? 'json' : 'csv';
  if (what === undefined) throw new ConfigError(`export takes one of ${exported.join(', ')}.`);
  const installation = await openInstallation(site.config, site.note);
  const { connection } = installation.store;
  try {
    await catchUpProjections(installation.ledger.ledger, connection);
    const models = readModels(connection);
    const checkpoint = await models.checkpoints.findOne().lean().exec();
    const asOfBlock = String(checkpoint?.block ?? '');
    let header: readonly string[] | undefined;
    for await (const document of connection
      .collection(models[what].collection.name)
      .find()
      .sort({ _id: 1 })) {
      const row = { asOfBlock, ...document };
      if (format === 'csv' && header === undefined) {
        header = Object.keys(row);
        process.stdout.write(`\uFEFF${header.join(',')}\r\n`);
      }
      process.stdout.write(format === 'json' ? `${jsonText(row)}\n` : csvLine(row, header ?? []));
    }
    return exitCodes.good;
  } finally {
    await installation.close();
  }
}

function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'bigint' ? inner.toString() : inner,
  );
}

function csvLine(row: Readonly<Record<string, unknown>>, header: readonly string[]): string {
  return `${header.map((name) => cell(row[name])).join(',')}\r\n`;
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text =
    typeof value === 'string' ? value : typeof value === 'bigint' ? value.toString() : jsonText(value);
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
