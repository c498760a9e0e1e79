/** Who must act next on each leg of a draft, how, and by when. */
import { expect } from 'chai';
import type { DraftRecord } from '../../domain/draft';
import { cancelDraft } from '../../domain/draft-cancellation';
import { freezeDraft } from '../../domain/draft-hold';
import { awaitedActs } from '../../domain/draft-next-act';
import { acceptTranche, giveOpinion, presentTranche } from '../../domain/draft-tranches';
import {
  actOf,
  builder,
  command,
  derived,
  fundedDraft,
  hashOf,
  legIdOf,
  newDraft,
  officeFirst,
  paid,
  registeredFor,
  valueOf,
} from './drafts';

function actOn(record: DraftRecord, leg: string): string | undefined {
  const next = awaitedActs(record).get(legIdOf(leg));
  return next === undefined ? undefined : [next.act, next.owner, next.due ?? 'no deadline'].join(' ');
}

function presented(record = fundedDraft()): DraftRecord {
  const presentation = { tranche: 1, milestone: '通水', evidence: [hashOf('a')] };
  return derived(valueOf(presentTranche(record, presentation, actOf(builder))));
}

function opined(agrees: boolean): DraftRecord {
  return derived(valueOf(giveOpinion(presented(), { tranche: 1, agrees, text: '已核实' }, actOf(command))));
}

describe('what a leg waits for', () => {
  it('is nothing while earlier legs are unsettled, then its payer', () => {
    expect([...awaitedActs(newDraft()).keys()]).to.deep.equal(['L1', 'L2']);
    expect(actOn(newDraft(), 'L1')).to.equal('payment provincial-finance-own 2026-03-12');
    expect(actOn(paid(newDraft(), 'L1'), 'L1')).to.equal(undefined);
  });

  it('is the bank once its payer has registered', () => {
    expect(actOn(registeredFor(newDraft(), 'L2'), 'L2')).to.equal('statement commercial-bank-own 2026-03-12');
  });

  it('is the payee where the bank itself has paid', () => {
    const fiscal = paid(paid(newDraft(), 'L1'), 'L2');
    const unconfirmed = derived({ ...paid(fiscal, 'L3'), receipts: [] });
    expect(actOn(unconfirmed, 'L3')).to.equal('receipt limited-partnership-own 2026-03-22');
  });

  it('is the office while the draft is frozen and the leg would settle', () => {
    const frozen = derived(valueOf(freezeDraft(newDraft(), '核查', actOf(officeFirst))));
    expect(actOn(frozen, 'L1')).to.equal('payment provincial-finance-own 2026-03-12');
    expect(actOn(paid(frozen, 'L1'), 'L1')).to.equal('lift leading-group-office-own no deadline');
  });

  it('is presentation, opinion, payment and acceptance in turn for a tranche', () => {
    expect(actOn(fundedDraft(), 'L5.1')).to.equal('presentation implementer-own 2026-06-30');
    expect(actOn(presented(), 'L5.1')).to.equal('opinion county-command-own 2026-06-30');
    expect(actOn(opined(false), 'L5.1')).to.equal('presentation implementer-own 2026-06-30');
    expect(actOn(opined(true), 'L5.1')).to.equal('payment county-fund-company-own 2026-06-30');
    const settled = paid(opined(true), 'L5.1', '2026-03-05');
    expect(actOn(settled, 'L5.1')).to.equal('acceptance implementer-own 2026-03-15');
    const accepted = derived(
      valueOf(acceptTranche(settled, { tranche: 1, byCommand: false }, actOf(builder))),
    );
    expect(actOn(accepted, 'L5.1')).to.equal(undefined);
    expect(actOn(accepted, 'L5.2')).to.equal('presentation implementer-own 2026-09-30');
  });

  it('is nothing once the draft is cancelled', () => {
    const cancelled = derived(valueOf(cancelDraft(newDraft(), '项目取消', actOf(officeFirst))));
    expect(awaitedActs(cancelled).size).to.equal(0);
  });
});
