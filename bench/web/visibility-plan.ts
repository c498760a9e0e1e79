/** What the process whose transactions are waited for is told, and what it tells. */
import { z } from 'zod';

export const visibilityPlan = z.object({
  dataFolder: z.string(),
  port: z.number().int(),
  /** How many drafts are open on pages; transactions go to them in turn. */
  drafts: z.number().int().positive(),
});
export type VisibilityPlan = z.infer<typeof visibilityPlan>;

/** The next transaction is wanted; its page shows this text. */
export const visibilityOrder = z.object({ mark: z.string() });

export const visibilityReport = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), address: z.string(), draftIds: z.array(z.string()) }),
  /** Instants by `sharedClockMs`: the transaction was handed to the ledger, and its block was committed. */
  z.object({
    kind: z.literal('committed'),
    draftId: z.string(),
    block: z.number(),
    sentMs: z.number(),
    committedMs: z.number(),
  }),
]);
export type VisibilityReport = z.infer<typeof visibilityReport>;

/** Milliseconds since 1970, by a clock that processes of one machine share, finer than a millisecond. */
export function sharedClockMs(): number {
  return performance.timeOrigin + performance.now();
}
