/** The draft contract's answers with their types: they were written by this product's own contracts and come unchanged. */
import type { DraftAnswer } from '../../domain/transactions/draft-answers';

/** What `Query` of DraftContract answers. */
export function draftAnswerOf(answer: unknown): DraftAnswer {
  return answer as DraftAnswer;
}
