/**
 * What must hold of each leg by the bank's own lines (domain rules, sections 5 and 12): when it may be settled,
 * and when it must be. Written from the rules' text over raw facts, not with the functions that derive.
 */
import type { DraftRecord, Leg, Registration } from '../../domain/draft';
import type { Snapshot } from './executor';
import type { RawFacts, RawLine } from './raw-facts';

export interface LegFacts {
  readonly record: DraftRecord;
  readonly leg: Leg;
  readonly raw: RawFacts;
}

/** The legs in force: as issued, with the deadlines that were extended. */
export function legsOf(record: DraftRecord): readonly Leg[] {
  return record.issued.planPath.map((leg) => {
    const extended = record.amendments.findLast(
      (amendment) => amendment.kind === 'extension' && amendment.legId === leg.legId,
    );
    return extended?.kind === 'extension' ? { ...leg, deadline: extended.deadline } : leg;
  });
}

export function isSettled(record: DraftRecord, legId: string): boolean {
  return record.state.legs.find((leg) => leg.legId === legId)?.state === 'settled';
}

/** The bank that keeps an account of the draft's path. */
export function bankOf(record: DraftRecord, leg: Leg): string {
  return record.accounts[leg.payer.account]?.bank ?? '';
}

/** The registrations that were not taken back. */
export function liveOf(record: DraftRecord, leg: Leg): readonly Registration[] {
  return record.registrations.filter(({ legId, ended }) => legId === leg.legId && ended === undefined);
}

/** The raw line a registration names. */
export function lineOf(
  { record, leg, raw }: LegFacts,
  { serialNumber, date }: Registration,
): RawLine | undefined {
  return raw.debit(bankOf(record, leg), { account: leg.payer.account, date, serialNumber });
}

/** Why a settled leg may not be; nothing when it may. */
export function faultOfSettled(facts: LegFacts): string | undefined {
  const { record, leg } = facts;
  const chosen = liveOf(record, leg).filter(({ seq }) => record.choices[leg.legId]?.includes(seq));
  if (chosen.length === 0 || chosen.length !== record.choices[leg.legId]?.length)
    return 'it rests on no live registration';
  if (record.cancelled !== undefined) return 'its draft is cancelled';
  const before = leg.opensAfter.find((legId) => !isSettled(record, legId));
  if (before !== undefined) return `it opens after ${before}, which is not settled`;
  if (chosen.length > linesAllowed(record, leg)) return `it rests on ${String(chosen.length)} lines`;
  if (!trancheStepsDone(record, leg)) return 'a step of its tranche is missing';
  const fault = chosen.map((each) => faultOfLine(facts, each)).find((each) => each !== undefined);
  return fault ?? faultOfSum(facts, chosen);
}

function faultOfSum(facts: LegFacts, chosen: readonly Registration[]): string | undefined {
  if (facts.raw.versionChosen) return undefined;
  const worth = chosen.reduce((sum, each) => sum + worthOf(facts, lineOf(facts, each)), 0n);
  return worth === BigInt(facts.leg.amountFen) ? undefined : `its lines are worth ${String(worth)}`;
}

function worthOf({ raw }: LegFacts, line: RawLine | undefined): bigint {
  return line === undefined ? 0n : BigInt(line.entry.amountFen) - raw.undoneFen(line);
}

function faultOfLine(facts: LegFacts, registration: Registration): string | undefined {
  const line = lineOf(facts, registration);
  if (line === undefined) return `line ${registration.serialNumber} never came booked`;
  if (facts.raw.versionChosen) return undefined;
  if (!agrees(facts, line)) return `line ${registration.serialNumber} does not agree with it`;
  if (isHeld(facts, registration, line)) return `line ${registration.serialNumber} is held`;
  if (needsReceipt(facts) && !isReceived(facts, registration)) return 'nobody confirmed its receipt';
  return undefined;
}

/** Payer, payee and currency; the rest of the nine facts is the line's identity, and the sum. */
function agrees({ leg }: LegFacts, { entry, additions }: RawLine): boolean {
  return (
    entry.payerAccount === leg.payer.account &&
    entry.payeeAccount === leg.payee.account &&
    entry.currency === 'CNY' &&
    additions['payeeAccountKind'] !== 'personal'
  );
}

/** Whether a line waits for a release: late, or under another payee's name, where the draft's rule asks. */
export function isHeld(
  { record, leg }: LegFacts,
  registration: Registration,
  { entry, additions }: RawLine,
): boolean {
  const { lateNeedsRelease, payeeNameStrict } = record.issued.specialRule;
  const isLate = lateNeedsRelease && entry.bookingDate > leg.deadline;
  const isNamedOtherwise = payeeNameStrict && additions['payeeNameMatches'] === false;
  const isReleased = record.resolutions.some(
    ({ act }) =>
      act.kind === 'release' &&
      act.legId === leg.legId &&
      act.line.serialNumber === registration.serialNumber &&
      act.line.date === registration.date,
  );
  return (isLate || isNamedOtherwise) && !isReleased;
}

