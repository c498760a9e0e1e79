/** What every command of mvcb is given: the configuration, the language, and where it says what it did. */
import type { Locale } from '../../domain/refusals/refusal';
import type { PlatformConfig } from '../config';
import { commandText } from './command-text';
import type { CommandTextName } from './command-text';

/** 0: done; 2: an option or a file is wrong; 3: what was checked does not hold. 1 is a failure of the program. */
export const exitCodes = { good: 0, wrong: 2, differs: 3 } as const;

type Values = Readonly<Record<string, string | number>>;

export class CommandSite {
  readonly config: PlatformConfig;
  readonly locale: Locale;

  constructor(config: PlatformConfig, locale: Locale) {
    this.config = config;
    this.locale = locale;
  }

  /** Says what was done, on standard output; answers the exit code of success. */
  say(name: CommandTextName, values?: Values): number {
    process.stdout.write(`${commandText(this.locale, name, values)}\n`);
    return exitCodes.good;
  }

  /** Says what is wrong, on standard error; answers the exit code for it. */
  wrong(name: CommandTextName, values?: Values): number {
    this.complain(commandText(this.locale, name, values));
    return exitCodes.wrong;
  }

  /** A line on standard error. */
  complain(text: string): void {
    process.stderr.write(`✗ ${text}\n`);
  }

  /** A line about what goes on, beside the output proper. */
  readonly note = (line: string): void => {
    process.stderr.write(`  ${line}\n`);
  };
}
