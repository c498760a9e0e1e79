/**
 * Parts that several pages' values share, as the mixins in `views/mixins` take them. Everything is ready to print: texts in the
 * viewer's language, addresses, chips.
 */
import type { ChipView } from './chip';

export interface TimelineLine {
  readonly what: string;
  readonly note: string;
  /** The block's page. */
  readonly href?: string;
  readonly linkText?: string;
  /** Reason or opinion as it stands on the chain. */
  readonly words?: string;
  readonly kind?: 'bad' | 'pending';
}

export interface Definition {
  readonly label: string;
  readonly value: string;
  readonly href?: string;
  readonly linkText?: string;
  readonly icon?: string;
  readonly tone?: string;
  readonly copy?: string;
}

export interface LinkAct {
  readonly href: string;
  readonly text: string;
  readonly icon: string;
}

export interface ListTab {
  readonly href: string;
  readonly text: string;
  readonly count?: number;
  readonly current?: boolean;
}

export interface FilterField {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly options?: readonly { readonly value: string; readonly text: string }[];
  readonly date?: boolean;
  readonly wide?: boolean;
}

export interface Filters {
  readonly action: string;
  readonly hidden?: readonly { readonly name: string; readonly value: string }[];
  readonly fields: readonly FilterField[];
  /** How many of them are in use; a phone folds all but the first. */
  readonly inUse?: number;
}

export interface Paging {
  /** `第 1–20 个，共 43 个`. */
  readonly range: string;
  /** `本页金额合计`, and the amount that follows it. */
  readonly sum?: string;
  readonly sumAmount?: string;
  readonly sumUnit?: string;
  readonly page: number;
  readonly pages: number;
  readonly previous?: string;
  readonly next?: string;
}

/** The name of an object with its id and chip, as the title row shows it. */
export interface ObjectHead {
  readonly chip: ChipView;
  readonly id: string;
}
