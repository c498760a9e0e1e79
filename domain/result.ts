/**
 * The answer of a rule: a value, or a refusal. Rules never throw for an expected "no" (style rule 12);
 * what is thrown is a failure or a bug.
 */
import type { Refusal } from './refusals/refusal';

export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal };

/** Wraps a value as a success. */
export function accepted<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

/** Wraps a refusal as the answer "no". */
export function refused(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}
