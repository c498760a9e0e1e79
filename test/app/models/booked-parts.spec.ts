/** What is booked of a leg that several lines pay is the sum of its own booked lines, and of nothing else. */
import { expect } from 'chai';
import { bookedParts } from '../../../app/models/booked-parts';
import type { EntryDocument } from '../../../app/models/chain-documents';
import { entryModel } from '../../../app/models/chain-models';
import type { DraftDocument, DraftLeg } from '../../../app/models/draft-document';
import { place, standardDraft } from '../presentation/spoken';
import type { FreshDatabase } from '../store/test-store';
import { sharedTestStore } from '../store/test-store';

const date = '2026-11-17';

function entry(serialNumber: string, amountFen: bigint, changes: Partial<EntryDocument> = {}): EntryDocument {
  return {
    ...{ _id: `bank:A-bank:debit:${date}:${serialNumber}:payment`, bank: 'bank', accountId: 'A-bank' },
    ...{ serialNumber, bookingDate: date, direction: 'debit', kind: 'payment', status: 'booked', amountFen },
    ...{ counterparty: '****0018', outcome: 'new', parties: ['bank'], county: '520098', place },
    ...changes,
  };
}

function registered(serialNumbers: readonly string[], changes: Partial<DraftLeg> = {}): DraftDocument {
  const registrations = serialNumbers.map((serialNumber) => ({ serialNumber, date, place }));
  const draft = standardDraft({ L3: { state: 'registered', registrations, ...changes } });
  return { ...draft, specialRule: { ...draft.specialRule, splitMax: 3 } };
}

describe('what is booked of a leg in part', function () {
  this.timeout(120_000);
  let database: FreshDatabase;

  before(async () => {
    database = await (await sharedTestStore()).freshDatabase();
    await entryModel(database.connection).insertMany([
      entry('S1', 100n),
      entry('S2', 20n),
      entry('S3', 3n, { status: 'pending' }),
      entry('S4', 4_000n, { _id: 'another account', accountId: 'A-other' }),
      entry('S5', 50_000n, { outcome: 'conflict' }),
    ]);
  });
  after(async () => {
    await database.drop();
  });

  it('is the sum of its booked lines; a pending one, another account’s and a contested one are not among them', async () => {
    const draft = registered(['S1', 'S2', 'S3', 'S4', 'S5', 'never reported']);
    expect(await bookedParts(database.connection)(draft)).to.deep.equal({ L3: 120n });
  });

  it('leaves out a line that an exception is about', async () => {
    const openExceptions = [`D-520098-2026-K7M3QD-1:L3:${date}:S1`];
    const draft = registered(['S1', 'S2'], { openExceptions });
    expect(await bookedParts(database.connection)(draft)).to.deep.equal({ L3: 20n });
  });

  it('is nothing where money came back, where one line pays each leg, and where the leg is settled', async () => {
    const parts = bookedParts(database.connection);
    expect(await parts(registered(['S1'], { shortfallFen: 5n }))).to.deep.equal({});
    expect(await parts({ ...registered(['S1']), specialRule: standardDraft().specialRule })).to.deep.equal(
      {},
    );
    expect(await parts(registered(['S1'], { state: 'settled' }))).to.deep.equal({});
  });
});
