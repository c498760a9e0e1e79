/**
 * The serial's cell: all that is known of one bank's serial number — the statement lines that bear it, the
 * registrations that claim them, and the reversals and returns that refer to them. It is the one key that two
 * drafts may share. What a claim sees of it is copied into the claim's draft, so that a draft is judged from
 * its own record alone (domain rules, section 5).
 */
import type { CalendarDate, Instant } from './calendar';
import type { AccountId, AccountNumber, DraftId, LegId, OrganisationId, SerialNumber } from './identifiers';
import type { FenText } from './money';
import { fenOf, fenText, sumFen } from './money';
import type { ReconciliationException } from './reconciliation-exception';
import { refusal } from './refusals/refusal';
import type { Proposal, Resolution } from './resolution';
import type { Result } from './result';
import { accepted, refused } from './result';
import type {
  Direction,
  EntryVersion,
  LineHolder,
  LineIdentity,
  StatementEntry,
  StatementLine,
} from './statement-entry';
import {
  additionsOf,
  contentOf,
  contradicts,
  lineOf,
  sameContent,
  sameLine,
  versionOf,
} from './statement-entry';

/** A registration's claim on the line of its identity: the payer's account, debit, date, this serial. */
export interface Claim {
  readonly draftId: DraftId;
  readonly legId: LegId;
  readonly registrationSeq: number;
  /** Ledger order within the cell. */
  readonly seq: number;
  readonly account: AccountNumber;
  readonly date: CalendarDate;
  readonly payee: AccountNumber;
  /** The leg's amount. */
  readonly amountFen: FenText;
  /** The leg may be paid in several lines: one of them may be less than its amount. */
  readonly several?: true;
  /** Set when its draft was cancelled: it still sees its line but owns none. */
  readonly dead?: true;
}

/** A reversal or return that names a line of this cell as its original. */
export interface Undo {
  readonly origin: { readonly serialNumber: SerialNumber; readonly accountId: AccountId } & LineIdentity;
  readonly original: LineIdentity;
  readonly amountFen: FenText;
  readonly currency: string;
  readonly arrivedAt: Instant;
}

export interface SerialCell {
  readonly v: 1;
  readonly bank: OrganisationId;
  readonly serialNumber: SerialNumber;
  readonly seq: number;
  readonly lines: readonly StatementLine[];
  readonly claims: readonly Claim[];
  readonly undos: readonly Undo[];
  /** Hours of the bank's ageing threshold, as of its last call or sweep. */
  readonly ageingHours: number;
  readonly sweptAt?: Instant;
  readonly exceptions: readonly ReconciliationException[];
  readonly proposals: readonly Proposal[];
  readonly resolutions: readonly Resolution[];
  /** Where the waiting index holds this cell. */
  readonly dueAt?: Instant;
}

export type EntryOutcome = 'new' | 'known' | 'conflict';

/**
 * How much one serial number may gather: a bank that numbers anew each day stays far below it. Claims are counted
 * for each account and proposals for each organisation: who names a serial often keeps nobody else from it.
 */
export const cellMax = { lines: 2_000, claims: 500, undos: 2_000, versions: 20, proposals: 64 } as const;

/** Refuses (`serial-overused`) when one of these cells holds more of anything than its key may. */
export function checkCellRoom(cells: readonly SerialCell[]): Result<true> {
  const overfull = cells.find(
    ({ lines, claims, undos }) =>
      lines.length > cellMax.lines ||
      mostOfOneAccount(claims) > cellMax.claims ||
      undos.length > cellMax.undos,
  );
  if (overfull === undefined) return accepted(true);
  const { serialNumber } = overfull;
  return refused(refusal('serial-overused', { field: 'serialNumber', values: { serialNumber } }));
}

