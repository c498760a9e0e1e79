/**
 * Says why a composed path cannot be issued, at the field it concerns. The domain names a leg and a member of the request;
 * the page has rows and columns, offices' names and yuan.
 */
import { legsBefore } from '../../../domain/disbursement-leg';
import type { Leg } from '../../../domain/draft';
import type { Locale, Refusal } from '../../../domain/refusals/refusal';
import { refusalText } from '../../../domain/refusals/refusal';
import { figures } from '../../presentation/money-words';
import type { Say } from '../../texts';
import type { FieldError } from '../act';
import type { CellFault } from './composed-path';
import type { RowField } from './path-form';

/** What the words are made with. */
export interface FaultWords {
  readonly say: Say;
  readonly language: Locale;
  readonly organisation: (organisationId: string) => string;
  /** The tranches' amounts in order, in fen. */
  readonly trancheAmountsFen: readonly bigint[];
}

/** A cell that could not be read, in words. */
export function cellError({ field, code }: CellFault, say: Say): FieldError {
  const row = /-(\d+)$/.exec(field)?.[1];
  const text = say(`drafts:composer.fault.${code}`);
  const at = row === undefined ? '' : say('drafts:composer.in-row', { row: Number(row) + 1 });
  return { field, text: `${at}${text}` };
}

/** A rule's "no" to a composed path, at the cell it concerns. */
export function pathError(refusal: Refusal, legs: readonly Leg[], words: FaultWords): FieldError {
  const field = cellOf(refusal, legs);
  return { field, text: textOf(refusal, legs, words) };
}

const legField = /^planPath\.(L\d{1,2}(?:\.\d{1,2})?)(?:\.(opensAfter|deadline|payer|payee)\b.*)?$/;

function isColumn(text: string): text is RowField {
  return ['opensAfter', 'deadline', 'payer', 'payee'].includes(text);
}

function cellOf(refusal: Refusal, legs: readonly Leg[]): string {
  if (refusal.code === 'path-cyclic') return `opensAfter-${String(cyclicRow(legs))}`;
  if (refusal.code === 'path-unbalanced') return `amount-${String(unbalancedRow(refusal, legs))}`;
  const [, legId, column = ''] = legField.exec(refusal.field ?? '') ?? [];
  const row = legs.findLastIndex((leg) => leg.legId === legId);
  if (row < 0) return '';
  return `${isColumn(column) ? column : columnOf(refusal)}-${String(row)}`;
}

/** Where a leg as a whole is at fault: the column that a person would change. */
function columnOf({ code, expected }: Refusal): RowField {
  if (code === 'path-not-to-implementer') return 'amount';
  if (expected === 'a payee other than the payer') return 'payee';
  return expected === 'each earlier leg named once' ? 'opensAfter' : 'legId';
}

/** The first leg that waits for itself. */
function cyclicRow(legs: readonly Leg[]): number {
  return Math.max(
    legs.findIndex((leg) => legsBefore(legs, leg).has(leg.legId)),
    0,
  );
}

function unbalancedRow({ values }: Refusal, legs: readonly Leg[]): number {
  const paid = legs.findIndex(({ payer }) => payer.organisationId === values?.['organisationId']);
  const received = legs.findIndex(({ payee }) => payee.organisationId === values?.['organisationId']);
  return Math.max(paid < 0 ? received : paid, 0);
}

function textOf(refusal: Refusal, legs: readonly Leg[], words: FaultWords): string {
  const { say, language } = words;
  if (refusal.code === 'path-unbalanced') return unbalancedText(refusal, words);
  if (refusal.code === 'path-cyclic') {
    return say('drafts:composer.rule.cyclic', { leg: legs[cyclicRow(legs)]?.legId ?? '' });
  }
  if (refusal.code === 'path-not-to-implementer') {
    return say('drafts:composer.rule.tranches', { amounts: trancheTexts(words).join(say('drafts:list')) });
  }
  const field = fieldWords(refusal, say);
  return refusalText(field === undefined ? refusal : { ...refusal, field }, language);
}

function unbalancedText({ values = {} }: Refusal, { say, organisation }: FaultWords): string {
  const inFen = BigInt(values['inFen'] ?? '0');
  const outFen = BigInt(values['outFen'] ?? '0');
  const apart = inFen > outFen ? inFen - outFen : outFen - inFen;
  return say(`drafts:composer.rule.${inFen > outFen ? 'keeps' : 'overpays'}`, {
    office: organisation(values['organisationId'] ?? ''),
    in: figures(inFen),
    out: figures(outFen),
    apart: figures(apart),
  });
}

function trancheTexts({ say, trancheAmountsFen }: FaultWords): readonly string[] {
  return trancheAmountsFen.map((fen, index) =>
    say('drafts:composer.rule.tranche', { number: index + 1, amount: figures(fen) }),
  );
}

/** `L2 段的前置段` for `planPath.L2.opensAfter`; undefined where the refusal names no cell. */
function fieldWords({ field = '' }: Refusal, say: Say): string | undefined {
  const [, leg, column] = legField.exec(field) ?? [];
  if (leg === undefined) return undefined;
  return say(`drafts:composer.cell.${column ?? 'leg'}`, { leg });
}
