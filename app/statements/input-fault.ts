/**
 * What is wrong with a file the user gave: which file, where in it, what stands there and what was expected. It is a
 * value, not an error: the teller puts it into words, and nothing of the story is told.
 */
import type { Refusal } from '../../domain/refusals/refusal';

/** What a field must be; each has a text in both languages. */
export const expectations = [
  'account-id',
  'account-kind',
  'account-number',
  'amount',
  'booking-status',
  'county',
  'currency',
  'date',
  'direction',
  'entry-kind',
  'evidence',
  'holder-nature',
  'known-field',
  'leg-id',
  'list',
  'local-text',
  'msp',
  'object',
  'organisation-id',
  'person',
  'project-id',
  'project-type',
  'role',
  'serial',
  'share',
  'text',
  'time',
] as const;
export type Expectation = (typeof expectations)[number];

/** Where in a file: a JSON path, or a line and a column's name. */
export interface Place {
  readonly line?: number;
  readonly field?: string;
}

export type InputProblem =
  | { readonly code: 'missing' | 'unreadable' | 'not-utf8' | 'not-text' | 'empty' }
  | { readonly code: 'too-large'; readonly limit: string }
  | { readonly code: 'not-json' }
  | { readonly code: 'field'; readonly expected: Expectation; readonly found: string }
  | { readonly code: 'repeated'; readonly found: string }
  | { readonly code: 'unknown-reference'; readonly found: string }
  | { readonly code: 'role-missing'; readonly role: string }
  | { readonly code: 'persons-too-few'; readonly found: string }
  | { readonly code: 'shares-sum'; readonly found: string }
  | { readonly code: 'counts-differ'; readonly found: string; readonly wanted: string }
  | { readonly code: 'not-before'; readonly found: string; readonly earliest: string }
  | { readonly code: 'beyond'; readonly found: string; readonly latest: string }
  | { readonly code: 'columns-missing'; readonly found: string }
  | { readonly code: 'column-unknown'; readonly found: string }
  | { readonly code: 'csv-form' }
  | { readonly code: 'too-many-lines'; readonly limit: string }
  | { readonly code: 'unknown-account'; readonly found: string }
  | { readonly code: 'refused'; readonly transaction: string; readonly refusal: Refusal };

export interface InputFault {
  readonly file: string;
  readonly place: Place;
  readonly problem: InputProblem;
}

export type Reading<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: InputFault };

/** Wraps what was read. */
export function read<Value>(value: Value): Reading<Value> {
  return { ok: true, value };
}

/** Wraps what is wrong with a file. */
export function faulty(
  file: string,
  problem: InputProblem,
  place: Place = {},
): { readonly ok: false; readonly fault: InputFault } {
  return { ok: false, fault: { file, place, problem } };
}

const foundCharactersMax = 40;

/** What stands there, short enough for one line of a message. */
export function shownValue(value: unknown): string {
  const text = typeof value === 'string' ? value : textOf(value);
  const visible = [...text.replaceAll(/\p{Cc}/gu, '·')];
  return visible.length > foundCharactersMax
    ? `${visible.slice(0, foundCharactersMax).join('')}…`
    : visible.join('');
}

function textOf(value: unknown): string {
  const text: unknown = JSON.stringify(value);
  return typeof text === 'string' ? text : '';
}
