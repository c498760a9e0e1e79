/** When a call is made again, when not, and how long it waits. */
import { expect } from 'chai';
import { accepted } from '../../domain/result';
import type { ContractCall, Ledger, LedgerIdentity } from '../../ledger/ledger';
import {
  LedgerConflictError,
  LedgerOutcomeUnknownError,
  LedgerUnavailableError,
} from '../../ledger/ledger-error';
import { standardRetryPolicy, submitWithRetry } from '../../ledger/retry-policy';

const identity: LedgerIdentity = {
  mspId: 'M',
  certificatePem: '',
  sign: () => Promise.resolve(new Uint8Array()),
};
const call: ContractCall = { contract: 'C', transaction: 'T', request: '{}' };
const success = accepted({ transactionId: 'id', blockNumber: 1n, answer: '{}' });

function ledgerThatThrows(...errors: Error[]): Pick<Ledger, 'submit'> & { calls: number } {
  const ledger = {
    calls: 0,
    submit: () => {
      const error = errors[ledger.calls];
      ledger.calls += 1;
      return error === undefined ? Promise.resolve(success) : Promise.reject(error);
    },
  };
  return ledger;
}

function policyThatNotes(waits: number[], random = 0.5) {
  const wait = (delayMs: number) => Promise.resolve(waits.push(delayMs));
  return { ...standardRetryPolicy, random: () => random, wait };
}

describe('retry policy', () => {
  it('submits again after MVCC and phantom conflicts, waiting longer each time', async () => {
    const waits: number[] = [];
    const conflicts = ['mvcc', 'phantom', 'mvcc'] as const;
    const ledger = ledgerThatThrows(...conflicts.map((kind) => new LedgerConflictError(kind, 'id')));
    expect(await submitWithRetry(ledger, { identity, call }, policyThatNotes(waits))).to.equal(success);
    expect(ledger.calls).to.equal(4);
    expect(waits).to.deep.equal([10, 20, 40]);
  });

  it('gives up after its attempts, with the conflict', async () => {
    const conflicts = Array.from({ length: 10 }, () => new LedgerConflictError('mvcc', 'id'));
    const ledger = ledgerThatThrows(...conflicts);
    const error: unknown = await submitWithRetry(ledger, { identity, call }, policyThatNotes([])).catch(
      (e: unknown) => e,
    );
    expect(error).to.equal(conflicts[5]);
    expect(ledger.calls).to.equal(6);
  });

  it('spreads its waits by the random source and bounds them', async () => {
    const waits: number[] = [];
    const conflicts = Array.from({ length: 5 }, () => new LedgerConflictError('mvcc', 'id'));
    await submitWithRetry(ledgerThatThrows(...conflicts), { identity, call }, policyThatNotes(waits, 0.999));
    expect(waits).to.deep.equal([20, 40, 80, 160, 320]);
  });

  it('never repeats a call whose outcome is unknown, or that nobody took', async () => {
    const facts = { message: '', nextStep: '' };
    for (const error of [
      new LedgerOutcomeUnknownError('id', undefined),
      new LedgerUnavailableError('busy', facts),
    ]) {
      const ledger = ledgerThatThrows(error);
      const caught: unknown = await submitWithRetry(ledger, { identity, call }, policyThatNotes([])).catch(
        (e: unknown) => e,
      );
      expect(caught).to.equal(error);
      expect(ledger.calls).to.equal(1);
    }
  });
});
