/** What the offices do with a draft: freeze and lift it, extend its deadlines, cancel it. */
import { expect } from 'chai';
import { legsInForce } from '../../domain/disbursement-leg';
import type { DraftRecord, Registration } from '../../domain/draft';
import { cancelDraft } from '../../domain/draft-cancellation';
import { confirmExtension, proposeExtension } from '../../domain/draft-extension';
import type { Extension } from '../../domain/draft-extension';
import { draftFactsMax } from '../../domain/draft-facts';
import { confirmLift, freezeDraft, proposeLift } from '../../domain/draft-hold';
import { fenText } from '../../domain/money';
import type { Result } from '../../domain/result';
import {
  actOf,
  actorOf,
  codeOf,
  dateOf,
  derived,
  instantOf,
  legIdOf,
  newDraft,
  officeFirst,
  officeSecond,
  paid,
  registeredFor,
  valueOf,
} from './drafts';

const byFirst = actOf(officeFirst);
const bySecond = actOf(officeSecond);

function frozen(record: DraftRecord): DraftRecord {
  return derived(valueOf(freezeDraft(record, '接到举报', byFirst)));
}

function cancelled(): DraftRecord {
  return derived(valueOf(cancelDraft(newDraft(), '项目取消', byFirst)));
}

/** The draft with its last registration's line changed. */
function withLine(
  record: DraftRecord,
  change: Partial<NonNullable<Registration['view']['line']>>,
): DraftRecord {
  const last = record.registrations.at(-1);
  if (last?.view.line === undefined) throw new Error('a line was registered');
  const seen = { ...last, view: { line: { ...last.view.line, ...change } } };
  return derived({ ...record, registrations: [...record.registrations.slice(0, -1), seen] });
}

describe('a hold', () => {
  it('keeps what is settled and lets nothing further settle until it is lifted', () => {
    const held = frozen(paid(newDraft(), 'L1'));
    expect(held.hold?.settled).to.deep.equal({ L1: [1] });
    const more = paid(held, 'L2');
    expect(more.state.actualPath).to.deep.equal(['L1']);
    expect(
      more.state.exceptions.flatMap(({ findings }) => findings.map(({ reason }) => reason)),
    ).to.deep.equal(['frozen-draft']);
    const proposed = valueOf(proposeLift(more, '查无此事', byFirst));
    const free = derived(valueOf(confirmLift(proposed, bySecond, true)));
    expect(free.state.actualPath).to.deep.equal(['L1', 'L2']);
    expect(free.state.exceptions).to.deep.equal([]);
    expect(free.pastHolds).to.have.lengthOf(1);
    expect(free.pastHolds[0]?.liftProposed?.by).to.deep.equal(officeFirst);
    expect(free.pastHolds[0]?.liftedBy).to.deep.equal(officeSecond);
  });

  it('is laid on a draft once at a time, and not on a cancelled one', () => {
    expect(codeOf(freezeDraft(frozen(newDraft()), '再次', bySecond))).to.equal('draft-frozen');
    expect(codeOf(freezeDraft(cancelled(), '再次', bySecond))).to.equal('draft-cancelled');
    const held = frozen(newDraft());
    if (held.hold === undefined) throw new Error('held');
    const past = { ...held.hold, liftedBy: officeSecond, liftedAt: held.hold.at };
    const pastHolds = Array.from({ length: draftFactsMax.holds }, () => past);
    expect(codeOf(freezeDraft({ ...newDraft(), pastHolds }, '再次', bySecond))).to.equal(
      'draft-facts-too-many',
    );
  });

  it('is lifted by two different persons', () => {
    expect(codeOf(proposeLift(newDraft(), '查无此事', byFirst))).to.equal('draft-not-frozen');
    expect(codeOf(confirmLift(newDraft(), bySecond, true))).to.equal('draft-not-frozen');
    expect(codeOf(confirmLift(frozen(newDraft()), bySecond, true))).to.equal('lift-not-proposed');
    const proposed = valueOf(proposeLift(frozen(newDraft()), '查无此事', byFirst));
    expect(codeOf(confirmLift(proposed, byFirst, true))).to.equal('same-person');
    expect(codeOf(confirmLift(proposed, bySecond, false))).to.equal('lift-not-proposed');
    const anew = valueOf(proposeLift(proposed, '查无此事', bySecond));
    expect(confirmLift(anew, byFirst, true).ok).to.equal(true);
  });
});

