/**
 * What a handler throws when it cannot answer with the page that was asked for: nothing is there, the viewer may not come,
 * or the form is too old. The error boundary turns each into a page that says what happened and what to do.
 */

export type PageErrorCode =
  'not-found' | 'denied' | 'form-expired' | 'too-large' | 'bad-form' | 'too-many-requests';

const statusOf: Readonly<Record<PageErrorCode, number>> = {
  'not-found': 404,
  denied: 403,
  'form-expired': 403,
  'too-large': 413,
  'bad-form': 422,
  'too-many-requests': 429,
};

export class PageError extends Error {
  readonly code: PageErrorCode;
  readonly status: number;
  /** Values for the page's text, as who could act instead. */
  readonly values: Readonly<Record<string, string>>;

  constructor(code: PageErrorCode, values: Readonly<Record<string, string>> = {}) {
    super(`${code} ${JSON.stringify(values)}`);
    this.name = 'PageError';
    this.code = code;
    this.status = statusOf[code];
    this.values = values;
  }
}

/** Answers the value, or throws the page error that nothing is there (or not for this viewer: both look alike). */
export function found<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new PageError('not-found');
  return value;
}
