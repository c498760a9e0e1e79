/**
 * What a refusal expected, said in Chinese. The wire carries the English phrase, because clients and peers must
 * agree byte for byte; here it is put into the words of the glossary. Numbers, dates, ids and forms stay as they are.
 */
import { roleNames } from '../roles';

/** Phrases that never vary. */
const phrases: ReadonlyMap<string, string> = new Map([
  // The form of a request and its fields.
  ['one JSON object', '一个 JSON 对象'],
  ['a JSON object', '一个 JSON 对象'],
  ['no such field', '本交易规定的字段（没有该字段，请删去）'],
  ['true or false', '“是”或“否”（true 或 false）'],
  ['false', '“否”（false）'],
  ['one of agree, return', '以下之一：同意（agree）、退回（return）'],
  [
    'a JSON object of kind match, undo, release, correct, choose-version or write-off',
    '一个 JSON 对象，其种类（kind）为以下之一：人工核对（match）、撤销核对（undo）、放行（release）、更正登记（correct）、选定内容（choose-version）、核销（write-off）',
  ],
  [
    'by organisation, county or bank, with its id',
    '查询范围（by）及其编号：机构（organisation）、县（county）或银行（bank）',
  ],
  ['a cursor of an earlier page', '前一页给出的翻页标记'],
  // Ids and codes.
  ['a county code of six digits', '六位行政区划代码'],
  [
    'a project id: P-<county>-<year>-<6 characters of base32>',
    '项目编号：P-<县代码>-<年份>-<6 位 base32 字符>',
  ],
  ['a draft id: D-<county>-<year>-<6 characters>-<n>', '汇票编号：D-<县代码>-<年份>-<6 位字符>-<序号>'],
  ['a leg id: L1 … L64 or L5.1', '环节编号：L1 至 L64，分期环节如 L5.1'],
  ['an exception id', '异常编号'],
  ['a resolution id: S and a number', '处理决定编号：S 加数字'],
  ['a currency code of three letters', '三位字母的币种代码'],
  ['a signature in base64', '签名（base64 编码）'],
  ['a P-256 public key as PEM (SPKI)', '公钥：P-256 曲线（PEM，SPKI）'],
  // Amounts and times.
  ['a calendar date YYYY-MM-DD', '日期，格式为 YYYY-MM-DD'],
  ['an instant with its zone, ISO 8601', '带时区的时间（ISO 8601 格式）'],
  [
    'an instant in UTC with milliseconds: YYYY-MM-DDTHH:MM:SS.mmmZ',
    '精确到毫秒的世界协调时间，格式为 YYYY-MM-DDTHH:MM:SS.mmmZ',
  ],
  [
    'a calendar date YYYY-MM-DD or an instant in UTC with milliseconds: YYYY-MM-DDTHH:MM:SS.mmmZ',
    '日期（格式为 YYYY-MM-DD），或精确到毫秒的世界协调时间（格式为 YYYY-MM-DDTHH:MM:SS.mmmZ）',
  ],
  // Registers.
  ['a county, not the province', '县的行政区划代码，不能是省的代码'],
  // Planned path.
  ['a leg id used once', '不重复的环节编号'],
  ['a payee other than the payer', '与付款账户不同的收款账户'],
  ['each earlier leg named once', '不重复的前置环节'],
  ['legs of this path', '本路径中的环节'],
  ['the legs that bring its payer the money', '为其付款单位带来资金的各环节'],
  ['no leg paid by the implementer', '没有由项目实施单位付款的环节'],
  ['tranche legs only to the implementer', '只有分期环节付给项目实施单位'],
  ['nothing: only the county command adds evidence', '空：只有县脱贫攻坚指挥部代办时才附证明材料'],
  // Statements and resolutions.
  ['the account it stands on is its payer or its payee', '付款账户或收款账户之一'],
  ['a time on its booking date (Asia/Shanghai)', '记账日期当天的时间（北京时间）'],
  ['a reference on a reversal or a return only', '空：只有冲正或退汇才填写原流水引用'],
  ['an account that this bank keeps', '在本行开立的账户'],
  ['a live registration of this leg that settles nothing', '本环节有效且未使其结清的流水号登记'],
  [
    'the registered line it stands on, held as late or for its payee name',
    '该异常所涉、因逾期或户名不符而暂未计入的已登记流水',
  ],
  ['a settled leg', '已结清的环节'],
  ['an exception of a draft', '汇票的异常'],
]);

