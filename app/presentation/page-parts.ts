/**
 * Parts that several pages' values share, as the mixins in `views/mixins` take them. Everything is ready to print: texts in the
 * viewer's language, addresses, chips.
 */

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
