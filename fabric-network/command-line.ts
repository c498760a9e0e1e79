/**
 * What the network's commands are told: which profile, in which folder, from which port on. One reading for all of
 * them; a command's own words follow as positionals.
 */
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { NetworkError } from './network-error';
import { profileNames } from './network-description';
import type { NetworkDescription, ProfileName } from './network-description';
import { NetworkLayout } from './network-layout';
import { recordedNetwork } from './network-record';
import { describeProfile } from './profiles';
import type { Say } from './steps';

/** What every command works with. */
export interface CommandContext {
  readonly network: NetworkDescription;
  readonly layout: NetworkLayout;
  /** The command's own words. */
  readonly words: readonly string[];
  readonly say: Say;
}

const standardProfile: ProfileName = 'province';
const lowestPort = 1_024;
/** A network takes 400 ports from its base on. */
const highestPortBase = 65_535 - 400;
const root = join(__dirname, '..', '..');

export const optionsText = `  --profile small|province  which network (${standardProfile})
  --data FOLDER             where it is kept (.data/fabric/<profile> in this repository)
  --port-base N             first of the 400 ports it may use (small 7400, province 7000)
A folder that holds a network knows its profile and ports; --data alone is enough then.`;

/** The folder of a profile's network unless another is named. */
function standardDataFolder(profile: ProfileName): string {
  return join(root, '.data', 'fabric', profile);
}

/** Reads a command's options. Throws a NetworkError `bad-option` that says what there is. */
export function readCommandLine(argv: readonly string[], say: Say): CommandContext {
  const { values, positionals } = parsed(argv);
  const profile = values.profile === undefined ? undefined : profileOf(values.profile);
  const portBase = values['port-base'] === undefined ? undefined : portBaseOf(values['port-base']);
  const folder =
    values.data === undefined ? standardDataFolder(profile ?? standardProfile) : resolve(values.data);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw badOption(`--data ${folder} is a file, not a folder.`);
  }
  const layout = new NetworkLayout(folder);
  return { network: networkIn(layout, { profile, portBase }), layout, words: positionals, say };
}

/** For the commands that take options alone. Throws a NetworkError `bad-option` that names what was too much. */
export function requireNoWords({ words }: CommandContext): void {
  if (words.length > 0) throw badOption(`This command takes options alone, not "${words.join(' ')}".`);
}

/**
 * npm keeps options that stand before `--` for itself and hands their values on as words, so that the command would work
 * on another network than the one meant. Throws a NetworkError `bad-option` when that has happened.
 */
export function requireOptionsPassedOn(environment: NodeJS.ProcessEnv): void {
  const kept = Object.keys(optionTypes).filter(
    (name) => environment[`npm_config_${name.replaceAll('-', '_')}`] !== undefined,
  );
  if (kept.length === 0) return;
  const names = kept.map((name) => `--${name}`).join(', ');
  throw badOption(
    `npm kept ${names} for itself. Write -- before the options: npm run fabric:up -- --profile small.`,
  );
}

/** What the folder was made for, as far as the options do not say otherwise; a folder without a network gets a new one. */
function networkIn(
  layout: NetworkLayout,
  told: { readonly profile: ProfileName | undefined; readonly portBase: number | undefined },
): NetworkDescription {
  const recorded = recordedNetwork(layout);
  const { profile = recorded?.profile ?? standardProfile, portBase } = told;
  const agrees = told.profile === undefined || told.profile === recorded?.profile;
  if (recorded !== undefined && agrees && portBase === undefined) return recorded;
  return describeProfile(profile, portBase === undefined ? {} : { portBase });
}

function parsed(argv: readonly string[]): ReturnType<typeof parseWords> {
  try {
    return parseWords(argv);
  } catch (cause) {
    // What follows Node's first sentence is advice that does not fit here.
    const [what = ''] = (cause instanceof Error ? cause.message : String(cause)).split(/\.?\s*(?:\n|$)|\. /);
    throw badOption(`${what}.`, cause);
  }
}

const optionTypes = {
  profile: { type: 'string' },
  data: { type: 'string' },
  'port-base': { type: 'string' },
} as const;

function parseWords(argv: readonly string[]): {
  values: { profile?: string; data?: string; 'port-base'?: string };
  positionals: string[];
} {
  return parseArgs({ args: [...argv], allowPositionals: true, options: optionTypes });
}

function profileOf(text: string): ProfileName {
  const found = profileNames.find((name) => name === text);
  if (found !== undefined) return found;
  throw badOption(`There is no profile ${text}.`);
}

/** The first of a network's ports. Throws a NetworkError `bad-option` when there is no room behind it. */
export function portBaseOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port >= lowestPort && port <= highestPortBase) return port;
  throw badOption(`--port-base ${text} is no number from ${lowestPort} to ${highestPortBase}.`);
}

function badOption(message: string, cause?: unknown): NetworkError {
  return new NetworkError({ code: 'bad-option', message, nextStep: `Options:\n${optionsText}`, cause });
}
