/**
 * The Chinese for what a refusal's text names: offices, transactions, statuses, reasons and expectations. The
 * wire carries codes and English phrases; the words here are the glossary's. What stands in no table stays as it is.
 */
import { roleNames } from '../roles';
import { expectationWords } from './expectation-words';
import { transactionWords } from './transaction-words';

type Words = Readonly<Record<string, string>>;

const roleWords: Words = Object.fromEntries(
  Object.entries(roleNames).map(([role, name]) => [role, name['zh-CN']]),
);

/** Statuses of projects and of accounts: no word stands for both. */
const statusWords: Words = {
  absent: '尚未申报',
  submitted: '待审批',
  returned: '已退回',
  approved: '已批准',
  rejected: '已驳回',
  withdrawn: '已撤回',
  funding: '拨付中',
  underway: '实施中',
  completed: '已完工',
  closed: '已结项',
  proposed: '待银行确认',
  confirmed: '待启用',
  released: '已启用',
  blocked: '已停用',
};

const relationWords: Words = {
  any: '不限',
  'own-msp': '所属管理范围内的机构',
  'new-county': '新设的县',
  'own-organisation': '本机构',
  'own-county': '本县',
  'keeping-bank': '开户银行',
  payer: '付款单位',
  payee: '收款单位',
  party: '汇票相关方',
  owner: '异常责任方',
  'own-view': '与本机构有关的内容',
  founding: '初始登记',
};

const reasonWords: Words = {
  amount: '金额不符',
  payer: '付款账户不符',
  payee: '收款账户不符',
  currency: '币种不符',
  direction: '借贷方向不符',
  date: '记账日期不符',
  'personal-account': '流向个人账户',
  'no-statement': '银行流水缺失',
  'no-registration': '流水未登记',
  'not-open': '环节未开启',
  late: '逾期付款',
  overdue: '逾期未办',
  'payee-name': '户名不符',
  'unconfirmed-receipt': '收款未确认',
  conflict: '流水内容冲突',
  'duplicate-use': '流水重复使用',
  'too-many-lines': '流水超出所需',
  'frozen-draft': '汇票已冻结',
  'cancelled-draft': '汇票已撤销后付款',
  reversed: '已冲正',
  returned: '已退汇',
  'idle-money': '资金沉淀',
  'not-accepted': '逾期未承兑',
};

const resolutionWords: Words = {
  match: '人工核对',
  undo: '撤销核对',
  release: '放行',
  correct: '更正登记',
  'choose-version': '选定内容',
  'write-off': '核销',
};

/** What did not agree in a certificate, which facts of a draft are too many, and why a resolution is void. */
const factWords: Words = {
  mspId: '成员服务提供者',
  organisation: '机构',
  role: '角色',
  county: '行政区划',
  person: '人员',
  kind: '证书种类',
  registrations: '流水号登记',
  receipts: '收款确认',
  proposals: '处理决定',
  presentations: '提示承兑',
  acceptances: '承兑',
  amendments: '变更',
  holds: '冻结',
  'the exception has changed': '异常的内容已经变化',
  'its proposer was disabled': '提出人已被停用',
};

const faultWords: Words = {
  'other-fields': '签名内容与固定字段不一致',
  form: '签名格式不正确',
  signature: '签名与证书不符',
};

/** How each value that is not an id, a number or a date is said; the others stay as they are. */
const sayings: ReadonlyMap<string, (text: string) => string> = new Map([
  ['expected', expectationWords],
  ['role', roleText],
  ['roles', listIn(roleWords)],
  ['transaction', transactionText],
  ['event', transactionText],
  ['status', listIn(statusWords)],
  ['statuses', listIn(statusWords)],
  ['relations', listIn(relationWords)],
  ['reasons', listIn(reasonWords)],
  ['kind', listIn(resolutionWords)],
  ['fact', listIn(factWords)],
  ['fault', listIn(faultWords)],
]);

/** The Chinese for one value of a refusal, by the name that the text gives it. */
export function chineseWords(name: string, text: string): string {
  return sayings.get(name)?.(text) ?? text;
}

function wordIn(words: Words, code: string): string | undefined {
  return Object.hasOwn(words, code) ? words[code] : undefined;
}

/** A list of codes as a Chinese list; when one of them is unknown the text stays whole. */
function listIn(words: Words): (text: string) => string {
  return (text) => {
    const said = text.split(', ').map((code) => wordIn(words, code));
    return said.includes(undefined) ? text : said.join('、');
  };
}

/** A role, and the kind of certificate where that is what does not fit: `commercial-bank (service)`. */
function roleText(text: string): string {
  const [, role = '', kind] = /^(\S+)(?: \((person|service)\))?$/.exec(text) ?? [];
  const word = wordIn(roleWords, role);
  if (word === undefined || kind === undefined) return word ?? text;
  return `${word}（${kind === 'service' ? '服务证书' : '人员证书'}）`;
}

function transactionText(text: string): string {
  const word = wordIn(transactionWords, text);
  return word === undefined ? text : `${word}（${text}）`;
}
