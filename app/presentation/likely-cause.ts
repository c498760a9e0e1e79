/**
 * Why both sides may differ: at most two likely causes, each a short verdict and a sentence. They are suggestions for a person who
 * will look at the bank's receipt; nothing is decided by them.
 */
import type { Comparison, TransferSide } from './difference-table';
import { clockWords, daysBetween } from './date-words';
import { figures } from './money-words';
import type { Speech } from './speech';

export interface LikelyCause {
  readonly verdict: string;
  readonly note: string;
}

const causesMax = 2;
const fenInYuan = 100n;

/** The causes, the likeliest first. `registeredAt`: instant of the registration, where there is one. */
export function likelyCauses(
  comparison: Comparison,
  speech: Speech,
  registeredAt?: string,
): readonly LikelyCause[] {
  const { ours, theirs } = comparison;
  if (theirs === undefined) return [cause('notReported', speech)];
  if (ours === undefined) return [cause('notRegistered', speech)];
  return [
    amountCause(ours, theirs, speech),
    dateCause({ ours, theirs, registeredAt }, speech),
    accountCause(ours, theirs, speech),
  ]
    .filter((found) => found !== undefined)
    .slice(0, causesMax);
}

function amountCause(ours: TransferSide, theirs: TransferSide, speech: Speech): LikelyCause | undefined {
  const [a, b] = [ours.amountFen, theirs.amountFen];
  if (a === b) return undefined;
  const difference = a > b ? a - b : b - a;
  if (a === b * 10n || b === a * 10n) return cause('digit', speech);
  if (difference % 9n !== 0n || !sameDigits(a, b)) return undefined;
  return cause('transposed', speech, {
    ours: withoutNoughts(a),
    theirs: withoutNoughts(b),
    difference: figures(difference).replace(/\.00$/, ''),
  });
}

/** Transposing moves digits and changes none. */
function sameDigits(a: bigint, b: bigint): boolean {
  const sorted = (fen: bigint): string => [...fen.toString()].sort().join('');
  return sorted(a) === sorted(b);
}

function withoutNoughts(fen: bigint): string {
  const yuan = fen % fenInYuan === 0n ? (fen / fenInYuan).toString() : fen.toString();
  return yuan.replace(/0+$/, '');
}

function dateCause(
  {
    ours,
    theirs,
    registeredAt,
  }: {
    readonly ours: TransferSide;
    readonly theirs: TransferSide;
    readonly registeredAt: string | undefined;
  },
  speech: Speech,
): LikelyCause | undefined {
  if (ours.date === theirs.date) return undefined;
  const days = daysBetween(ours.date, theirs.date);
  return days === 1 && registeredAt !== undefined
    ? cause('nextDay', speech, { time: clockWords(registeredAt) })
    : cause('otherDay', speech);
}

function accountCause(ours: TransferSide, theirs: TransferSide, speech: Speech): LikelyCause | undefined {
  return ours.payer === theirs.payer && ours.payee === theirs.payee
    ? undefined
    : cause('otherAccount', speech);
}

function cause(key: string, { say }: Speech, values: Readonly<Record<string, string>> = {}): LikelyCause {
  return { verdict: say(`words:cause.${key}`), note: say(`words:cause.${key}Note`, values) };
}