function mostOfOneAccount(claims: readonly Claim[]): number {
  const counts = new Map<AccountNumber, number>();
  for (const { account } of claims) counts.set(account, (counts.get(account) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

/** A cell of which nothing is known yet. */
export function emptyCell(bank: OrganisationId, serialNumber: SerialNumber, ageingHours: number): SerialCell {
  return {
    v: 1,
    bank,
    serialNumber,
    seq: 0,
    lines: [],
    claims: [],
    undos: [],
    ageingHours,
    exceptions: [],
    proposals: [],
    resolutions: [],
  };
}

export interface Arrival {
  readonly entry: StatementEntry;
  readonly holder: LineHolder;
  readonly at: Instant;
}

/**
 * Adds an entry: new; known (the same again, or what it adds is filled in; booked replaces pending, pending
 * after booked changes nothing); or conflict (other content under its identity: the first stands).
 */
export function addEntry(
  cell: SerialCell,
  arrival: Arrival,
): { readonly cell: SerialCell; readonly outcome: EntryOutcome } {
  const arrived = lineOf(arrival.entry, arrival.holder, arrival.at);
  const known = cell.lines.find((line) => sameLine(line, arrived));
  if (known === undefined) return { cell: { ...cell, lines: [...cell.lines, arrived] }, outcome: 'new' };
  if (known.status === 'pending' && arrived.status === 'booked') {
    return { cell: replaceLine(cell, known, arrived), outcome: 'new' };
  }
  if (known.status === 'booked' && arrived.status === 'pending') return { cell, outcome: 'known' };
  return addVersion(cell, known, arrival.entry);
}

function addVersion(
  cell: SerialCell,
  known: StatementLine,
  entry: StatementEntry,
): ReturnType<typeof addEntry> {
  const content = contentOf(entry);
  const additions = additionsOf(entry);
  if (sameContent(known, content) && !contradicts(known, additions)) {
    const filled = { ...known, ...additions };
    const unchanged = JSON.stringify(filled) === JSON.stringify(known);
    return { cell: unchanged ? cell : replaceLine(cell, known, filled), outcome: 'known' };
  }
  return dispute(cell, known, versionOf(entry));
}

/** Keeps a second content beside the first, once; one that a resolution set aside opens nothing. */
function dispute(cell: SerialCell, known: StatementLine, version: EntryVersion): ReturnType<typeof addEntry> {
  const { versions = [], setAside = [] } = known;
  const isVersion = (other: EntryVersion): boolean => JSON.stringify(other) === JSON.stringify(version);
  const isAsIs = (other: EntryVersion): boolean =>
    sameContent(other, version) && !contradicts(other, version) && !sameContent(known, version);
  if (setAside.some((other) => isVersion(other) || isAsIs(other))) return { cell, outcome: 'known' };
  if (versions.some(isVersion) || versions.length >= cellMax.versions) return { cell, outcome: 'conflict' };
  const disputed = { ...known, versions: [...versions, version] };
  return { cell: replaceLine(cell, known, disputed), outcome: 'conflict' };
}

/** The cell with one line replaced. */
export function replaceLine(cell: SerialCell, old: StatementLine, line: StatementLine): SerialCell {
  return { ...cell, lines: cell.lines.map((each) => (each === old ? line : each)) };
}

/** What a booked reversal or return with a usable reference says of its original; undefined for any other line. */
export function undoOf(serialNumber: SerialNumber, line: StatementLine): Undo | undefined {
  const isUndo = line.kind === 'reversal' || line.kind === 'return';
  if (!isUndo || line.status !== 'booked' || line.reference === undefined) return undefined;
  const { account, accountId, direction, date, kind } = line;
  return {
    origin: { serialNumber, account, accountId, direction, date, kind },
    original: {
      account,
      direction: opposite(direction),
      date: line.reference.bookingDate,
      kind: 'payment',
    },
    amountFen: line.amountFen,
    currency: line.currency,
    arrivedAt: line.arrivedAt,
  };
}

function opposite(direction: Direction): Direction {
  return direction === 'debit' ? 'credit' : 'debit';
}

/** Records an undo in the cell of its original, once. */
export function addUndo(cell: SerialCell, undo: Undo): SerialCell {
  const known = cell.undos.some(
    ({ origin }) => origin.serialNumber === undo.origin.serialNumber && sameLine(origin, undo.origin),
  );
  return known ? cell : { ...cell, undos: [...cell.undos, undo] };
}

/** Takes an undo back: another content was chosen for the line that brought it. */
export function removeUndo(cell: SerialCell, { origin }: Pick<Undo, 'origin'>): SerialCell {
  const undos = cell.undos.filter(
    (other) => other.origin.serialNumber !== origin.serialNumber || !sameLine(other.origin, origin),
  );
  return { ...cell, undos };
}

/** The undos that refer to a line. */
export function undosOf(
  cell: SerialCell,
  line: LineIdentity & { readonly currency: string },
): readonly Undo[] {
  return cell.undos.filter((undo) => sameLine(undo.original, line) && undo.currency === line.currency);
}

/** Records a registration's claim; the same claim again changes nothing. */
export function addClaim(cell: SerialCell, claim: Omit<Claim, 'seq'>): SerialCell {
  const known = cell.claims.some((other) => sameClaim(other, claim));
  if (known) return cell;
  return { ...cell, seq: cell.seq + 1, claims: [...cell.claims, { ...claim, seq: cell.seq + 1 }] };
}

/** Takes a claim back: its registration was corrected or undone. */
export function endClaim(cell: SerialCell, claim: Pick<Claim, 'draftId' | 'registrationSeq'>): SerialCell {
  return { ...cell, claims: cell.claims.filter((other) => !sameClaim(other, claim)) };
}

/** Marks a claim whose draft was cancelled. */
export function buryClaim(cell: SerialCell, claim: Pick<Claim, 'draftId' | 'registrationSeq'>): SerialCell {
  const claims = cell.claims.map((other) =>
    sameClaim(other, claim) ? { ...other, dead: true as const } : other,
  );
  return { ...cell, claims };
}

function sameClaim(
  a: Pick<Claim, 'draftId' | 'registrationSeq'>,
  b: Pick<Claim, 'draftId' | 'registrationSeq'>,
): boolean {
  return a.draftId === b.draftId && a.registrationSeq === b.registrationSeq;
}

/** Whether a claim names a line: the payer's account, debit, its date, a payment. */
export function names(claim: Pick<Claim, 'account' | 'date'>, line: LineIdentity): boolean {
  const { account, direction, date, kind } = line;
  return claim.account === account && direction === 'debit' && claim.date === date && kind === 'payment';
}

/** Σ of what came back of a line, in fen, and whether that is more than its amount. */
export function undoneFen(cell: SerialCell, line: StatementLine): bigint {
  return sumFen(undosOf(cell, line).map(({ amountFen }) => fenOf(amountFen)));
}

/** The part of a line that came back, capped at its amount, as text; undefined when nothing did. */
export function cappedUndone(cell: SerialCell, line: StatementLine): FenText | undefined {
  const undone = undoneFen(cell, line);
  if (undone === 0n) return undefined;
  const amount = fenOf(line.amountFen);
  return fenText(undone > amount ? amount : undone);
}
