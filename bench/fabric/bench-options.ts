/**
 * What `npm run bench -- fabric` is told: which profiles and parts to measure, in full or in short.
 */
import { parseArgs } from 'node:util';
import { profileNames } from '../../fabric-network/network-description';
import type { ProfileName } from '../../fabric-network/network-description';

const partNames = ['start', 'add', 'mixed', 'batches'] as const;
export type PartName = (typeof partNames)[number];

/** What is measured unless parts are named; batches have a bar on `small` alone. */
const standardParts: Readonly<Record<ProfileName, readonly PartName[]>> = {
  small: partNames,
  province: partNames.filter((part) => part !== 'batches'),
};

export interface BenchOptions {
  readonly profiles: readonly ProfileName[];
  readonly parts: Readonly<Record<ProfileName, readonly PartName[]>>;
  readonly short: boolean;
  /** First of the four hundred ports that a measured network uses. */
  readonly portBase: number;
}

/** Apart from where the profiles stand, so that a network that runs already is left alone. */
const standardPortBase = 8_000;
/** A network takes 400 ports from its base on. */
const portBaseMax = 65_535 - 400;

const fabricUsage = `npm run bench -- fabric [options]
  --profile small|province        one profile alone
  --only ${partNames.join(',')}  some parts alone
  --short                         one short run of each, to see that it works; its results are not kept
  --port-base N                   first of 400 free ports (${String(standardPortBase)})`;

/** An option that the benchmark does not have; the message says which there are. */
export class BenchOptionError extends Error {
  readonly code = 'bad-option';

  constructor(fault: string, cause?: unknown, usage: string = fabricUsage) {
    super(`${fault}\n${usage}`, cause === undefined ? undefined : { cause });
    this.name = 'BenchOptionError';
  }
}

/**
 * Reads the words behind `fabric`.
 * @throws BenchOptionError when one is not understood
 */
export function readBenchOptions(words: readonly string[]): BenchOptions {
  const { profile, only, short, 'port-base': portBase } = optionsIn(words);
  return {
    profiles: profile === undefined ? profileNames : chosen('profile', profileNames, profile),
    parts: only === undefined ? standardParts : sameForAll(chosen('part', partNames, only)),
    short: short === true,
    portBase: portBase === undefined ? standardPortBase : portNumber(portBase),
  };
}

function optionsIn(words: readonly string[]): ReturnType<typeof parseWords> {
  try {
    return parseWords(words);
  } catch (error) {
    throw new BenchOptionError(error instanceof Error ? error.message : String(error), error);
  }
}

function parseWords(words: readonly string[]): {
  profile?: string;
  only?: string;
  short?: boolean;
  'port-base'?: string;
} {
  return parseArgs({
    args: [...words],
    options: {
      profile: { type: 'string' },
      only: { type: 'string' },
      short: { type: 'boolean' },
      'port-base': { type: 'string' },
    },
  }).values;
}

function sameForAll(parts: readonly PartName[]): BenchOptions['parts'] {
  return { small: parts, province: parts };
}

/** The named ones, in the order in which they are measured. */
function chosen<Name extends string>(what: string, known: readonly Name[], list: string): readonly Name[] {
  const names = list.split(',');
  const strange = names.find((name) => !known.some((each) => each === name));
  if (strange !== undefined) {
    throw new BenchOptionError(`There is no ${what} "${strange}"; there are ${known.join(', ')}.`);
  }
  return known.filter((each) => names.includes(each));
}

function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1_024 && port <= portBaseMax) return port;
  throw new BenchOptionError(
    `--port-base ${text} is no port from which on 400 are there (1024 to ${String(portBaseMax)}).`,
  );
}
