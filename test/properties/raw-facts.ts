/**
 * What really came in, rebuilt from the accepted calls alone: the oracle's own reading of the bank's lines and
 * the receipts, with none of the product's code. The rules it knows are those of domain rules, section 5.
 */
import type { Instant } from '../../domain/calendar';
import { recordAs } from '../../domain/codec';
import { registered } from './fund-world';
import type { PlayedCall, WireEntry } from './executor';

/** One identity with the content that stands and what was filled in. */
export interface RawLine {
  readonly bank: string;
  readonly entry: WireEntry;
  readonly disputed: boolean;
  readonly arrivedAt: Instant;
  /** Told later, where it was absent. */
  readonly additions: Readonly<Record<string, unknown>>;
}

const additionNames = ['bookingTime', 'valueDate', 'payeeAccountKind', 'payeeNameMatches'] as const;
const contentNames = ['payerAccount', 'payeeAccount', 'amountFen', 'currency'] as const;

export class RawFacts {
  readonly lines = new Map<string, RawLine>();
  readonly receipts = new Set<string>();
  /** A version was chosen: which content stands is no longer the first for sure. */
  versionChosen = false;
  lastSweep: Instant | undefined;
  /** The last call was a sweep that left nothing due: what it had to reveal stands on every draft. */
  sweptNow = false;

  add({ call, ok, answer }: PlayedCall): void {
    if (!ok) return;
    const { transaction, request, at } = call;
    this.sweptNow = false;
    const field = (name: string): unknown => Reflect.get(request, name);
    if (transaction === 'PushStatement') {
      for (const entry of entriesOf(field('entries'))) this.#addEntry(String(field('bank')), entry, at);
    }
    if (transaction === 'ConfirmReceipt') {
      this.receipts.add(
        ['draftId', 'legId', 'serialNumber', 'transferDate'].map((name) => String(field(name))).join('|'),
      );
    }
    if (transaction === 'Sweep' && Reflect.get(Object(answer), 'more') === false) {
      this.lastSweep = at;
      this.sweptNow = true;
    }
    if (transaction === 'ConfirmResolution') this.versionChosen = true;
  }

  /** The booked debit that a registration names. */
  debit(
    bank: string,
    named: { readonly account: string; readonly date: string; readonly serialNumber: string },
  ): RawLine | undefined {
    return this.lines.get(
      [bank, named.account, 'debit', named.date, named.serialNumber, 'payment'].join('|'),
    );
  }

  /** The lines that bear a bank's serial number. */
  linesOf(bank: string, serialNumber: string): readonly RawLine[] {
    return [...this.lines.values()].filter(
      (line) => line.bank === bank && line.entry.serialNumber === serialNumber,
    );
  }

  /** Σ of what came back of a line, in fen. */
  undoneFen({ bank, entry }: RawLine): bigint {
    return this.undos({ bank, entry }).reduce((sum, undo) => sum + BigInt(undo.entry.amountFen), 0n);
  }

  /** The booked reversals and returns that refer to a line. */
  undos({ bank, entry }: Pick<RawLine, 'bank' | 'entry'>): readonly RawLine[] {
    return [...this.lines.values()].filter((line) => {
      const { kind, direction, account, currency } = line.entry;
      const reference = referenceOf(line.entry);
      return (
        line.bank === bank &&
        (kind === 'reversal' || kind === 'return') &&
        account === entry.account &&
        direction !== entry.direction &&
        currency === entry.currency &&
        reference?.serialNumber === entry.serialNumber &&
        reference.bookingDate === entry.bookingDate
      );
    });
  }

  #addEntry(bank: string, entry: WireEntry, at: Instant): void {
    if (entry.status === 'pending') return;
    const { account, direction, bookingDate, serialNumber, kind } = entry;
    const identity = [bank, account, direction, bookingDate, serialNumber, kind].join('|');
    const known = this.lines.get(identity);
    const said = additionsOf(entry);
    if (known === undefined) {
      this.lines.set(identity, { bank, entry, disputed: false, arrivedAt: at, additions: said });
      return;
    }
    const sameContent =
      contentNames.every((name) => known.entry[name] === entry[name]) &&
      JSON.stringify(referenceOf(known.entry)) === JSON.stringify(referenceOf(entry));
    const contradicts = Object.entries(said).some(
      ([name, value]) => known.additions[name] !== undefined && known.additions[name] !== value,
    );
    const fills = sameContent && !contradicts;
    this.lines.set(identity, {
      ...known,
      disputed: known.disputed || !fills,
      additions: fills ? { ...known.additions, ...said } : known.additions,
    });
  }
}

function additionsOf(entry: WireEntry): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    additionNames.flatMap((name) => (entry[name] === undefined ? [] : [[name, entry[name]]])),
  );
}

/** What an entry refers to. */
export function referenceOf(
  entry: WireEntry,
): { readonly serialNumber: string; readonly bookingDate: string } | undefined {
  const reference: unknown = entry['reference'];
  if (typeof reference !== 'object' || reference === null) return undefined;
  return {
    serialNumber: String(Reflect.get(reference, 'serialNumber')),
    bookingDate: String(Reflect.get(reference, 'bookingDate')),
  };
}

function entriesOf(value: unknown): readonly WireEntry[] {
  return recordAs<readonly WireEntry[]>(value) ?? [];
}

/** Whether an account belongs to money of the fund alone. */
export function isDedicated(number: string): boolean {
  return registered(number)?.kind === 'dedicated';
}
