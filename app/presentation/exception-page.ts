/**
 * Values of an exception's page (`views/reconciliation/exception.pug`): who must act, both sides fact by fact, likely causes, next
 * steps, and what happened.
 */
import type { ChipView } from './chip';
import type { DifferenceTable } from './difference-table';
import type { Answer } from './four-answers';
import type { LikelyCause } from './likely-cause';
import type { LinkAct, TimelineLine } from './page-parts';

export interface NextStep {
  readonly verdict: string;
  readonly note: string;
}

export interface ExceptionPage {
  readonly chip: ChipView;
  readonly exceptionId: string;
  readonly project?: { readonly href: string; readonly text: string };
  /** L2 县财政局 → 县脱贫基金公司. */
  readonly leg?: string;
  readonly acts: readonly LinkAct[];
  readonly primary?: LinkAct;
  readonly instead?: string;
  /** 谁来处理, 最迟何时, 差多少, 挡住了谁. */
  readonly answers: readonly Answer[];
  /** Absent for an exception that is about time alone. */
  readonly table?: DifferenceTable;
  readonly causes: readonly LikelyCause[];
  readonly nextSteps: readonly NextStep[];
  /** Who can be the second. */
  readonly twoPersons?: string;
  readonly history: readonly TimelineLine[];
  /** Headings: 可能的原因, 下一步, 经过; what stands before the id: 异常. */
  readonly words: {
    readonly causes: string;
    readonly next: string;
    readonly history: string;
    readonly exception: string;
  };
}
