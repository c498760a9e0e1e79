/**
 * Both sides of a transfer, fact by fact: what the draft and the payer say, what the bank says, which characters differ, and how
 * they differ in words. All nine facts are always there, the differing ones first (domain rules, section 5).
 */
import type { ChipView } from './chip';
import { resultChip } from './chip';
import { dayOf, daysBetween } from './date-words';
import { yuan } from './money-words';
import type { Speech } from './speech';

/** The nine facts in the order of the page. */
const factNames = [
  'amount',
  'date',
  'serial',
  'bank',
  'payer',
  'payee',
  'currency',
  'direction',
  'status',
] as const;
export type FactName = (typeof factNames)[number];

/** One side of a transfer as plain values; accounts as the viewer may see them (masked or in full). */
export interface TransferSide {
  readonly amountFen: bigint;
  readonly date: string;
  readonly serial: string;
  readonly bank: string;
  readonly payer: string;
  readonly payee: string;
  readonly currency: string;
  readonly direction: 'debit' | 'credit';
  readonly status: 'booked' | 'pending';
}

/** Who supplied a side, in words that are ready to print. */
export interface Supplier {
  readonly name: string;
  readonly at: string;
  readonly block: string;
}

export interface Comparison {
  readonly legId?: string;
  readonly ours?: TransferSide;
  readonly theirs?: TransferSide;
  readonly registeredBy?: Supplier;
  readonly reportedBy?: Supplier;
  /** Since when the missing side is awaited, in words. */
  readonly missingSince?: string;
}

export interface FactPart {
  readonly text: string;
  readonly differs: boolean;
}

export interface FactSide {
  readonly parts: readonly FactPart[];
  readonly note?: string;
}

export interface DifferenceRow {
  readonly fact: string;
  readonly differs: boolean;
  readonly ours: FactSide;
  readonly theirs: FactSide;
  readonly result: ChipView;
  /** The difference in words, as 银行多 ¥9,000.00. */
  readonly difference?: string;
}

export interface DifferenceTable {
  readonly heading: string;
  readonly aside: string;
  readonly columns: readonly [string, string, string, string];
  readonly rows: readonly DifferenceRow[];
  readonly feet: readonly string[];
}

/** The table; a missing side says since when it is awaited. */
export function differenceTable(comparison: Comparison, speech: Speech): DifferenceTable {
  const { say } = speech;
  const rows = factNames.map((fact) => rowOf(fact, comparison, speech));
  const differing = rows.filter(({ differs }) => differs);
  return {
    heading: headingOf(comparison, differing.length, speech),
    aside: say('words:fact.order'),
    columns: [
      say('words:fact.columns.fact'),
      say('words:fact.columns.ours'),
      say('words:fact.columns.theirs'),
      say('words:fact.columns.result'),
    ],
    rows: [...differing, ...rows.filter(({ differs }) => !differs)],
    feet: [
      footOf('registeredBy', comparison.registeredBy, speech),
      footOf('reportedBy', comparison.reportedBy, speech),
    ].filter((foot) => foot !== ''),
  };
}

function headingOf({ ours, theirs }: Comparison, count: number, { say }: Speech): string {
  if (theirs === undefined) return say('words:fact.headingMissing');
  return ours === undefined ? say('words:fact.headingNoRegistration') : say('words:fact.heading', { count });
}

function footOf(key: string, supplier: Supplier | undefined, { say }: Speech): string {
  return supplier === undefined ? '' : say(`words:fact.${key}`, { ...supplier });
}

function rowOf(fact: FactName, comparison: Comparison, speech: Speech): DifferenceRow {
  const { ours, theirs } = comparison;
  const name = speech.say(`words:fact.${fact}`);
  if (ours === undefined || theirs === undefined) return oneSidedRow(fact, comparison, speech);
  const left = factWords(fact, ours, speech);
  const right = factWords(fact, theirs, speech);
  if (left === right) {
    const same = { parts: [{ text: left, differs: false }] };
    return { fact: name, differs: false, ours: same, theirs: same, result: resultChip('same', speech) };
  }
  const [leftParts, rightParts] = differingParts(left, right);
  return {
    fact: name,
    differs: true,
    ours: { parts: leftParts, ...noteOf(fact, comparison, speech) },
    theirs: { parts: rightParts, note: speech.say('words:fact.bankNote') },
    result: resultChip('different', speech),
    difference: differenceWords(fact, { ours, theirs }, speech),
  };
}

