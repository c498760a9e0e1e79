/**
 * Values of a draft's page (`views/drafts/draft.pug`): stepper, four answers, the picture with its table, history and face.
 */
import type { ChipView } from './chip';
import type { Answer } from './four-answers';
import type { Definition, LinkAct, TimelineLine } from './page-parts';
import type { PathTable } from './path-table';
import type { Step } from './stepper';

export interface DraftPage {
  readonly chip: ChipView;
  readonly draftId: string;
  readonly amount: string;
  /** 产业发展，青禾县云脚乡. */
  readonly purpose: string;
  /** 省领导小组办公室 11月10日签发，签名已核验; `ok` is false when the signature does not verify. */
  readonly signature: { readonly text: string; readonly ok: boolean };
  /** Plain acts; at most two. */
  readonly acts: readonly LinkAct[];
  readonly primary?: LinkAct;
  /** Who can act instead, where the viewer cannot. */
  readonly instead?: string;
  readonly steps: readonly Step[];
  readonly answers: readonly Answer[];
  readonly path: { readonly svg: string; readonly wide: boolean };
  readonly table: PathTable;
  readonly history: readonly TimelineLine[];
  readonly wholeHistory?: { readonly href: string; readonly text: string };
  readonly face: readonly Definition[];
  /** Headings: 链上记录, 票面; what stands before the id: 汇票. */
  readonly words: { readonly history: string; readonly face: string; readonly draft: string };
}
