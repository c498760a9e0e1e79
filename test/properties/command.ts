/**
 * The commands of random histories. A command names drafts, legs and lines by small numbers, so that any list
 * of commands is a history and a counterexample stays readable when commands are left out of it.
 */

/** How a line differs from the one that would pay its leg. */
export type LineTwist =
  | 'plain'
  | 'time'
  | 'other-time'
  | 'one-more'
  | 'half'
  | 'other-payee'
  | 'strange-payee'
  | 'other-payer'
  | 'dollars'
  | 'day-later'
  | 'three-weeks-later'
  | 'credit'
  | 'credit-of-more'
  | 'credit-on-payer'
  | 'pending'
  | 'pending-of-more'
  | 'fee'
  | 'personal'
  | 'other-name'
  | 'same-name';

export interface LineNumber {
  readonly draft: number;
  readonly leg: number;
  readonly part: number;
}

export interface LineSpec extends LineNumber {
  readonly twist: LineTwist;
}

/** Money that goes back: what refers to a line, and how much of it. */
export interface UndoSpec extends LineNumber {
  readonly undo: 'reversal' | 'return';
  readonly of: 'debit' | 'credit';
  readonly worth: 'half' | 'whole' | 'excess';
  readonly reference: 'right' | 'none' | 'other-day';
  readonly currency: 'CNY' | 'USD';
  readonly number: number;
}

export type EntrySpec = LineSpec | UndoSpec;

/** How a registration differs from the one its leg's line wants. */
export type RegistrationTwist =
  'plain' | 'day-later' | 'three-weeks-later' | 'serial-of-next-draft' | 'wrong-serial';

export type ResolutionKindTried = 'match' | 'undo' | 'release' | 'correct' | 'choose-version' | 'write-off';

export type Command =
  | ({ readonly do: 'register'; readonly twist: RegistrationTwist } & LineNumber)
  | { readonly do: 'push'; readonly entries: readonly EntrySpec[] }
  | ({
      readonly do: 'correct';
      readonly from: RegistrationTwist;
      readonly to: RegistrationTwist;
    } & LineNumber)
  | ({ readonly do: 'confirm-receipt' } & LineNumber)
  | { readonly do: 'present'; readonly draft: number; readonly tranche: number }
  | { readonly do: 'opine'; readonly draft: number; readonly tranche: number; readonly agrees: boolean }
  | { readonly do: 'accept'; readonly draft: number; readonly tranche: number; readonly byCommand: boolean }
  | { readonly do: 'freeze' | 'lift' | 'cancel'; readonly draft: number }
  | { readonly do: 'extend'; readonly draft: number; readonly leg: number; readonly days: number }
  | {
      readonly do: 'resolve';
      readonly pick: number;
      readonly kind: ResolutionKindTried;
      readonly samePerson: boolean;
    }
  | { readonly do: 'wait'; readonly hours: number }
  | { readonly do: 'sweep' };

/** A command in one line. */
export function describeCommand(command: Command): string {
  if ('leg' in command && 'part' in command) return describeLineCommand(command);
  if ('draft' in command) return describeDraftCommand(command);
  switch (command.do) {
    case 'push':
      return `push ${command.entries.map(describeEntry).join(' + ')}`;
    case 'resolve':
      return `resolve exception ${command.pick} by ${command.kind}${command.samePerson ? ', one person' : ''}`;
    case 'wait':
      return `wait ${command.hours} h`;
    case 'sweep':
      return 'sweep';
  }
}

/** What is done with one line of one leg. */
export type LineCommand = Extract<Command, LineNumber>;
/** What is done with a draft. */
export type DraftCommand = Exclude<Extract<Command, { readonly draft: number }>, LineNumber>;

function describeLineCommand(command: LineCommand): string {
  switch (command.do) {
    case 'register':
      return `register ${lineName(command)} ${command.twist}`;
    case 'correct':
      return `correct ${lineName(command)} ${command.from} → ${command.to}`;
    case 'confirm-receipt':
      return `confirm receipt ${lineName(command)}`;
  }
}

function describeDraftCommand(command: DraftCommand): string {
  const draft = `draft ${command.draft}`;
  switch (command.do) {
    case 'present':
      return `present ${draft} tranche ${command.tranche}`;
    case 'opine':
      return `opine on ${draft} tranche ${command.tranche}: ${command.agrees ? 'agree' : 'return'}`;
    case 'accept':
      return `accept ${draft} tranche ${command.tranche}${command.byCommand ? ' by command' : ''}`;
    case 'extend':
      return `extend ${draft} leg ${command.leg} by ${command.days} days`;
    case 'freeze':
    case 'lift':
    case 'cancel':
      return `${command.do} ${draft}`;
  }
}

function lineName({ draft, leg, part }: LineNumber): string {
  return `draft ${draft} leg ${leg} line ${part}`;
}

function describeEntry(entry: EntrySpec): string {
  if (!('undo' in entry)) return `${lineName(entry)} ${entry.twist}`;
  const { undo, of, worth, reference, currency, number } = entry;
  return `${undo} ${number} of ${lineName(entry)} ${of}: ${worth}, reference ${reference}, ${currency}`;
}
