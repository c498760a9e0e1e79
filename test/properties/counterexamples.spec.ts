/**
 * Histories that once broke a rule, found by the random ones and shrunk: each stays examined by its name.
 */
import { strict as assert } from 'node:assert';
import type { Command } from './command';
import type { DraftSpec } from './drafts';
import { examineHistory } from './history-examination';
import { fenMax } from '../../domain/money';
import { isSettled } from './leg-oracle';
import { examineOrder, standingAfter } from './order-examination';

const standard: DraftSpec = {
  county: 0,
  amountFen: 1_000n,
  shares: [5_000, 5_000],
  form: 'standard',
  splitMax: 1,
  lateNeedsRelease: false,
  payeeNameStrict: false,
  partnershipBank: 'bank-a',
  receiptBy: 'payee',
};
const line = (leg: number, part = 0, draft = 0): { draft: number; leg: number; part: number } => ({
  draft,
  leg,
  part,
});
const register = (leg: number, part = 0, draft = 0): Command => ({
  do: 'register',
  ...line(leg, part, draft),
  twist: 'plain',
});
const push = (leg: number, part = 0, draft = 0): Command => ({
  do: 'push',
  entries: [{ ...line(leg, part, draft), twist: 'plain' }],
});
const credit = (leg: number, part = 0, draft = 0): Command => ({
  do: 'push',
  entries: [{ ...line(leg, part, draft), twist: 'credit' }],
});
const personal = (leg: number, part: number): Command => ({
  do: 'push',
  entries: [{ ...line(leg, part), twist: 'personal' }],
});
const back = (leg: number, currency: 'CNY' | 'USD', of: 'debit' | 'credit' = 'debit'): Command => ({
  do: 'push',
  entries: [{ ...line(leg), undo: 'reversal', of, worth: 'half', reference: 'right', currency, number: 1 }],
});

describe('what random histories found', () => {
  it('a tranche after another, of the largest draft, shows a shortfall that is an amount', () =>
    examineHistory({ drafts: [{ ...standard, amountFen: fenMax }], commands: [register(5), push(5)] }));

  it('idle money that passes on to who must act next is told again', () =>
    examineHistory({
      drafts: [standard],
      commands: [push(0), register(0), register(1), { do: 'wait', hours: 744 }, { do: 'sweep' }, push(1)],
    }));

  it('what partly came back to a cancelled draft stays its exception', () =>
    examineHistory({
      drafts: [standard],
      commands: [{ do: 'cancel', draft: 0 }, register(1), push(1), back(1, 'CNY')],
    }));

  it('a claim that a line exceeds does not keep it from the one it fits', () =>
    examineHistory({
      drafts: [
        { ...standard, splitMax: 2, amountFen: 999n },
        { ...standard, amountFen: 100_000_000n },
      ],
      commands: [
        { do: 'register', ...line(1), twist: 'serial-of-next-draft' },
        register(1, 0, 1),
        push(1, 0, 1),
      ],
    }));

  it('two reversals that wait on two accounts under one serial are two exceptions', () =>
    examineHistory({
      drafts: [standard],
      commands: [back(0, 'CNY'), back(0, 'CNY', 'credit'), { do: 'wait', hours: 48 }, { do: 'sweep' }],
    }));

  const elsewhere: DraftSpec = { ...standard, partnershipBank: 'bank-b', receiptBy: 'credit' };
  const opened = [register(0), push(0), register(1), push(1)];

  it('a registration whose line never comes takes no credit from the one whose line does', () =>
    examineOrder({
      drafts: [elsewhere],
      one: [...opened, register(2), push(2), credit(2), register(2, 7)],
      other: [...opened, register(2, 7), register(2), push(2), credit(2)],
    }));

  it('nor does one whose line differs', () =>
    examineOrder({
      drafts: [elsewhere],
      one: [...opened, register(2), push(2), credit(2), register(2, 7), personal(2, 7)],
      other: [...opened, register(2, 7), personal(2, 7), register(2), push(2), credit(2)],
    }));

  it('a credit that a dollar reversal names counts whether that came before it or after', async () => {
    const dollars = back(2, 'USD', 'credit');
    for (const commands of [
      [...opened, register(2), push(2), credit(2), dollars],
      [...opened, dollars, register(2), push(2), credit(2)],
    ]) {
      const { drafts } = await standingAfter([elsewhere], commands);
      assert(drafts[0] !== undefined && isSettled(drafts[0], 'L3'), 'L3 is settled');
    }
  });

  it('a line that its payee confirmed leaves the credit to another', () =>
    examineOrder({
      drafts: [elsewhere, { ...elsewhere, county: 1 }],
      one: [
        ...opened,
        register(2),
        push(2),
        credit(2),
        register(2, 0, 1),
        push(2, 0, 1),
        { do: 'confirm-receipt', ...line(2, 0, 1) },
      ],
      other: [
        ...opened,
        register(2, 0, 1),
        push(2, 0, 1),
        { do: 'confirm-receipt', ...line(2, 0, 1) },
        register(2),
        credit(2),
        push(2),
      ],
    }));
});
