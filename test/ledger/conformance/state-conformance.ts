/** How contracts read state on every ledger: own writes, ranges, composite keys, history. */
import { expect } from 'chai';
import { ContractFailureError } from '../../../ledger/ledger-error';
import type { ConformanceSession } from './conformance-session';
import { freshKey, probeCall, rejectionOf } from './conformance-session';

export function describeState(session: ConformanceSession): void {
  const { harness, submit, committed, evaluated, stored } = session;

  it('shows a transaction none of its own writes', async () => {
    const key = freshKey();
    await committed('Put', { key, value: 'before' });
    const { answer } = await committed('PutThenGet', { key, value: 'after' });
    expect(JSON.parse(answer)).to.deep.equal({ value: 'before' });
    expect(await stored(key)).to.deep.equal({ value: 'after' });
  });

  describe('ranges', () => {
    it('go from the first key to before the last, in byte order of UTF-8', async () => {
      const prefix = freshKey();
      // U+FF5E sorts after U+1F600 in UTF-16 units, and before it in UTF-8 bytes.
      const suffixes = ['B', 'a', 'é', '～', '😀'];
      await Promise.all(
        suffixes.toReversed().map((suffix) => committed('Put', { key: prefix + suffix, value: '1' })),
      );
      const all = await evaluated('RangeKeys', { from: prefix, to: `${prefix}\u{10ffff}` });
      expect(all).to.deep.equal({ keys: suffixes.map((suffix) => prefix + suffix) });
      const part = await evaluated('RangeKeys', { from: `${prefix}a`, to: `${prefix}～` });
      expect(part).to.deep.equal({ keys: [`${prefix}a`, `${prefix}é`] });
    });

    it('go beyond one portion of a hundred keys', async () => {
      const prefix = freshKey();
      const keys = Array.from({ length: 230 }, (_, n) => `${prefix}${String(n).padStart(3, '0')}`);
      await Promise.all(keys.map((key) => committed('Put', { key, value: '1' })));
      expect(await evaluated('RangeKeys', { from: prefix, to: `${prefix}~` })).to.deep.equal({ keys });
    });

    it('can be read page by page in an evaluation', async () => {
      const prefix = freshKey();
      const keys = ['1', '2', '3'].map((suffix) => prefix + suffix);
      await Promise.all(keys.map((key) => committed('Put', { key, value: '1' })));
      const page = { from: prefix, to: `${prefix}~`, pageSize: 2, bookmark: '' };
      const first = await evaluated('RangePage', page);
      expect(first).to.have.deep.property('keys', keys.slice(0, 2));
      const bookmark =
        first !== null && typeof first === 'object' && 'bookmark' in first ? first.bookmark : '';
      expect(await evaluated('RangePage', { ...page, bookmark })).to.deep.equal({
        keys: keys.slice(2),
        bookmark: '',
      });
    });

    it('give no bookmark at all behind an empty page', async () => {
      const prefix = freshKey();
      const page = { from: prefix, to: `${prefix}~`, pageSize: 2, bookmark: '' };
      expect(await evaluated('RangePage', page)).to.deep.equal({ keys: [], bookmark: 'none given' });
    });

    it('are no rich queries', async () => {
      const query = harness().ledger.evaluate(harness().identity, probeCall('RichQuery', {}));
      expect(await rejectionOf(query))
        .to.have.property('message')
        .that.contains('not supported for leveldb');
    });
  });

  describe('composite keys', () => {
    it('are found by their first attributes, in order, and give their attributes back', async () => {
      const objectType = freshKey();
      const lists = [
        ['520100', 'D-1'],
        ['520100', 'D-2'],
        ['520200', 'D-1'],
        ['5201', 'D-3'],
      ];
      await Promise.all(lists.map((attributes) => committed('PutComposite', { objectType, attributes })));
      const ofCounty = await evaluated('ListComposite', { objectType, attributes: ['520100'] });
      expect(ofCounty).to.deep.equal({ found: lists.slice(0, 2) });
      const all = await evaluated('ListComposite', { objectType, attributes: [] });
      expect(all).to.have.property('found').with.lengthOf(4);
    });

    it('do not lie among the simple keys', async () => {
      const objectType = freshKey();
      await committed('PutComposite', { objectType, attributes: ['1'] });
      expect(await evaluated('RangeKeys', { from: objectType, to: `${objectType}~` })).to.deep.equal({
        keys: [],
      });
    });

    it('refuse an empty attribute', async () => {
      const refused = submit('PutComposite', { objectType: freshKey(), attributes: [''] });
      expect(await rejectionOf(refused)).to.be.instanceOf(ContractFailureError);
    });
  });

  it('keeps the history of a key, newest first, deletions included', async () => {
    const key = freshKey();
    const first = await committed('Put', { key, value: 'one' });
    const second = await committed('Delete', { key });
    const third = await committed('Put', { key, value: 'three' });
    expect(await evaluated('History', { key })).to.deep.equal({
      changes: [
        { value: 'three', isDelete: false, txId: third.transactionId },
        { value: '', isDelete: true, txId: second.transactionId },
        { value: 'one', isDelete: false, txId: first.transactionId },
      ],
    });
  });
}
