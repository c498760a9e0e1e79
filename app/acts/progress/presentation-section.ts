/**
 * What was presented with a tranche, for those who decide on it: the milestone in the implementer's words, the evidence to read,
 * and the next-stage plan beside the one in force.
 */
import { dayFigures, dayOf, minuteWords } from '../../presentation/date-words';
import type { FileWords } from '../../presentation/file-words';
import { fileWords } from '../../presentation/file-words';
import { figures } from '../../presentation/money-words';
import type { ActContext } from '../act';
import type { ProgressActPorts } from './progress-act-ports';
import { presentedOf } from './progress-subject';
import type { TrancheSubject } from './progress-subject';

export interface StageComparison {
  readonly tranche: number;
  readonly amountBefore: string;
  readonly amountAfter: string;
  readonly isAmountNew: boolean;
  readonly dateBefore: string;
  readonly dateAfter: string;
  readonly isDateNew: boolean;
}

export interface PresentationSection {
  readonly milestone: string;
  /** Who presented it, when, in which block. */
  readonly by: string;
  readonly files: readonly FileWords[];
  readonly stage: readonly StageComparison[];
}

/** The latest presentation; undefined when there is none. */
export async function presentationSection(
  ports: ProgressActPorts,
  { draft, tranche }: TrancheSubject,
  { say, viewer, now }: ActContext,
): Promise<PresentationSection | undefined> {
  const { presentation } = presentedOf(tranche);
  if (presentation === undefined) return undefined;
  const { milestone, evidence, nextStage = [], place } = presentation;
  const files = await ports.files.among(draft.parties, evidence);
  const stored = new Map(files.map((file) => [file.hash, file]));
  const today = now().toISOString();
  return {
    milestone,
    by: say('progress:presented-by', {
      name: ports.organisation(place.by.organisationId),
      at: minuteWords(place.at, viewer.language),
      block: place.block,
    }),
    files: evidence.map((hash) => fileWords(hash, stored.get(hash))),
    stage: nextStage.map((change) => {
      const leg = draft.legs.find((each) => each.tranche === change.tranche);
      const before = { amount: leg?.amountFen ?? 0n, date: dayOf(leg?.deadline ?? change.deadline) };
      return {
        tranche: change.tranche,
        amountBefore: figures(before.amount),
        amountAfter: figures(change.amountFen),
        isAmountNew: before.amount !== change.amountFen,
        dateBefore: dayFigures(before.date, today),
        dateAfter: dayFigures(change.deadline, today),
        isDateNew: before.date !== change.deadline,
      };
    }),
  };
}
