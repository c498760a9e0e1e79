/** What a commit, a refusal and a conflict mean on every ledger. */
import { expect } from 'chai';
import { refusalText } from '../../../domain/refusals/refusal';
import { ContractFailureError } from '../../../ledger/ledger-error';
import { submitWithRetry } from '../../../ledger/retry-policy';
import type { ConformanceSession } from './conformance-session';
import { conformanceCaller, freshKey, probeCall, rejectionOf, sorted, wait } from './conformance-session';

export function describeCommits(session: ConformanceSession): void {
  const { harness, submit, committed, evaluated, stored } = session;

  describe('commit', () => {
    it('answers with what the contract returned, and what was written can be read', async () => {
      const key = freshKey();
      const answer = await committed('Put', { key, value: '一百万元' });
      expect(JSON.parse(answer.answer)).to.deep.equal({ key });
      expect(answer.transactionId).to.match(/^[0-9a-f]{64}$/);
      expect(await stored(key)).to.deep.equal({ value: '一百万元' });
    });

    it('gives the block that holds the transaction, and the height is beyond it', async () => {
      const first = await committed('Put', { key: freshKey(), value: '1' });
      const second = await committed('Put', { key: freshKey(), value: '2' });
      expect(second.blockNumber > first.blockNumber).to.equal(true);
      expect((await harness().ledger.height()) > second.blockNumber).to.equal(true);
    });

    it('writes nothing when it only evaluates', async () => {
      const key = freshKey();
      await harness().ledger.evaluate(harness().identity, probeCall('Put', { key, value: 'unwritten' }));
      expect(await stored(key)).to.deep.equal({ value: '' });
    });

    it('takes the last of two writes to one key', async () => {
      const key = freshKey();
      await committed('PutTwice', { key, value: 'last' });
      expect(await stored(key)).to.deep.equal({ value: 'last' });
    });

    it('keeps a value of a megabyte', async () => {
      const key = freshKey();
      await committed('BigValue', { key, bytes: 1_000_000 });
      expect(await stored(key))
        .to.have.property('value')
        .with.lengthOf(1_000_000);
    });

    it('takes an empty value for a deletion', async () => {
      const key = freshKey();
      await committed('Put', { key, value: 'there' });
      await committed('Put', { key, value: '' });
      expect(await evaluated('RangeKeys', { from: key, to: `${key}~` })).to.deep.equal({ keys: [] });
    });

    it('tells the contract who calls, from the certificate', async () => {
      const caller = await evaluated('WhoCalls', {});
      expect(caller).to.include({ mspId: harness().identity.mspId, ...conformanceCaller });
    });
  });

  describe('outcome', () => {
    it('of a committed transaction is its block, by its id', async () => {
      const { transactionId, blockNumber } = await committed('Put', { key: freshKey(), value: '1' });
      const outcome = await harness().ledger.outcomeOf(transactionId);
      expect(outcome).to.deep.equal({ status: 'valid', blockNumber });
    });

    it('of a transaction that conflicted says why it is invalid', async () => {
      const key = freshKey();
      const attempts = await Promise.allSettled(
        Array.from({ length: 8 }, () => submit('ReadModifyWrite', { key })),
      );
      const [conflict] = sorted(attempts).conflicts;
      const outcome = await harness().ledger.outcomeOf(conflict?.transactionId ?? '');
      expect(outcome).to.deep.include({ status: 'invalid', code: 'MVCC_READ_CONFLICT' });
    });

    it('of a transaction that no block holds is absent', async () => {
      expect(await harness().ledger.outcomeOf('ab'.repeat(32))).to.deep.equal({ status: 'absent' });
    });
  });

  describe('refusal', () => {
    it('comes back with code, field, expectation and values, and leaves no trace', async () => {
      const key = freshKey();
      const height = await harness().ledger.height();
      const answer = await submit('RefuseWith', { key });
      expect(answer).to.deep.equal({
        ok: false,
        refusal: { code: 'malformed', field: 'key', expected: '"另一个值"', values: { key } },
      });
      expect(await stored(key)).to.deep.equal({ value: '' });
      expect(await harness().ledger.height()).to.equal(height);
    });

    it('has its text in both languages', async () => {
      const answer = await submit('RefuseWith', { key: freshKey() });
      if (answer.ok) throw new Error('The probe did not refuse.');
      expect(refusalText(answer.refusal, 'zh-CN')).to.contain('另一个值').and.contain('key');
      expect(refusalText(answer.refusal, 'en')).to.contain('另一个值').and.contain('malformed');
    });

    it('comes back from an evaluation, too', async () => {
      const answer = await harness().ledger.evaluate(
        harness().identity,
        probeCall('RefuseWith', { key: freshKey() }),
      );
      expect(answer.ok).to.equal(false);
    });

    it('is not what a failing contract gives: that is an error', async () => {
      const key = freshKey();
      const error = await rejectionOf(submit('Fail', { key }));
      expect(error).to.be.instanceOf(ContractFailureError);
      expect(error).to.have.property('message').that.contains('the probe fails on purpose');
      expect(await stored(key)).to.deep.equal({ value: '' });
    });

    it('is not what an unknown transaction gives', async () => {
      expect(await rejectionOf(submit('NoSuchTransaction', {}))).to.be.instanceOf(ContractFailureError);
    });
  });

  describe('conflict', () => {
    it('commits one of several that read and write one key at the same time, and tells the others', async () => {
      const key = freshKey();
      const attempts = await Promise.allSettled(
        Array.from({ length: 8 }, () => submit('ReadModifyWrite', { key })),
      );
      const { won, conflicts } = sorted(attempts);
      expect(conflicts.map(({ kind }) => kind))
        .to.include('mvcc')
        .and.not.include('phantom');
      expect(await stored(key)).to.deep.equal({ value: '+'.repeat(won) });
    });

    it('notices a key that appeared in a range between run and commit', async () => {
      const from = freshKey();
      const attempts = await Promise.allSettled(
        Array.from({ length: 8 }, (_, n) =>
          submit('RangeCount', { from, to: `${from}~`, into: `${from}-${String(n)}` }),
        ),
      );
      const { won, conflicts } = sorted(attempts);
      expect(conflicts.map(({ kind }) => kind)).to.include('phantom');
      expect(await evaluated('RangeKeys', { from, to: `${from}~` }))
        .to.have.property('keys')
        .with.lengthOf(won);
    });

    it('does not hinder those who write without reading', async () => {
      const key = freshKey();
      const attempts = Array.from({ length: 8 }, (_, n) => committed('Put', { key, value: String(n) }));
      expect(await Promise.all(attempts)).to.have.lengthOf(8);
    });

    it('is overcome by submitting again as a new proposal', async () => {
      const key = freshKey();
      const signed = { identity: harness().identity, call: probeCall('ReadModifyWrite', { key }) };
      const patient = { attemptsMax: 50, delayMsFirst: 5, delayMsMax: 200, random: Math.random, wait };
      await Promise.all(Array.from({ length: 5 }, () => submitWithRetry(harness().ledger, signed, patient)));
      expect(await stored(key)).to.deep.equal({ value: '+++++' });
    });
  });
}
