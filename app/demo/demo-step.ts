/**
 * What somebody does in the demo's story, and when: one step is one transaction (a resolution's confirmation names what
 * it confirms by the leg it is about). Days count from the day of the seed: -3 is three days before it.
 */

/** One act for each kind, so that an act can be told by its kind. */
type Plain<Kind extends string> = Kind extends string ? { readonly kind: Kind } : never;
type Said<Kind extends string> = Kind extends string ? { readonly kind: Kind; readonly text: string } : never;

export type DemoAct =
  | Plain<'submit' | 'approve' | 'issue' | 'confirm-lift'>
  | Said<'return' | 'reject' | 'withdraw' | 'cancel' | 'freeze' | 'propose-lift'>
  | Said<'complete' | 'completion-opinion' | 'close'>
  /** `daysOff`: the registered date is that many days off the day of the step. */
  | { readonly kind: 'register'; readonly leg: string; readonly daysOff?: number }
  | { readonly kind: 'line'; readonly leg: string; readonly amount?: 'transposed' }
  | { readonly kind: 'receipt'; readonly leg: string }
  | { readonly kind: 'reversal' | 'bank-return'; readonly leg: string; readonly amount?: 'transposed' }
  | { readonly kind: 'report'; readonly percent: number; readonly note: string }
  | { readonly kind: 'present'; readonly tranche: number; readonly shiftedFen?: string }
  | {
      readonly kind: 'opine';
      readonly tranche: number;
      readonly decision: 'agree' | 'return';
      readonly text: string;
    }
  | { readonly kind: 'accept' | 'confirm-next-stage'; readonly tranche: number }
  | {
      readonly kind: 'propose-extension';
      readonly leg: string;
      readonly untilDay: number;
      readonly text: string;
    }
  | { readonly kind: 'confirm-extension'; readonly leg: string; readonly untilDay: number }
  | {
      readonly kind: 'propose-write-off' | 'propose-correction';
      readonly leg: string;
      readonly text: string;
    }
  | { readonly kind: 'confirm-resolution'; readonly leg: string };

export interface DemoStep {
  readonly day: number;
  /** Shanghai time of the day, `HH:MM`. */
  readonly time: string;
  readonly act: DemoAct;
}

const times: Readonly<Record<DemoAct['kind'], string>> = {
  submit: '09:20',
  report: '09:32',
  present: '09:45',
  issue: '10:05',
  register: '10:30',
  return: '11:10',
  reject: '11:12',
  withdraw: '11:14',
  accept: '11:20',
  complete: '11:30',
  approve: '14:05',
  opine: '14:15',
  'completion-opinion': '14:20',
  'confirm-next-stage': '14:40',
  line: '15:10',
  receipt: '15:40',
  reversal: '15:50',
  'bank-return': '15:52',
  'propose-write-off': '16:00',
  'propose-correction': '16:02',
  'propose-extension': '16:04',
  'propose-lift': '16:06',
  'confirm-resolution': '16:30',
  'confirm-extension': '16:32',
  'confirm-lift': '16:34',
  freeze: '16:40',
  cancel: '16:42',
  close: '16:50',
};

/** A step at the time of day at which such things are done. */
export function on(day: number, act: DemoAct): DemoStep {
  return { day, time: times[act.kind], act };
}

/** A transfer as it should be: registered, booked the same day, and the receipt confirmed where the bank pays. */
export function paid(leg: string, day: number): readonly DemoStep[] {
  const both = [on(day, { kind: 'register', leg }), on(day, { kind: 'line', leg })];
  return leg === 'L3' ? [...both, on(day, { kind: 'receipt', leg })] : both;
}
