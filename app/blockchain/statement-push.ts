/**
 * What `PushStatement` answers, typed: what became of each entry, and which legs and exceptions the lines moved. The same
 * call, only evaluated, is a statement's dry run.
 */
import { z } from 'zod';

const shownException = z.object({
  exceptionId: z.string(),
  legId: z.string().optional(),
  serialNumber: z.string().optional(),
  transferDate: z.string().optional(),
  reasons: z.array(z.string()),
});

const answerForm = z.object({
  counts: z.object({ new: z.number(), known: z.number(), conflict: z.number() }),
  outcomes: z.array(
    z.object({
      outcome: z.enum(['new', 'known', 'conflict']),
      serialNumber: z.string(),
      bookingDate: z.string(),
    }),
  ),
  drafts: z.array(
    z.object({
      draftId: z.string(),
      settled: z.array(z.object({ legId: z.string(), serialNumbers: z.array(z.string()) })),
      exceptions: z.array(shownException),
    }),
  ),
  cells: z.array(z.object({ exceptions: z.array(shownException) })),
});

export type PushAnswer = z.infer<typeof answerForm>;

/**
 * The contract's answer with its type.
 * @throws ZodError when the contracts deployed are not this product's own
 */
export function pushAnswerOf(answer: unknown): PushAnswer {
  return answerForm.parse(answer);
}
