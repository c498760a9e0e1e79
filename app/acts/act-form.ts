/**
 * Reads the body of an act's form: the act's own fields apart from those of the mechanism (step, request id, code, token, what was shown).
 * Fields are texts or lists of texts; an object in their place, as `a[$gt]=`, is no form of ours.
 */
import { randomBytes } from 'node:crypto';
import { requestIdField } from '../../domain/identifiers';
import { PageError } from '../page-error';
import type { FormFields } from './act';

const ownFields = new Set(['_csrf', 'step', 'requestId', 'code', 'shown']);
const fieldsMax = 600;
const requestIdBytes = 12;

export type ActStep = 'review' | 'submit' | 'edit';

export interface SentForm {
  readonly step: ActStep;
  readonly requestId: string;
  readonly code: string;
  /** Digest of what the confirm page listed; empty where the form comes from elsewhere. */
  readonly shown: string;
  readonly fields: FormFields;
}

/** A new request id, unique for the person who sends it. */
export function newRequestId(): string {
  return randomBytes(requestIdBytes).toString('hex');
}

/**
 * The form as it was sent.
 * @throws PageError `bad-form` for a body that no form of the platform sends
 */
export function sentForm(body: unknown): SentForm {
  const all = textFields(body);
  const step = single(all['step']);
  const requestId = requestIdField.safeParse(single(all['requestId']));
  return {
    step: step === 'submit' || step === 'edit' ? step : 'review',
    requestId: requestId.success ? requestId.data : newRequestId(),
    code: single(all['code']) ?? '',
    shown: single(all['shown']) ?? '',
    fields: Object.fromEntries(Object.entries(all).filter(([name]) => !ownFields.has(name))),
  };
}

/** Texts and lists of texts by name; anything else is refused. */
export function textFields(sent: unknown): FormFields {
  if (sent === undefined || sent === null) return {};
  if (typeof sent !== 'object') throw new PageError('bad-form');
  const entries = Object.entries(sent);
  if (entries.length > fieldsMax) throw new PageError('bad-form');
  return Object.fromEntries(entries.map(([name, value]) => [name, textsOf(value)]));
}

function textsOf(value: unknown): string | readonly string[] {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) {
    const texts: unknown[] = value;
    if (texts.length <= fieldsMax && texts.every((text) => typeof text === 'string')) return texts;
  }
  throw new PageError('bad-form');
}

/** The one text of a field; the first where it came several times. */
export function single(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'object' ? value[0] : value;
}

/** All texts of a field. */
export function several(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