/** Phrases with numbers, dates or ids in them; `$1` is what they hold. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/^a list of (\S+) items$/, '列表，共 $1 条'],
  [/^a list of (\S+) file hashes$/, '文件摘要的列表，共 $1 条'],
  [/^a whole number of (\d+–\d+)$/, '整数，范围 $1'],
  [
    /^a text of (\S+) characters without control or invisible characters$/,
    '文字，$1 个字，不含控制字符和不可见字符',
  ],
  [/^an amount in fen: a decimal string between (\d+) and (\d+)$/, '以分为单位的金额：$1 至 $2 的十进制整数'],
  [/^at most (\d+) characters$/, '不超过 $1 个字符'],
  [/^at most (\d+)$/, '不超过 $1'],
  [/^later than (\S+)$/, '晚于 $1 的期限'],
  [/^an organisation id: (\S+) characters (.+)$/, '机构编号：$1 个字符，限 $2'],
  [/^a person pseudonym: (\S+) characters (.+)$/, '人员代号：$1 个字符，限 $2'],
  [/^an account id: A- and (\S+) characters$/, '账户编号：A- 加 $1 个字符'],
  [/^a request id: (\S+) characters (.+)$/, '请求编号：$1 个字符，限 $2'],
  [/^a SHA-256 of (\d+) hexadecimal digits$/, '文件摘要：SHA-256，$1 位十六进制数字'],
  [/^(\d+–\d+) characters of (.+)$/, '编号：$1 个字符，限 $2'],
  [/^an account number of (\S+) digits$/, '账号：$1 位数字'],
  [/^an account number of (\S+) digits, without spaces or hyphens$/, '账号：$1 位数字，不含空格和连字符'],
  [/^a booking date not after (\S+)$/, '不晚于 $1 的记账日期'],
  [/^(\d+)–(\d+) legs$/, '环节 $1–$2 个'],
  [/^(\d+) tranche legs$/, '$1 个分期环节'],
  [/^(\d+) fen to the implementer, after the tranche before$/, '向项目实施单位支付 $1 分，并排在前一期之后'],
  [/^no later leg settled; (\S+) is$/, '其后各环节均未结清（$1 已结清）'],
  [
    /^a booked debit of (\S+)’s accounts under (\S+) that no other draft has registered$/,
    '流水号 $2 下、与环节 $1 账户相符、已入账且未被其他汇票登记的借方流水',
  ],
  [/^lines worth (\d+) fen together$/, '合计 $1 分的流水'],
  [/^a version below (\d+)$/, '小于 $1 的版本号'],
  [/^leg (\S+)$/, '环节 $1'],
];

/** Words of the closed lists that requests choose from. */
const choices: ReadonlyMap<string, string> = new Map([
  ...Object.entries(roleNames).map(([role, name]) => [role, name['zh-CN']] as const),
  ['ProvinceMSP', '省级'],
  ['CountyMSP', '县级'],
  ['BankMSP', '银行'],
  ['PartnershipMSP', '有限合伙'],
  ['infrastructure', '基础设施'],
  ['public-service', '公共服务'],
  ['industry', '产业发展'],
  ['living-environment', '人居环境'],
  ['dedicated', '专用账户'],
  ['general', '一般账户'],
  ['corporate', '单位账户'],
  ['personal', '个人账户'],
  ['transfer', '转账'],
  ['tranche', '分期'],
  ['debit', '借方'],
  ['credit', '贷方'],
  ['booked', '已入账'],
  ['pending', '待入账'],
  ['payment', '付款'],
  ['fee', '手续费'],
  ['reversal', '冲正'],
  ['return', '退汇'],
]);

/** The Chinese for what a refusal expected; a phrase that stands in no table stays as it is. */
export function expectationWords(expected: string): string {
  const phrase = phrases.get(expected);
  if (phrase !== undefined) return phrase;
  if (expected.startsWith('one of ')) return choiceWords(expected.slice('one of '.length));
  const pattern = patterns.find(([form]) => form.test(expected));
  return pattern === undefined ? expected : expected.replace(...pattern);
}

function choiceWords(list: string): string {
  const words = list.split(', ').map((code) => {
    const word = choices.get(code);
    return word === undefined ? code : `${word}（${code}）`;
  });
  return `以下之一：${words.join('、')}`;
}
