/**
 * What banks have booked of a leg that several lines pay, before it is settled as a whole: read from the statement entries that
 * its registrations name. Nothing is asked where one line pays each leg.
 */
import type { Connection } from 'mongoose';
import { entryModel } from './chain-models';
import type { EntryDocument } from './chain-documents';
import type { DraftDocument } from './draft-document';

/** Fen by leg id; legs of which nothing is booked are absent. The caller has read the draft within a scope. */
export type BookedParts = (draft: DraftDocument) => Promise<Readonly<Record<string, bigint>>>;

type Line = Pick<EntryDocument, 'bank' | 'accountId' | 'serialNumber' | 'bookingDate'>;

/** The parts as the projections keep the entries. */
export function bookedParts(connection: Connection): BookedParts {
  const entries = entryModel(connection);
  const booked = { direction: 'debit', kind: 'payment', status: 'booked', outcome: 'new' } as const;
  return async (draft) => {
    const named = namedLines(draft);
    if (named.length === 0) return {};
    const $or = named.map(({ line }) => ({ ...line, ...booked }));
    const found = await entries.find({ $or }).lean().exec();
    const parts: Record<string, bigint> = {};
    for (const { legId, line } of named) {
      const entry = found.find((each) => isSame(each, line));
      if (entry !== undefined) parts[legId] = (parts[legId] ?? 0n) + entry.amountFen;
    }
    return parts;
  };
}

/**
 * The lines that open legs are registered with. One that an exception is about counts for nothing, and where money came back
 * (`shortfallFen`) nothing is told: an entry does not name the line that it takes back.
 */
function namedLines(draft: DraftDocument): readonly { readonly legId: string; readonly line: Line }[] {
  if (draft.specialRule.splitMax <= 1) return [];
  const open = draft.legs.filter(
    ({ state, shortfallFen }) => state !== 'settled' && shortfallFen === undefined,
  );
  return open.flatMap(({ legId, payer, registrations, openExceptions }) =>
    registrations
      .filter(
        ({ date, serialNumber }) => !openExceptions.includes(`${draft._id}:${legId}:${date}:${serialNumber}`),
      )
      .map(({ date: bookingDate, serialNumber }) => ({
        legId,
        line: { bank: payer.bank, accountId: payer.accountId, serialNumber, bookingDate },
      })),
  );
}

function isSame(one: Line, other: Line): boolean {
  return (
    one.bank === other.bank &&
    one.accountId === other.accountId &&
    one.serialNumber === other.serialNumber &&
    one.bookingDate === other.bookingDate
  );
}
