/**
 * Values of the application form (`views/projects/application.pug`): the nine fields of the thesis with county, funding plan,
 * account and files. What was typed always comes back, and errors stand under their fields.
 */
import type { ChipView } from './chip';
import type { Step } from './stepper';

export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly required?: boolean;
  readonly hint?: string;
  readonly error?: string;
  readonly placeholder?: string;
  readonly max?: number;
  readonly options?: readonly { readonly value: string; readonly text: string; readonly hint?: string }[];
  /** 大写 of an amount, as the server says it. */
  readonly words?: string;
  readonly empty?: string;
}

export interface TrancheFields {
  readonly number: string;
  readonly milestone: FormField;
  readonly share: FormField;
  readonly amount: string;
  readonly date: FormField;
}

export interface MaterialRow {
  readonly material: string;
  readonly required: boolean;
  readonly field: string;
  readonly accept: string;
  readonly file?: {
    readonly name: string;
    readonly size: string;
    readonly hash: string;
    readonly href?: string;
  };
  readonly error?: string;
}

export interface ApplicationSection {
  readonly id: string;
  readonly heading: string;
  readonly aside: string;
}

export interface ApplicationPage {
  readonly chip: ChipView;
  readonly saved: string;
  readonly steps: readonly Step[];
  readonly errors: readonly { readonly field: string; readonly text: string }[];
  readonly form: {
    readonly action: string;
    readonly autosave: string;
    readonly hidden: readonly { readonly name: string; readonly value: string }[];
  };
  readonly sections: {
    readonly project: ApplicationSection;
    readonly money: ApplicationSection;
    readonly implementer: ApplicationSection;
    readonly files: ApplicationSection;
  };
  readonly fields: Readonly<
    Record<
      | 'name'
      | 'type'
      | 'department'
      | 'township'
      | 'introduction'
      | 'budget'
      | 'implementer'
      | 'qualification'
      | 'account'
      | 'plannedStart'
      | 'plannedFinish',
      FormField
    >
  >;
  readonly register: { readonly text: string; readonly href: string; readonly linkText: string };
  readonly tranches: {
    readonly label: string;
    readonly columns: readonly [string, string, string, string, string];
    readonly rows: readonly TrancheFields[];
    readonly sum: { readonly text: string; readonly ok: boolean };
    readonly add: string;
  };
  readonly materials: {
    readonly columns: readonly [string, string, string, string];
    readonly rows: readonly MaterialRow[];
    readonly hint: string;
  };
  readonly progress: {
    readonly heading: string;
    readonly aside: string;
    readonly rows: readonly {
      readonly href: string;
      readonly text: string;
      readonly state: string;
      readonly done: boolean;
    }[];
  };
  readonly sources: {
    readonly heading: string;
    readonly rows: readonly { readonly label: string; readonly value: string; readonly total?: boolean }[];
    readonly note: string;
  };
  readonly check: { readonly heading: string; readonly text: string };
  readonly foot: { readonly next: string; readonly save: string; readonly note: string };
}
