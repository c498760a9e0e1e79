/**
 * The contracts' answers with their types. They were written by this product's own contracts and come through the
 * ledger unchanged; a claim about their type is made here and nowhere else.
 */
import type { ReconciliationException } from '../../domain/reconciliation-exception';
import type { DraftAnswer } from '../../domain/transactions/draft-answers';
import type { ProjectAnswer } from '../../domain/transactions/project-transactions';

/** What `Query` of DraftContract answers. */
export function draftAnswer(answer: unknown): DraftAnswer {
  return answer as DraftAnswer;
}

/** What `Project` answers. */
export function projectAnswer(answer: unknown): ProjectAnswer {
  return answer as ProjectAnswer;
}

/** The exceptions of one page. */
export function exceptionsAnswer(answer: unknown): readonly ReconciliationException[] {
  return (answer as { readonly exceptions: readonly ReconciliationException[] }).exceptions;
}

export interface CheckingResult {
  readonly draftId?: string;
  readonly legId?: string;
  readonly standing: 'settled' | 'waiting' | 'exception';
  readonly Account?: string;
  readonly Amount?: string;
  readonly ActualAmount?: string;
  readonly DeadLine?: string;
  readonly ActualTimeOfRemit?: string;
  readonly SerialNumber?: string;
}

/** What `Checking` answers, the worst standing first. */
export function checkingResults(answer: unknown): readonly CheckingResult[] {
  return (answer as { readonly results: readonly CheckingResult[] }).results;
}

/** What became of each entry of a `PushStatement`, in the order they were sent. */
export function entryOutcomes(answer: unknown): readonly ('new' | 'known' | 'conflict')[] {
  const { outcomes } = answer as {
    readonly outcomes: readonly { readonly outcome: 'new' | 'known' | 'conflict' }[];
  };
  return outcomes.map(({ outcome }) => outcome);
}
