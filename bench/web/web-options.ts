/** What `npm run bench -- web` is told: which parts to measure, on which folder, in full or in short. */
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { BenchOptionError } from '../fabric/bench-options';

export const webParts = ['start', 'load', 'visible', 'catch-up'] as const;
export type WebPart = (typeof webParts)[number] | 'from-clone';

export interface WebOptions {
  readonly parts: readonly WebPart[];
  readonly short: boolean;
  /** A folder that is filled already, or is filled and kept; a new one that is removed again when absent. */
  readonly folder: string | undefined;
  readonly port: number;
  /** Words for the platform's Node, as `--cpu-prof`. */
  readonly nodeWords: readonly string[];
}

const standardPort = 3_300;
const usage = `npm run bench -- web [options]
  --only ${webParts.join(',')}   some parts alone
  --from-clone          only: from a bare clone to the login page
  --folder FOLDER       keeps the filled data folder there, and uses it again
  --short               few drafts and short windows, to see that it works; its results are not kept
  --port N              where the platform listens (${String(standardPort)})
  --node-words WORDS    for the platform's Node, as --cpu-prof`;

/** @throws BenchOptionError when a word is not understood */
export function readWebOptions(words: readonly string[]): WebOptions {
  const values = valuesIn(words);
  const { folder, short, port = String(standardPort) } = values;
  return {
    parts: values['from-clone'] === true ? ['from-clone'] : chosen(values.only),
    short: short === true,
    folder: folder === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? process.cwd(), folder),
    port: portNumber(port),
    nodeWords: values['node-words']?.split(' ') ?? [],
  };
}

function valuesIn(words: readonly string[]): ReturnType<typeof parseWords> {
  try {
    return parseWords(words);
  } catch (error) {
    throw fault(error instanceof Error ? error.message : String(error));
  }
}

function parseWords(words: readonly string[]): {
  only?: string;
  'from-clone'?: boolean;
  folder?: string;
  short?: boolean;
  port?: string;
  'node-words'?: string;
} {
  return parseArgs({
    args: [...words],
    options: {
      only: { type: 'string' },
      'from-clone': { type: 'boolean' },
      folder: { type: 'string' },
      short: { type: 'boolean' },
      port: { type: 'string' },
      'node-words': { type: 'string' },
    },
  }).values;
}

/** The named ones, in the order in which they are measured. */
function chosen(list: string | undefined): readonly WebPart[] {
  if (list === undefined) return webParts;
  const names = list.split(',');
  const strange = names.find((name) => !webParts.some((part) => part === name));
  if (strange !== undefined) throw fault(`There is no part "${strange}"; there are ${webParts.join(', ')}.`);
  return webParts.filter((part) => names.includes(part));
}

function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1_024 && port <= 65_535) return port;
  throw fault(`--port ${text} is no port from 1024 to 65535.`);
}

function fault(text: string): BenchOptionError {
  return new BenchOptionError(text, undefined, usage);
}
