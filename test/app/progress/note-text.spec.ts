/** Notes by their hash: one text has one form, and a note that was changed in the store is never shown as the report's words. */
import { expect } from 'chai';
import { canonicalNote, noteHash } from '../../../app/models/note-text';
import type { NoteStore } from '../../../app/models/note-store';
import { noteStore } from '../../../app/models/note-store';
import type { FreshDatabase } from '../store/test-store';
import { sharedTestStore } from '../store/test-store';

const startMsMax = 180_000;

describe('the notes of progress reports', function () {
  let database: FreshDatabase;
  let notes: NoteStore;

  before(async function () {
    this.timeout(startMsMax);
    database = await (await sharedTestStore()).freshDatabase();
    notes = noteStore(database.connection);
  });
  after(() => database.drop());

  it('hashes the same words alike, whatever the browser made of line ends and composed letters', () => {
    expect(canonicalNote('  e\u0301tat\r\n好  ')).to.equal('\u00e9tat\n好');
    expect(noteHash('abc')).to.equal('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('gives back what was kept, and says of a changed or missing note that it does not match', async () => {
    const intact = await notes.keep('棚架完成');
    const changed = await notes.keep('原来的话');
    const missing = noteHash('从来没有');
    await database.connection
      .collection<{ _id: string }>('progress_notes')
      .updateOne({ _id: changed }, { $set: { text: '改过的话' } });
    const found = await notes.among([intact, changed, missing]);
    expect(found.get(intact)).to.deep.equal({ kind: 'intact', text: '棚架完成' });
    expect(found.get(changed)).to.deep.equal({ kind: 'changed' });
    expect(found.get(missing)).to.deep.equal({ kind: 'missing' });
  });
});