function oneSidedRow(
  fact: FactName,
  { ours, theirs, missingSince }: Comparison,
  speech: Speech,
): DifferenceRow {
  const since = missingSince ?? '';
  const missing = { parts: [{ text: speech.say('words:fact.missing', { since }), differs: false }] };
  const side = (value: TransferSide | undefined): FactSide =>
    value === undefined ? missing : { parts: [{ text: factWords(fact, value, speech), differs: false }] };
  const name = speech.say(`words:fact.${fact}`);
  return {
    fact: name,
    differs: false,
    ours: side(ours),
    theirs: side(theirs),
    result: resultChip('missing', speech),
  };
}

function factWords(fact: FactName, side: TransferSide, { say }: Speech): string {
  const words: Readonly<Record<FactName, string>> = {
    amount: yuan(side.amountFen),
    date: side.date,
    serial: side.serial,
    bank: side.bank,
    payer: groupsOfFour(side.payer),
    payee: groupsOfFour(side.payee),
    currency: side.currency === 'CNY' ? say('words:fact.renminbi') : side.currency,
    direction: say(`words:fact.${side.direction}`),
    status: say(`words:fact.${side.status}`),
  };
  return words[fact];
}

function noteOf(fact: FactName, { legId }: Comparison, { say }: Speech): { readonly note?: string } {
  if (fact === 'amount' && legId !== undefined) return { note: say('words:fact.amountNote', { leg: legId }) };
  return fact === 'date' ? { note: say('words:fact.dateNote') } : {};
}

function differenceWords(
  fact: FactName,
  { ours, theirs }: { readonly ours: TransferSide; readonly theirs: TransferSide },
  { say }: Speech,
): string {
  if (fact === 'amount') {
    const more = theirs.amountFen - ours.amountFen;
    const amount = yuan(more < 0n ? -more : more);
    return say(more > 0n ? 'words:fact.bankMore' : 'words:fact.bankLess', { amount });
  }
  if (fact === 'date') {
    const days = daysBetween(dayOf(ours.date), dayOf(theirs.date));
    return say(days > 0 ? 'words:fact.bankLater' : 'words:fact.bankEarlier', { count: Math.abs(days) });
  }
  return say('words:fact.otherValue');
}

/** An account number in groups of four; a mask stays as it is. */
export function groupsOfFour(account: string): string {
  return /^\d+$/.test(account) ? account.replace(/(\d{4})(?=\d)/g, '$1 ') : account;
}

/** Both texts cut into parts: what stands between the common beginning and the common ending differs. */
export function differingParts(
  left: string,
  right: string,
): readonly [readonly FactPart[], readonly FactPart[]] {
  const [a, b] = [[...left], [...right]];
  if (a.length === b.length) return [markWhere(a, b), markWhere(b, a)];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return [cut(a, start, end), cut(b, start, end)];
}

function markWhere(text: readonly string[], other: readonly string[]): readonly FactPart[] {
  const parts: FactPart[] = [];
  text.forEach((character, index) => {
    const differs = character !== other[index];
    const last = parts.at(-1);
    if (last?.differs === differs) parts[parts.length - 1] = { text: last.text + character, differs };
    else parts.push({ text: character, differs });
  });
  return parts;
}

function cut(text: readonly string[], start: number, end: number): readonly FactPart[] {
  return [
    { text: text.slice(0, start).join(''), differs: false },
    { text: text.slice(start, text.length - end).join(''), differs: true },
    { text: text.slice(text.length - end).join(''), differs: false },
  ].filter(({ text: part }) => part !== '');
}
