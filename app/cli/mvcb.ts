/**
 * `npm run mvcb -- <command>`: administers an installation. Exit code 0: done; 1: the program failed; 2: an option or a
 * file is wrong; 3: what was checked does not hold.
 */
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { operatorMessage } from '../../fabric-network/network-error';
import { LedgerError } from '../../ledger/ledger-error';
import { ConfigError, readConfig } from '../config';
import type { ConfigOptions } from '../config';
import { OutdatedReadModelError } from '../projections/projection-error';
import { StoreOpeningError, StoreUnavailableError } from '../store/store-error';
import { CommandSite, exitCodes } from './command-site';
import { commandText } from './command-text';
import { exportCommand } from './commands/export-command';
import { importStatementCommand } from './commands/import-statement-command';
import { initCommand } from './commands/init-command';
import { seedCommand } from './commands/seed-command';
import { rebuildCommand, verifyCommand } from './commands/verify-command';
import { projectRoot } from './project-root';

type Told = ConfigOptions & { readonly language?: string };
type Options = Readonly<Record<string, string | boolean | undefined>>;
type Run = (
  site: CommandSite,
  given: { readonly words: readonly string[]; readonly options: Options },
) => Promise<number>;

function program(done: (code: number) => void): Command {
  const mvcb = new Command('npm run mvcb --')
    .description('Administers an installation. 管理一个安装。')
    .option('--data <folder>', 'where ledger and store are kept / 数据文件夹 (.data/platform)')
    .option('--ledger <kind>', 'embedded or fabric / 账本 (embedded)')
    .option('--profile <name>', 'Fabric: small or province')
    .option('--port-base <number>', 'Fabric: first of its 400 ports')
    .option('--demo <on|off>', 'demo mode / 演示环境')
    .option('--language <zh|en>', 'language of what is said / 语言', 'zh')
    .exitOverride();
  const add = (name: string, description: string, run: Run): Command =>
    mvcb
      .command(name)
      .description(description)
      .exitOverride()
      .action(async (...given: unknown[]) => {
        const command = given.at(-1);
        if (!(command instanceof Command)) throw new Error('commander calls with the command last');
        done(await run(siteOf(mvcb.opts<Told>()), { words: command.args, options: command.opts() }));
      });
  add('init <file>', 'founds an installation from a YAML or JSON file / 设立', initCommand);
  add('seed', 'seeds the demo province / 装入演示数据', seedCommand);
  add('rebuild', 'makes the pages’ data anew from the ledger / 重建页面数据', rebuildCommand);
  add('verify', 'verifies the chain and the pages’ data / 核验', verifyCommand);
  add(
    'import-statement <file>',
    'reads a bank’s CSV; a dry run unless --commit / 导入银行流水',
    importStatementCommand,
  )
    .requiredOption('--bank <id>', 'the bank’s organisation / 银行机构')
    .requiredOption('--as <login>', 'who pushes; the password comes from MVCB_PASSWORD / 以谁的名义')
    .option('--prepared-by <person>', 'pseudonym of the officer who prepared the file / 经办人代号')
    .option('--commit', 'writes the lines / 写入');
  add('export <what>', 'drafts, projects or entries / 导出', exportCommand).option(
    '--format <csv|json>',
    'csv or json',
    'csv',
  );
  return mvcb;
}

function siteOf({ language = 'zh', ...options }: Told): CommandSite {
  if (!['zh', 'zh-CN', 'en'].includes(language)) throw new ConfigError(commandText('zh-CN', 'bad-language'));
  const config = readConfig(options, process.env, join(projectRoot, '.data', 'platform'));
  return new CommandSite(config, language === 'en' ? 'en' : 'zh-CN');
}

async function main(): Promise<number> {
  let code: number = exitCodes.good;
  await program((answered) => {
    code = answered;
  }).parseAsync();
  return code;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = faultCode(error);
  },
);

/** Says what failed, without a stack where the operator can mend it; answers the exit code. */
function faultCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.good : exitCodes.wrong;
  const isOptions = error instanceof ConfigError;
  const isKnown =
    isOptions ||
    error instanceof LedgerError ||
    error instanceof StoreOpeningError ||
    error instanceof OutdatedReadModelError ||
    error instanceof StoreUnavailableError;
  const text = isKnown ? error.message : (operatorMessage(error) ?? textOf(error));
  process.stderr.write(`✗ ${text}\n`);
  return isOptions ? exitCodes.wrong : 1;
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
