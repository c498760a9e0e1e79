/**
 * What the composer's rows mean: legs with parties, amounts and dates. Each cell that cannot be read is a fault of its own
 * field; what can be read is judged by `issue-circumstances.ts` with the contract's own function.
 */
import type { Leg, LegParty, SpecialRule } from '../../../domain/draft';
import { splitMaxMax } from '../../../domain/draft-issue';
import { dateField, legIdField } from '../../../domain/identifiers';
import type { LegId } from '../../../domain/identifiers';
import { basisPointsWhole, isFenText } from '../../../domain/money';
import type { FenText } from '../../../domain/money';
import { typedYuan } from '../../statements/yuan-amount';
import type { LegRow, PathForm, RowField } from './path-form';

/** A cell that cannot be read; `code` names the text. */
export interface CellFault {
  /** `amount-2` for the third row's amount; `splitMax`. */
  readonly field: string;
  readonly code: 'leg-id' | 'account' | 'amount' | 'share' | 'date' | 'opens-after' | 'split-max';
}

export interface ComposedPath {
  readonly legs: readonly Leg[];
  readonly specialRule: SpecialRule;
}

export interface ReadPath {
  /** Present when every cell could be read. */
  readonly path?: ComposedPath;
  readonly faults: readonly CellFault[];
}

/** What the rows are read with. */
export interface RowReading {
  /** The draft's amount: shares are of it. */
  readonly amountFen: bigint;
  /** The party that holds an account of the register; undefined when it cannot be used. */
  readonly partyOf: (accountId: string) => LegParty | undefined;
}

/** Reads the form; every faulty cell is named. */
export function readPath(form: PathForm, reading: RowReading): ReadPath {
  const faults: CellFault[] = [];
  const legs = form.rows.map((row, index) =>
    legOf(row, reading, (field, code) => faults.push({ field: `${field}-${String(index)}`, code })),
  );
  const splitMax = /^\d{1,2}$/.test(form.splitMax.trim()) ? Number(form.splitMax) : 0;
  if (splitMax < 1 || splitMax > splitMaxMax) faults.push({ field: 'splitMax', code: 'split-max' });
  const complete = legs.filter((leg) => leg !== undefined);
  if (faults.length > 0) return { faults };
  const { lateNeedsRelease, payeeNameStrict } = form;
  // One bank line for several drafts is not supported by the contract: the form does not offer it.
  const specialRule = { splitMax, lateNeedsRelease, payeeNameStrict, batchAllowed: false };
  return { path: { legs: complete, specialRule }, faults };
}

type Blame = (field: RowField, code: CellFault['code']) => void;

function legOf(row: LegRow, reading: RowReading, blame: Blame): Leg | undefined {
  const read = <Value>(
    value: Value | undefined,
    field: RowField,
    code: CellFault['code'],
  ): Value | undefined => {
    if (value === undefined) blame(field, code);
    return value;
  };
  const legId = read(legIdField.safeParse(row.legId.trim()).data, 'legId', 'leg-id');
  const payer = read(reading.partyOf(row.payer), 'payer', 'account');
  const payee = read(reading.partyOf(row.payee), 'payee', 'account');
  const amount = amountOf(row.amount, reading.amountFen);
  const amountFen = read(amount.fen, 'amount', amount.form);
  const deadline = read(dateField.safeParse(row.deadline.trim()).data, 'deadline', 'date');
  const opensAfter = read(earlierLegs(row.opensAfter), 'opensAfter', 'opens-after');
  if (legId === undefined || payer === undefined || payee === undefined) return undefined;
  if (amountFen === undefined || deadline === undefined || opensAfter === undefined) return undefined;
  const kind = row.kind === 'tranche' ? 'tranche' : 'transfer';
  return { legId, payer, payee, amountFen, deadline, opensAfter, kind };
}

interface TypedAmount {
  readonly form: 'amount' | 'share';
  /** Absent when the text is none of its form, or a share does not come to whole fen. */
  readonly fen: FenText | undefined;
}

/** `1,080,000.00`, or a share of the whole such as `6 %` that comes to whole fen. */
function amountOf(text: string, wholeFen: bigint): TypedAmount {
  const trimmed = text.trim();
  const [, whole, decimals = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?\s*[%％]$/.exec(trimmed) ?? [];
  if (whole === undefined) return { form: 'amount', fen: typedYuan(trimmed) };
  const product = wholeFen * BigInt(`${whole}${decimals.padEnd(2, '0')}`);
  const fen = String(product / BigInt(basisPointsWhole));
  const isWhole = product % BigInt(basisPointsWhole) === 0n && isFenText(fen);
  return { form: 'share', fen: isWhole ? fen : undefined };
}

/** Leg ids divided by spaces, commas or semicolons, in whichever width; undefined when one is none. */
function earlierLegs(text: string): readonly LegId[] | undefined {
  const names = text.split(/[\s,，、;；]+/).filter((name) => name !== '');
  const parsed = names.map((name) => legIdField.safeParse(name));
  const ids = parsed.flatMap(({ data }) => (data === undefined ? [] : [data]));
  return ids.length === names.length ? ids : undefined;
}