describe('an extension', () => {
  const later: Extension = { legId: legIdOf('L1'), deadline: dateOf('2026-03-20') };
  const payer = actOf(actorOf('provincial-finance'));
  const propose = (extension: Extension, record = newDraft()): Result<DraftRecord> =>
    proposeExtension(record, { ...extension, reason: '年度结算' }, payer);
  const confirm = (record: DraftRecord, extension = later, act = bySecond): Result<DraftRecord> =>
    confirmExtension(record, extension, { act, inForce: true });

  it('moves the deadline in force when another person confirms it; what was signed stays', () => {
    const proposed = valueOf(propose(later));
    expect(legsInForce(proposed)[0]?.deadline).to.equal('2026-03-12');
    const record = valueOf(confirm(proposed));
    expect(legsInForce(record)[0]?.deadline).to.equal('2026-03-20');
    expect(record.issued.planPath[0]?.deadline).to.equal('2026-03-12');
    expect(record.extensionsProposed).to.equal(undefined);
    const [amendment] = record.amendments;
    expect(amendment?.proposedBy).to.deep.equal(payer.by);
    expect(amendment?.confirmedBy).to.deep.equal(officeSecond);
  });

  it('is later than the deadline in force, to the instant, and not past', () => {
    expect(codeOf(propose({ ...later, deadline: dateOf('2026-03-12') }))).to.equal('deadline-not-later');
    expect(codeOf(propose({ ...later, deadline: instantOf('2026-03-12T15:59:59.999Z') }))).to.equal(
      'deadline-not-later',
    );
    expect(propose({ ...later, deadline: instantOf('2026-03-12T16:00:00.000Z') }).ok).to.equal(true);
    const last = actOf(officeFirst, instantOf('2026-03-20T15:59:59.999Z'));
    expect(proposeExtension(newDraft(), { ...later, reason: '结算' }, last).ok).to.equal(true);
    const long = actOf(officeFirst, instantOf('2026-04-01T00:00:00.000Z'));
    expect(codeOf(proposeExtension(newDraft(), { ...later, reason: '结算' }, long))).to.equal(
      'deadline-past',
    );
    const twice = valueOf(
      propose(
        later,
        valueOf(
          confirm(valueOf(propose({ ...later, deadline: dateOf('2026-03-19') })), {
            ...later,
            deadline: dateOf('2026-03-19'),
          }),
        ),
      ),
    );
    expect(valueOf(confirm(twice)).amendments).to.have.lengthOf(2);
  });

  it('is for a leg of a live draft that is not settled', () => {
    expect(codeOf(propose({ ...later, legId: legIdOf('L9') }))).to.equal('leg-unknown');
    expect(codeOf(propose(later, cancelled()))).to.equal('draft-cancelled');
    expect(codeOf(propose(later, paid(newDraft(), 'L1')))).to.equal('leg-settled');
    const proposed = valueOf(propose(later));
    expect(codeOf(confirm(paid(proposed, 'L1')))).to.equal('leg-settled');
  });

  it('is confirmed as it was proposed, by another person, while its proposer is in force', () => {
    expect(codeOf(confirm(newDraft()))).to.equal('extension-not-proposed');
    const proposed = valueOf(propose(later));
    expect(codeOf(confirm(proposed, { ...later, deadline: dateOf('2026-03-21') }))).to.equal(
      'extension-not-proposed',
    );
    expect(codeOf(confirm(proposed, later, payer))).to.equal('same-person');
    const void_ = confirmExtension(proposed, later, { act: bySecond, inForce: false });
    expect(codeOf(void_)).to.equal('extension-not-proposed');
  });

  it('of one leg leaves that of another alone; a later proposal takes the place of the same leg’s', () => {
    const other: Extension = { legId: legIdOf('L2'), deadline: dateOf('2026-03-25') };
    const newer: Extension = { ...later, deadline: dateOf('2026-03-22') };
    const record = valueOf(propose(newer, valueOf(propose(other, valueOf(propose(later))))));
    expect(codeOf(confirm(record))).to.equal('extension-not-proposed');
    const first = valueOf(confirm(record, newer));
    expect(valueOf(confirm(first, other)).amendments).to.have.lengthOf(2);
  });

  it('has an end', () => {
    const one = valueOf(confirm(valueOf(propose(later)))).amendments;
    const amendments = Array.from({ length: draftFactsMax.amendments }, () => one).flat();
    const full = { ...newDraft(), amendments };
    const last: Extension = { ...later, deadline: dateOf('2026-03-21') };
    expect(codeOf(confirm(valueOf(propose(last, full)), last))).to.equal('draft-facts-too-many');
  });

  it('makes on time what would have been late', () => {
    const late = paid(newDraft(), 'L1', '2026-03-15');
    expect(late.state.legs[0]?.actual?.late).to.equal(true);
    const extended = valueOf(confirm(valueOf(propose(later))));
    expect(paid(extended, 'L1', '2026-03-15').state.legs[0]?.actual?.late).to.equal(undefined);
  });
});

describe('cancelling a draft', () => {
  const cancel = (record: DraftRecord): Result<DraftRecord> => cancelDraft(record, '项目取消', byFirst);

  it('is by a person other than the issuer', () => {
    expect(codeOf(cancelDraft(newDraft(), '项目取消', bySecond))).to.equal('same-person');
    expect(derived(valueOf(cancel(newDraft()))).state.status).to.equal('cancelled');
    expect(codeOf(cancel(cancelled()))).to.equal('draft-cancelled');
  });

  it('is refused while a leg is settled', () => {
    expect(codeOf(cancel(paid(newDraft(), 'L2')))).to.equal('leg-settled');
  });

  it('is refused while a live booked line is registered, whether it settles or not', () => {
    expect(codeOf(cancel(paid(newDraft(), 'L4')))).to.equal('line-registered');
    const other = withLine(paid(newDraft(), 'L1'), { amountFen: fenText(7n) });
    expect(codeOf(cancel(other))).to.equal('line-registered');
    const partly = withLine(paid(newDraft(), 'L1'), { undoneFen: fenText(7n), undoneBy: 'returned' });
    expect(codeOf(cancel(partly))).to.equal('line-registered');
  });

  it('is possible when lines are only awaited, pending, taken back, or wholly returned', () => {
    expect(cancel(registeredFor(newDraft(), 'L1')).ok).to.equal(true);
    expect(cancel(withLine(paid(newDraft(), 'L1'), { status: 'pending' })).ok).to.equal(true);
    const settled = paid(newDraft(), 'L1');
    const amountFen = settled.registrations[0]?.view.line?.amountFen ?? fenText(1n);
    expect(cancel(withLine(settled, { undoneFen: amountFen, undoneBy: 'reversed' })).ok).to.equal(true);
    const ended = { how: 'undone' as const, at: byFirst.at };
    const registrations = settled.registrations.map((each) => ({ ...each, ended }));
    expect(cancel(derived({ ...settled, registrations })).ok).to.equal(true);
  });
});
