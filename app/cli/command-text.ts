/** What the commands of mvcb say, in both languages. */
import type { Locale } from '../../domain/refusals/refusal';

const texts = {
  'seed.demo-only': {
    'zh-CN': '演示数据只能装入演示环境：去掉 NODE_ENV=production，或不设 DEMO=off。',
    en: 'Demo data is for a demonstration alone: leave out NODE_ENV=production and DEMO=off.',
  },
  'seed.done': { 'zh-CN': '演示数据已装好。', en: 'The demo province is seeded.' },
  'seed.before': {
    'zh-CN': '演示数据早已装好，没有改动。',
    en: 'The demo province was seeded before; nothing was changed.',
  },
  'seed.taken': {
    'zh-CN': '这个账本已有数据，不能再装演示数据。请用 --data 另指一个空文件夹。',
    en: 'This ledger holds other data already. Name an empty folder with --data.',
  },
  'verify.chain': {
    'zh-CN': '链已核验：{blocks} 个区块，{transactions} 笔交易，最新哈希 {hash}。',
    en: 'The chain holds: {blocks} blocks, {transactions} transactions, newest hash {hash}.',
  },
  'verify.equal': {
    'zh-CN': '页面数据与账本一致：{documents} 份文档逐份相同。',
    en: 'What pages show equals the ledger: {documents} documents, each the same.',
  },
  'verify.differs': {
    'zh-CN': '页面数据与账本不一致（{count} 处）。请运行 npm run mvcb -- rebuild。',
    en: 'What pages show differs from the ledger in {count} documents. Run npm run mvcb -- rebuild.',
  },
  'rebuild.done': {
    'zh-CN': '页面数据已从账本重建到区块 {block}。',
    en: 'Rebuilt from the ledger up to block {block}.',
  },
  'init.done': {
    'zh-CN': '已设立：{organisations} 个机构。首批管理员的一次性口令只显示这一次：',
    en: 'Founded with {organisations} organisations. The first administrators’ one-time passwords are shown this once:',
  },
  'init.before': {
    'zh-CN': '这里早已设立，各管理员都已启用自己的口令，没有改动。',
    en: 'This was founded before, and every administrator has chosen a password; nothing was changed.',
  },
  'init.refused': { 'zh-CN': '未能设立：{why}', en: 'Nothing was founded: {why}' },
  'import.dry': {
    'zh-CN': '试运行：{lines} 行可推送。加 --commit 才会写入账本。',
    en: 'Dry run: {lines} lines could be pushed. Add --commit to write them.',
  },
  'import.refused': { 'zh-CN': '未写入任何一行：{reason}', en: 'Nothing was written: {reason}' },
  'import.done': {
    'zh-CN': '已推送 {lines} 行：新 {new}，已有 {known}，冲突 {conflict}。',
    en: 'Pushed {lines} lines: {new} new, {known} known, {conflict} in conflict.',
  },
  'import.login': {
    'zh-CN': '登录名或口令不对，或此人不属于该银行。',
    en: 'The login name or password is wrong, or the person is not of this bank.',
  },
  'bad-language': { 'zh-CN': '--language 只能是 zh 或 en。', en: '--language is zh or en.' },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, string>>>>;

export type CommandTextName = keyof typeof texts;

/** A text with its placeholders filled in. */
export function commandText(
  locale: Locale,
  name: CommandTextName,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return texts[name][locale].replaceAll(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
}
