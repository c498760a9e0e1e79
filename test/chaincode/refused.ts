/** Outcomes as tests want them: the answer of a call that must pass, the refusal of one that must not. */
import { expect } from 'chai';
import type { Refusal } from '../../domain/refusals/refusal';
import { refusalText } from '../../domain/refusals/refusal';
import type { CallOutcome } from './memory-ledger';

/** The refusal of a call that must be refused, with complete texts in both languages. */
export async function refusedBy(call: Promise<CallOutcome>): Promise<Refusal> {
  const outcome = await call;
  if (outcome.ok) throw new Error(`accepted: ${JSON.stringify(outcome.answer)}`);
  for (const locale of ['zh-CN', 'en'] as const) {
    expect(refusalText(outcome.refusal, locale)).to.not.match(/\{\w+\}/);
  }
  return outcome.refusal;
}

/** The outcome of a call that must be accepted. */
export async function acceptedBy(call: Promise<CallOutcome>): Promise<CallOutcome & { readonly ok: true }> {
  const outcome = await call;
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`);
  return outcome;
}
