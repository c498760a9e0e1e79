/**
 * Values of the pay slip's page (`views/payments/slip.pug`): the slip as it is printed, what is copied into the online bank, the
 * three steps of paying, and what opens afterwards.
 */
import type { ChipView } from './chip';
import type { LinkAct, TimelineLine } from './page-parts';
import type { CopyItem, PaySlip } from './pay-slip';
import type { Step } from './stepper';

export interface SlipPage {
  readonly chip: ChipView;
  readonly project: { readonly href: string; readonly text: string };
  readonly amount: string;
  readonly due: ChipView;
  readonly slip: PaySlip;
  readonly copyItems: readonly CopyItem[];
  readonly primary?: LinkAct;
  readonly instead?: string;
  readonly steps: readonly Step[];
  /** What the payment opens, and what waits until then. */
  readonly afterwards: {
    readonly opens: string;
    readonly amount?: string;
    readonly rest?: string;
    readonly waits?: string;
  };
  readonly history: readonly TimelineLine[];
  /** 打印（半张 A4）, 照此付款, 逐项复制到网银，不要手打账号。, 到账后, 本单记录. */
  readonly words: {
    readonly print: string;
    readonly copy: string;
    readonly copyNote: string;
    readonly afterwards: string;
    readonly history: string;
  };
}
