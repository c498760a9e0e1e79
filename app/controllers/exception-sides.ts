/**
 * Gathers what both sides say of an exception. Where the asker's key is unlocked and the contract lets them, the draft is asked
 * under their own identity and its full account numbers are told; otherwise masks are, from what the pages read.
 */
import type { DraftClient } from '../blockchain/draft-client';
import type { SeenLine } from '../../domain/claim-view';
import type { Registration } from '../../domain/draft';
import type { DraftAnswer } from '../../domain/transactions/draft-answers';
import type { LedgerIdentity } from '../../ledger/ledger';
import type { EntryDocument } from '../models/chain-documents';
import type { DraftDocument, DraftLeg } from '../models/draft-document';
import type { ExceptionDocument } from '../models/exception-document';
import type { ReconciliationReader } from '../models/reconciliation-reader';
import type { Scope } from '../models/scope';
import type { TransferSide } from '../presentation/difference-table';
import type { ExceptionSides } from '../presentation/exception-shown';

export interface SidesAsked {
  readonly reader: ReconciliationReader;
  readonly client: Pick<DraftClient, 'draft'>;
  readonly identity: LedgerIdentity | undefined;
  readonly scope: Scope;
  readonly bankName: (organisationId: string) => string;
}

/** Both sides' nine facts; neither where the exception is about no transfer. */
export async function exceptionSides(
  exception: ExceptionDocument,
  draft: DraftDocument | undefined,
  asked: SidesAsked,
): Promise<ExceptionSides> {
  const { bank, serialNumber, transferDate } = exception;
  if (bank === undefined || serialNumber === undefined || transferDate === undefined) return {};
  const entries = await asked.reader.entries(asked.scope, { bank, serialNumber });
  const entry = entryOf(exception, entries);
  const leg = draft?.legs.find(({ legId }) => legId === exception.legId);
  if (draft === undefined || leg === undefined) return reportedSide(asked, entry);
  const places = placesOf(leg, { serialNumber, transferDate }, entry);
  const answer = await fullAnswer(draft._id, asked);
  const full = answer === undefined ? undefined : fullSides(answer, exception, asked);
  if (full !== undefined) return { ...full, ...places };
  const masked = await reportedSide(asked, entry);
  return { ours: maskedSide(leg, { serialNumber, transferDate }, asked), ...masked, ...places };
}

function placesOf(
  { registrations }: DraftLeg,
  { serialNumber, transferDate }: { readonly serialNumber: string; readonly transferDate: string },
  entry: EntryDocument | undefined,
): Pick<ExceptionSides, 'registered' | 'reported'> {
  const named = registrations.find(
    (each) => each.serialNumber === serialNumber && each.date === transferDate,
  );
  return {
    ...(named === undefined ? {} : { registered: named.place }),
    ...(entry === undefined ? {} : { reported: entry.place }),
  };
}

/** The line the exception is about: under its own id, else the registered day's debit, else any of that serial. */
function entryOf(
  { _id, transferDate }: ExceptionDocument,
  entries: readonly EntryDocument[],
): EntryDocument | undefined {
  const [kindOfId, , , date, accountId, direction, kind] = _id.split(':');
  if (kindOfId === 'E') {
    return entries.find(
      (each) =>
        each.bookingDate === date &&
        each.accountId === accountId &&
        each.direction === direction &&
        each.kind === kind,
    );
  }
  const payments = entries.filter((each) => each.kind === 'payment');
  const ofDay = payments.filter(({ bookingDate }) => bookingDate === transferDate);
  const isDebit = ({ direction: side }: EntryDocument): boolean => side === 'debit';
  return ofDay.find(isDebit) ?? ofDay[0] ?? payments.find(isDebit) ?? payments[0];
}

async function fullAnswer(
  draftId: string,
  { client, identity }: SidesAsked,
): Promise<DraftAnswer | undefined> {
  if (identity === undefined) return undefined;
  const answered = await client.draft(identity, draftId);
  return answered.ok ? answered.value : undefined;
}

function fullSides(
  answer: DraftAnswer,
  { legId, serialNumber, transferDate }: ExceptionDocument,
  { bankName }: SidesAsked,
): Pick<ExceptionSides, 'ours' | 'theirs'> | undefined {
  const leg = answer.legs.find((each) => each.legId === legId);
  const registrations = answer.record.registrations.filter(
    (each) => each.legId === legId && each.serialNumber === serialNumber && each.date === transferDate,
  );
  const registration = registrations.find(({ ended }) => ended === undefined) ?? registrations.at(-1);
  if (leg === undefined || registration === undefined) return undefined;
  const bank = bankName(answer.record.accounts[leg.payer.account]?.bank ?? '');
  const serial = registration.serialNumber;
  const ours: TransferSide = {
    ...{ amountFen: BigInt(leg.amountFen), date: registration.date, serial, bank },
    ...{ payer: leg.payer.account, payee: leg.payee.account },
    ...{ currency: 'CNY', direction: 'debit', status: 'booked' },
  };
  const line = lineSeen(registration);
  return line === undefined ? { ours } : { ours, theirs: lineSide(line, { serial, bank }) };
}

function lineSeen({ view }: Registration): SeenLine | undefined {
  return view.line ?? view.near?.line;
}

function lineSide(
  line: SeenLine,
  { serial, bank }: { readonly serial: string; readonly bank: string },
): TransferSide {
  const { amountFen, date, payer, payee, currency, direction, status } = line;
  return { amountFen: BigInt(amountFen), date, serial, bank, payer, payee, currency, direction, status };
}

function maskedSide(
  { payer, payee, amountFen }: DraftLeg,
  { serialNumber, transferDate }: { readonly serialNumber: string; readonly transferDate: string },
  { bankName }: SidesAsked,
): TransferSide {
  return {
    ...{ amountFen, date: transferDate, serial: serialNumber, bank: bankName(payer.bank) },
    ...{ payer: payer.mask, payee: payee.mask, currency: 'CNY', direction: 'debit', status: 'booked' },
  };
}

/** The bank's side as its event told it: masks, and no currency, which only a disputed line lacks. */
async function reportedSide(
  { reader, bankName }: SidesAsked,
  entry: EntryDocument | undefined,
): Promise<Pick<ExceptionSides, 'theirs' | 'reported'>> {
  if (entry === undefined) return {};
  const { accountId, direction, counterparty, amountFen, bookingDate, serialNumber, status, bank } = entry;
  const own = (await reader.masks([accountId])).get(accountId) ?? accountId;
  const [payer, payee] = direction === 'debit' ? [own, counterparty] : [counterparty, own];
  const theirs: TransferSide = {
    ...{ amountFen, date: bookingDate, serial: serialNumber, bank: bankName(bank), payer, payee },
    ...{ currency: 'CNY', direction, status },
  };
  return { theirs, reported: entry.place };
}
