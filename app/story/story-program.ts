/**
 * The program behind `npm run story`: options, files, the playing, the telling, and the exit code. Nothing is told before
 * the whole story has been played, so that a fault in a file never leaves half a story behind.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CalendarDate } from '../../domain/calendar';
import type { Locale } from '../../domain/refusals/refusal';
import type { LedgerName, OpenStage } from './story-stage';
import { ledgerNames } from './story-stage';
import { readInputBytes, readInputFile } from './input-file';
import type { InputFault, Reading } from '../statements/input-fault';
import { faulty, read } from '../statements/input-fault';
import type { UsageProblem } from './fault-teller';
import { describeFault, describeStagePart, describeUsage } from './fault-teller';
import type { Story } from './story';
import { latestDay, parseStory, storyMebibytesMax } from './story-parser';
import type { StatementLine } from '../statements/statement-parser';
import { statementMebibytesMax } from '../statements/statement-parser';
import { readStatementFile } from '../statements/statement-file';
import { playStory } from './story-player';
import { StoryTeller } from './story-teller';

/** The draft was honoured (or help was given); the story stopped at an exception; a file or an option was wrong. */
const exitCodes = { honoured: 0, badInput: 2, exception: 3 } as const;

export interface ProgramSurroundings {
  readonly samplesFolder: string;
  readonly openStage: Readonly<Record<LedgerName, OpenStage>>;
  readonly write: (text: string) => void;
  readonly writeFault: (text: string) => void;
  readonly colours: boolean;
}

interface Options {
  readonly locale: Locale;
  readonly story: string;
  readonly statement: string;
  readonly ledger: LedgerName;
  readonly folder: string | undefined;
  readonly profile: string | undefined;
  readonly portBase: string | undefined;
}

export class StoryProgram {
  readonly #surroundings: ProgramSurroundings;

  constructor(surroundings: ProgramSurroundings) {
    this.#surroundings = surroundings;
  }

  /** Runs the program with its arguments and answers its exit code. */
  async run(args: readonly string[]): Promise<number> {
    const options = readOptions(args, this.#surroundings.samplesFolder);
    if (options === 'help') return this.#help(localeAsked(args));
    if (typeof options === 'string') return this.#bad(describeUsage(options, localeAsked(args)));
    const { locale, folder } = options;
    if (options.ledger === 'embedded' && folder !== undefined && isTaken(folder)) {
      return this.#bad(describeUsage('folder-taken', locale, folder));
    }
    const story = await readFileAs(options.story, storyMebibytesMax, (text) =>
      parseStory(options.story, text, locale),
    );
    if (!story.ok) return this.#fault(story.fault, locale);
    const bytes = await readInputBytes(options.statement, statementMebibytesMax);
    if (!bytes.ok) return this.#fault(bytes.fault, locale);
    const statement = readStatementFile(options.statement, bytes.value);
    if (!statement.ok) return this.#fault(statement.fault, locale);
    const known = checkAccounts(options.statement, statement.value, story.value);
    if (!known.ok) return this.#fault(known.fault, locale);
    return this.#play(options, story.value, statement.value);
  }

  async #play(options: Options, story: Story, statement: readonly StatementLine[]): Promise<number> {
    const { locale, ledger, folder, profile, portBase } = options;
    const { openStage, colours, write } = this.#surroundings;
    const stage = await openStage[ledger]({
      ...{ folder, profile, portBase, startsOn: story.startsOn },
      tell: (part, seconds) => {
        write(`${describeStagePart(part, seconds, locale)}\n`);
      },
    });
    try {
      const outcome = await playStory(story, statement, stage);
      if (outcome.kind === 'refused') {
        const { transaction, refusal } = outcome;
        const { fault } = faulty(options.story, { code: 'refused', transaction, refusal });
        return this.#fault(fault, locale);
      }
      write(new StoryTeller(story, { locale, colours }).tell(outcome.played, stage.kept));
      return outcome.played.summary.honoured ? exitCodes.honoured : exitCodes.exception;
    } finally {
      await stage.close();
    }
  }

  #help(locale: Locale): number {
    this.#surroundings.write(`${describeUsage('help', locale)}\n`);
    return exitCodes.honoured;
  }

  #fault(fault: InputFault, locale: Locale): number {
    return this.#bad(describeFault(fault, locale));
  }

  #bad(text: string): number {
    this.#surroundings.writeFault(`${text}\n`);
    return exitCodes.badInput;
  }
}

async function readFileAs<Value>(
  file: string,
  mebibytesMax: number,
  parse: (text: string) => Reading<Value>,
): Promise<Reading<Value>> {
  const text = await readInputFile(file, mebibytesMax);
  return text.ok ? parse(text.value) : text;
}

/** A bank may only report accounts that it keeps: each line stands on an account of the story. */
function checkAccounts(
  file: string,
  statement: readonly StatementLine[],
  { accounts, startsOn }: Story,
): Reading<readonly StatementLine[]> {
  const known = new Set<string>(accounts.map(({ number }) => number));
  const stray = statement.find(({ entry }) => !known.has(entry.account));
  if (stray === undefined) return checkDates(file, statement, startsOn);
  const masked = `****${stray.entry.account.slice(-4)}`;
  return faulty(file, { code: 'unknown-account', found: masked }, { line: stray.line });
}

function checkDates(
  file: string,
  statement: readonly StatementLine[],
  startsOn: CalendarDate,
): Reading<readonly StatementLine[]> {
  const latest = latestDay(startsOn);
  const beyond = statement.find(({ entry }) => entry.bookingDate > latest);
  if (beyond === undefined) return read(statement);
  const problem = { code: 'beyond', found: beyond.entry.bookingDate, latest } as const;
  return faulty(file, problem, { line: beyond.line });
}

const optionTypes = {
  story: { type: 'string' },
  statement: { type: 'string' },
  language: { type: 'string' },
  ledger: { type: 'string' },
  profile: { type: 'string' },
  'port-base': { type: 'string' },
  data: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** The options, or why they cannot be read. */
function readOptions(args: readonly string[], samples: string): Options | UsageProblem {
  try {
    const { values } = parseArgs({ args: [...args], options: optionTypes });
    if (values.help === true) return 'help';
    const locale = localeOf(values.language ?? 'zh');
    if (locale === undefined) return 'language';
    const ledger = ledgerNames.find((name) => name === (values.ledger ?? 'embedded'));
    if (ledger === undefined) return 'ledger';
    return {
      ...{ locale, ledger, folder: values.data },
      ...{ profile: values.profile, portBase: values['port-base'] },
      story: values.story ?? join(samples, 'story.json'),
      statement: values.statement ?? join(samples, 'statement.csv'),
    };
  } catch {
    return 'option'; // parseArgs names the option in English only; the usage says what there is.
  }
}

/** The language in which to say that the options cannot be read: the one asked for, as far as that can be seen. */
function localeAsked(args: readonly string[]): Locale {
  const { values } = parseArgs({ args: [...args], options: optionTypes, strict: false });
  return values.language === 'en' ? 'en' : 'zh-CN';
}

function localeOf(language: string): Locale | undefined {
  if (language === 'en') return 'en';
  return ['zh', 'zh-CN'].includes(language) ? 'zh-CN' : undefined;
}

/** A ledger is founded in a folder of its own: one that is new, or empty. */
function isTaken(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).length > 0;
}