/** The payer is the bank that keeps the account it pays from: it may not be its own witness. */
function needsReceipt({ record, leg }: LegFacts): boolean {
  return bankOf(record, leg) === leg.payer.organisationId;
}

function isReceived(facts: LegFacts, registration: Registration): boolean {
  return isConfirmed(facts, registration) || hasCredit(facts, registration);
}

function isConfirmed({ record, leg, raw }: LegFacts, { serialNumber, date }: Registration): boolean {
  return raw.receipts.has([record.issued.draftId, leg.legId, serialNumber, date].join('|'));
}

/** The payee's bank, another one, pushed a credit of the same accounts and amount, booked not before the debit. */
function hasCredit(facts: LegFacts, registration: Registration): boolean {
  const { record, leg, raw } = facts;
  const bank = record.accounts[leg.payee.account]?.bank;
  const debit = lineOf(facts, registration);
  if (bank === bankOf(record, leg) || debit === undefined) return false;
  return [...raw.lines.values()].some(
    (line) =>
      line.bank === bank &&
      line.entry.direction === 'credit' &&
      line.entry.kind === 'payment' &&
      line.entry.account === leg.payee.account &&
      line.entry.payerAccount === leg.payer.account &&
      line.entry.amountFen === debit.entry.amountFen &&
      line.entry.currency === 'CNY' &&
      line.entry.bookingDate >= registration.date &&
      raw.undos(line).length === 0,
  );
}

function linesAllowed(record: DraftRecord, leg: Leg): number {
  const matched = record.resolutions.map(({ act }) =>
    act.kind === 'match' && act.legId === leg.legId ? act.lines.length : 0,
  );
  return Math.max(record.issued.specialRule.splitMax, ...matched);
}

/** Which tranche a leg pays; 0 for other legs. */
export function trancheNumber(record: DraftRecord, leg: Leg): number {
  const tranches = record.issued.planPath.filter(({ kind }) => kind === 'tranche');
  return tranches.findIndex(({ legId }) => legId === leg.legId) + 1;
}

/** Presented, agreed to, and the tranche before accepted. */
export function trancheStepsDone(record: DraftRecord, leg: Leg): boolean {
  const tranche = trancheNumber(record, leg);
  if (tranche === 0) return true;
  const presentation = record.presentations.findLast((each) => each.tranche === tranche);
  const opinion = record.opinions.find(({ presentationSeq }) => presentationSeq === presentation?.seq);
  const before = tranche === 1 || record.state.acceptedTranches.includes(tranche - 1);
  return presentation !== undefined && opinion?.agrees === true && before;
}

/** Whether a leg that is not settled must be: its lines are all there, agree, and nothing competes or holds it. */
export function mustBeSettled(facts: LegFacts, standing: Snapshot): boolean {
  const { record, leg, raw } = facts;
  const open = leg.opensAfter.every((legId) => isSettled(record, legId)) && trancheStepsDone(record, leg);
  if (!open || record.cancelled !== undefined || record.hold !== undefined || raw.versionChosen) return false;
  const exact = liveOf(record, leg).filter((each) => isUndoubted(facts, each, standing));
  const amount = BigInt(leg.amountFen);
  if (linesAllowed(record, leg) === 1)
    return exact.some((each) => worthOf(facts, lineOf(facts, each)) === amount);
  const all = exact.length === liveOf(record, leg).length && exact.length <= linesAllowed(record, leg);
  const sum = exact.reduce((total, each) => total + worthOf(facts, lineOf(facts, each)), 0n);
  return all && sum === amount;
}

function isUndoubted(facts: LegFacts, registration: Registration, standing: Snapshot): boolean {
  const { raw } = facts;
  const line = lineOf(facts, registration);
  if (line === undefined || !agrees(facts, line) || isHeld(facts, registration, line)) return false;
  if (raw.undos(line).length > 0 || claimsOn(line, standing) > 1) return false;
  if (BigInt(line.entry.amountFen) > BigInt(facts.leg.amountFen)) return false;
  return !needsReceipt(facts) || isConfirmed(facts, registration);
}

/** How many live registrations, of drafts that were not cancelled, name a line: one of them can count. */
export function claimsOn(line: RawLine, { drafts }: Snapshot): number {
  const live = drafts.filter(({ cancelled }) => cancelled === undefined);
  return live.reduce((count, record) => count + namesOf(record, line), 0);
}

/** Whether any registration names a line, a cancelled draft's too. */
export function isNamed(line: RawLine, { drafts }: Snapshot): boolean {
  return drafts.some((record) => namesOf(record, line) > 0);
}

function namesOf(record: DraftRecord, { bank, entry }: RawLine): number {
  return record.issued.planPath
    .filter((leg) => leg.payer.account === entry.account && bankOf(record, leg) === bank)
    .flatMap((leg) => liveOf(record, leg))
    .filter(({ serialNumber, date }) => serialNumber === entry.serialNumber && date === entry.bookingDate)
    .length;
}
