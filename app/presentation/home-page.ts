/**
 * Values of the home page (`views/home/workbench.pug`): my to-dos first, then warnings, the five figures, and the flow of money.
 */
import type { ChipView } from './chip';
import type { FlowPicture } from './sankey';

export interface TodoRow {
  readonly due: ChipView;
  readonly date: string;
  /** Verb first: 付款 L2 并登记流水号. */
  readonly what: string;
  readonly object: string;
  /** Whom it holds up. */
  readonly blocks?: string;
  readonly amount?: string;
  readonly href: string;
  readonly button: string;
  /** Set when somebody else did it: 陆映秋 10:20 已办. */
  readonly over?: string;
}

export interface WarningRow {
  readonly chip: ChipView;
  readonly time: string;
  readonly text: string;
  readonly href?: string;
}

export interface KeyFigure {
  readonly name: string;
  readonly value: string;
  readonly unit?: string;
  readonly exact?: string;
}

/** All of the page but its figures. */
export interface HomeWork {
  /** `11月18日 周三，5 项待办，`, and in red what is due today. */
  readonly summary: { readonly text: string; readonly urgent?: string };
  readonly todos: readonly TodoRow[];
  /** Where the rest of the to-dos are, when there are more. */
  readonly moreTodos?: { readonly href: string; readonly text: string };
  readonly warnings: readonly WarningRow[];
  readonly allWarnings?: { readonly href: string; readonly text: string };
  readonly flow: FlowPicture & { readonly heading: string; readonly note?: string };
}

export interface HomePage extends HomeWork {
  readonly figures: readonly KeyFigure[];
}
