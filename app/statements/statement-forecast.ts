/**
 * A statement's dry run: what each line would do, told by the contract itself. The call that would send the lines is only
 * evaluated, under the asker's own certificate, so what is told is what then happens; nothing is written.
 */
import { evaluateTransaction } from '../blockchain/contract-client';
import { pushAnswerOf } from '../blockchain/statement-push';
import type { PushAnswer } from '../blockchain/statement-push';
import type { Refusal } from '../../domain/refusals/refusal';
import { entriesMax } from '../../domain/statement-entry';
import { pushStatement } from '../../domain/transactions/reconciliation-transactions';
import type { Ledger, LedgerIdentity } from '../../ledger/ledger';
import type { UploadEntry, UploadLine } from '../models/statement-upload-document';

/**
 * `settles`: a leg settles by it; `differs`: an exception opens or changes; `repeats`: the chain knows it, or an earlier line
 * of the file says the same; `conflicts`: other content under an identity that is there; `recorded`: taken down, and no more
 * until the other side, the opening of the leg or another line comes.
 */
export type LineProspect = 'settles' | 'differs' | 'repeats' | 'conflicts' | 'recorded';

export interface ForecastLine extends UploadLine {
  readonly prospect: LineProspect;
  readonly draftId?: string;
  readonly legId?: string;
  readonly reasons: readonly string[];
}

export type Forecast =
  | { readonly ok: true; readonly lines: readonly ForecastLine[] }
  /** The contract would take none of it; the lines of the file that are at fault. */
  | { readonly ok: false; readonly refusal: Refusal; readonly atLines: readonly number[] };

/** Lines in the portions in which they are sent. */
export function portionsOf<Line>(lines: readonly Line[]): readonly (readonly Line[])[] {
  const count = Math.ceil(lines.length / entriesMax);
  return Array.from({ length: count }, (_, index) =>
    lines.slice(index * entriesMax, (index + 1) * entriesMax),
  );
}

/**
 * What the lines would do.
 * @throws as the ledger port's `evaluate` does
 */
export async function forecastStatement(
  ledger: Ledger,
  identity: LedgerIdentity,
  { bank, lines }: { readonly bank: string; readonly lines: readonly UploadLine[] },
): Promise<Forecast> {
  const told: ForecastLine[] = [];
  const earlier = new Map<string, string>();
  for (const portion of portionsOf(lines)) {
    const request = { bank, entries: portion.map(({ entry }) => entry) };
    const answered = await evaluateTransaction(ledger, identity, { definition: pushStatement, request });
    if (!answered.ok)
      return { ok: false, refusal: answered.refusal, atLines: faultLines(answered.refusal, portion) };
    const answer = pushAnswerOf(answered.value);
    told.push(...portion.map((line, index) => forecastLine({ line, index }, answer, earlier)));
  }
  return { ok: true, lines: told };
}

/** The contract names bad entries by their index in the call; the reader wants the file's line. */
export function faultLines({ values }: Refusal, portion: readonly UploadLine[]): readonly number[] {
  const indexes = (values?.['indexes'] ?? '').split(',').map((text) => Number.parseInt(text.trim(), 10));
  return indexes.flatMap((index) => {
    const line = Number.isNaN(index) ? undefined : portion[index]?.line;
    return line === undefined ? [] : [line];
  });
}

function forecastLine(
  { line, index }: { readonly line: UploadLine; readonly index: number },
  answer: PushAnswer,
  earlier: Map<string, string>,
): ForecastLine {
  const { entry } = line;
  const identity = identityOf(entry);
  const before = earlier.get(identity);
  earlier.set(identity, before ?? JSON.stringify(entry));
  const none = { ...line, reasons: [] };
  if (before !== undefined) {
    return { ...none, prospect: before === JSON.stringify(entry) ? 'repeats' : 'conflicts' };
  }
  const outcome = answer.outcomes[index]?.outcome;
  if (outcome === 'known') return { ...none, prospect: 'repeats' };
  if (outcome === 'conflict') return { ...none, prospect: 'conflicts' };
  return { ...none, ...effectOf(entry, answer) };
}

function effectOf(
  { serialNumber, bookingDate }: UploadEntry,
  { drafts, cells }: PushAnswer,
): Pick<ForecastLine, 'prospect' | 'reasons' | 'draftId' | 'legId'> {
  for (const { draftId, settled } of drafts) {
    const leg = settled.find(({ serialNumbers }) => serialNumbers.includes(serialNumber));
    if (leg !== undefined) return { prospect: 'settles', reasons: [], draftId, legId: leg.legId };
  }
  const standing = [
    ...drafts.flatMap(({ draftId, exceptions }) => exceptions.map((each) => ({ ...each, draftId }))),
    ...cells.flatMap(({ exceptions }) => exceptions.map((each) => ({ ...each, draftId: undefined }))),
  ];
  const ofSerial = standing.filter((each) => each.serialNumber === serialNumber);
  // A near miss stands under the registration's day, which is not the line's.
  const found = ofSerial.find(({ transferDate }) => transferDate === bookingDate) ?? ofSerial[0];
  if (found === undefined) return { prospect: 'recorded', reasons: [] };
  const { draftId, legId, reasons } = found;
  return {
    ...{ prospect: 'differs', reasons },
    ...(draftId === undefined ? {} : { draftId }),
    ...(legId === undefined ? {} : { legId }),
  };
}

/** The identity of an entry within its bank (domain rules, section 5). */
function identityOf({ account, direction, bookingDate, serialNumber, kind }: UploadEntry): string {
  return [account, direction, bookingDate, serialNumber, kind].join('|');
}
