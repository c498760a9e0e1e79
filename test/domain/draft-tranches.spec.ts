/** Presentation, opinion, next stage and acceptance of tranches. */
import { expect } from 'chai';
import { legsInForce } from '../../domain/disbursement-leg';
import type { DraftRecord, StageChange } from '../../domain/draft';
import { cancelDraft } from '../../domain/draft-cancellation';
import { draftFactsMax } from '../../domain/draft-facts';
import { freezeDraft } from '../../domain/draft-hold';
import { acceptTranche, giveOpinion, presentTranche } from '../../domain/draft-tranches';
import { fenText } from '../../domain/money';
import { confirmNextStage } from '../../domain/next-stage';
import type { Result } from '../../domain/result';
import {
  actOf,
  actorOf,
  builder,
  codeOf,
  command,
  dateOf,
  derived,
  fundedDraft,
  hashOf,
  newDraft,
  officeFirst,
  paid,
  registeredFor,
  sweptAt,
  valueOf,
} from './drafts';

const evidence = [hashOf('a')];
const byOffice = actOf(officeFirst);

function present(
  record: DraftRecord,
  tranche: number,
  nextStage?: readonly StageChange[],
): Result<DraftRecord> {
  return presentTranche(record, { tranche, milestone: '通水', evidence, nextStage }, actOf(builder));
}

function opine(record: DraftRecord, tranche: number, agrees = true): Result<DraftRecord> {
  return giveOpinion(record, { tranche, agrees, text: '已核实' }, actOf(command));
}

function agreed(record: DraftRecord, tranche: number, nextStage?: readonly StageChange[]): DraftRecord {
  return derived(valueOf(opine(valueOf(present(record, tranche, nextStage)), tranche)));
}

function accept(record: DraftRecord, tranche: number): Result<DraftRecord> {
  return acceptTranche(record, { tranche, byCommand: false }, actOf(builder));
}

function acceptInPlace(record: DraftRecord, tranche: number, files = evidence): Result<DraftRecord> {
  return acceptTranche(record, { tranche, byCommand: true, evidence: files }, actOf(command));
}

function cancelled(record: DraftRecord): DraftRecord {
  return valueOf(cancelDraft(record, '项目取消', byOffice));
}

function change(tranche: number, fen: bigint, deadline = '2026-10-31'): StageChange {
  return { tranche, amountFen: fenText(fen), deadline: dateOf(deadline) };
}

describe('presenting a tranche', () => {
  it('is possible before any money is there, and while the draft is frozen', () => {
    const frozen = valueOf(freezeDraft(newDraft(), '核查', byOffice));
    expect(valueOf(present(frozen, 1)).presentations).to.have.lengthOf(1);
  });

  it('goes in order: the one before has the command’s positive opinion', () => {
    expect(codeOf(present(newDraft(), 2))).to.equal('tranche-out-of-order');
    const presented = valueOf(present(newDraft(), 1));
    expect(codeOf(present(presented, 2))).to.equal('tranche-out-of-order');
    expect(present(agreed(newDraft(), 1), 2).ok).to.equal(true);
  });

  it('is done again only after it was returned', () => {
    const presented = valueOf(present(newDraft(), 1));
    expect(codeOf(present(presented, 1))).to.equal('opinion-awaited');
    expect(codeOf(present(agreed(newDraft(), 1), 1))).to.equal('tranche-agreed');
    const returned = valueOf(opine(presented, 1, false));
    expect(valueOf(present(returned, 1)).presentations.map(({ seq }) => seq)).to.deep.equal([1, 3]);
  });

  it('names a tranche of the draft and each file once, on a draft that is not cancelled', () => {
    expect(codeOf(present(newDraft(), 4))).to.equal('tranche-unknown');
    const twice = { tranche: 1, milestone: '通水', evidence: [...evidence, ...evidence] };
    expect(codeOf(presentTranche(newDraft(), twice, actOf(builder)))).to.equal('evidence-repeated');
    expect(codeOf(present(cancelled(newDraft()), 1))).to.equal('draft-cancelled');
  });

  it('has an end', () => {
    const returned = valueOf(opine(valueOf(present(newDraft(), 1)), 1, false));
    const [first] = returned.presentations;
    if (first === undefined) throw new Error('presented once');
    const earlier = Array.from({ length: draftFactsMax.presentations - 1 }, () => ({ ...first, seq: -1 }));
    const full = { ...returned, presentations: [...earlier, first] };
    expect(codeOf(present(full, 1))).to.equal('draft-facts-too-many');
  });
});

describe('the opinion on a tranche', () => {
  it('is given once for each presentation', () => {
    expect(codeOf(opine(newDraft(), 1))).to.equal('no-opinion-awaited');
    expect(codeOf(opine(agreed(newDraft(), 1), 1))).to.equal('no-opinion-awaited');
    const returned = valueOf(opine(valueOf(present(newDraft(), 1)), 1, false));
    expect(codeOf(opine(returned, 1))).to.equal('no-opinion-awaited');
    const again = valueOf(opine(valueOf(present(returned, 1)), 1));
    expect(again.opinions.map(({ presentationSeq, agrees }) => [presentationSeq, agrees])).to.deep.equal([
      [1, false],
      [3, true],
    ]);
  });

  it('names a tranche of the draft, which is not cancelled', () => {
    expect(codeOf(opine(newDraft(), 9))).to.equal('tranche-unknown');
    expect(codeOf(opine(cancelled(valueOf(present(newDraft(), 1))), 1))).to.equal('draft-cancelled');
  });

  it('opens the tranche’s leg when positive, and leaves it locked when not', () => {
    const leg = (record: DraftRecord): string | undefined =>
      derived(record).state.legs.find(({ legId }) => legId === 'L5.1')?.state;
    const presented = valueOf(present(fundedDraft(), 1));
    expect(leg(presented)).to.equal('locked');
    expect(leg(valueOf(opine(presented, 1, false)))).to.equal('locked');
    expect(leg(valueOf(opine(presented, 1)))).to.equal('awaiting-payment');
  });
});

describe('a next-stage plan', () => {
  const moved = [change(2, 80_000_000n), change(3, 340_000_000n, '2027-01-31')];

  it('comes into force with the command’s opinion and the office’s confirmation, and not before', () => {
    const record = agreed(newDraft(), 1, moved);
    expect(legsInForce(record)).to.deep.equal(legsInForce(newDraft()));
    const confirmed = valueOf(confirmNextStage(record, 1, byOffice));
    expect(
      legsInForce(confirmed)
        .slice(4)
        .map(({ amountFen, deadline }) => [amountFen, deadline]),
    ).to.deep.equal([
      ['180000000', '2026-06-30'],
      ['80000000', '2026-10-31'],
      ['340000000', '2027-01-31'],
    ]);
    expect(confirmed.issued).to.deep.equal(record.issued);
    expect(codeOf(confirmNextStage(confirmed, 1, byOffice))).to.equal('stage-not-proposed');
  });

  it('needs the opinion, and another person than the one who proposed', () => {
    const presented = valueOf(present(newDraft(), 1, moved));
    expect(codeOf(confirmNextStage(presented, 1, byOffice))).to.equal('stage-without-opinion');
    const returned = valueOf(opine(presented, 1, false));
    expect(codeOf(confirmNextStage(returned, 1, byOffice))).to.equal('stage-without-opinion');
    const record = agreed(newDraft(), 1, moved);
    expect(codeOf(confirmNextStage(record, 1, actOf(builder)))).to.equal('same-person');
    expect(codeOf(confirmNextStage(agreed(newDraft(), 1), 1, byOffice))).to.equal('stage-not-proposed');
    expect(codeOf(confirmNextStage(newDraft(), 1, byOffice))).to.equal('stage-not-proposed');
    expect(codeOf(confirmNextStage(cancelled(record), 1, byOffice))).to.equal('draft-cancelled');
  });

  it('changes only tranches still to come, each once, and keeps their sum', () => {
    const code = (changes: readonly StageChange[]): string => codeOf(present(newDraft(), 1, changes));
    expect(code([change(1, 180_000_000n)])).to.equal('stage-misfit');
    expect(code([change(4, 1n)])).to.equal('stage-misfit');
    expect(code([change(2, 90_000_000n), change(2, 90_000_000n)])).to.equal('stage-misfit');
    expect(code([change(2, 180_000_001n)])).to.equal('stage-sum');
    expect(code([change(2, 180_000_000n, '2026-03-01')])).to.equal('deadline-past');
    expect(present(newDraft(), 1, [change(2, 180_000_000n)]).ok).to.equal(true);
  });

  it('leaves alone what is being paid: at presentation and still at confirmation', () => {
    const registered = registeredFor(newDraft(), 'L5.2');
    expect(codeOf(present(registered, 1, moved))).to.equal('tranche-in-payment');
    const record = agreed(newDraft(), 1, moved);
    expect(codeOf(confirmNextStage(registeredFor(record, 'L5.3'), 1, byOffice))).to.equal(
      'tranche-in-payment',
    );
    const last = registered.registrations.at(-1);
    if (last === undefined) throw new Error('registered');
    const undone = { ...last, ended: { how: 'corrected' as const, at: last.at } };
    expect(present({ ...registered, registrations: [undone] }, 1, moved).ok).to.equal(true);
  });
});

describe('accepting a tranche', () => {
  const payable = (): DraftRecord => paid(agreed(fundedDraft(), 1), 'L5.1');

  it('is by the lines its settled leg rests on; the last one honours the draft', () => {
    let record = fundedDraft();
    for (const tranche of [1, 2, 3]) {
      expect(codeOf(accept(record, tranche))).to.equal('tranche-not-settled');
      record = paid(agreed(record, tranche), `L5.${String(tranche)}`);
      expect(record.state.status).to.equal('accepting');
      record = derived(valueOf(accept(record, tranche)));
      expect(record.state.acceptedTranches.at(-1)).to.equal(tranche);
    }
    expect(record.state.status).to.equal('honoured');
    expect(codeOf(accept(record, 3))).to.equal('tranche-accepted');
  });

  it('counts only as long as its leg is settled by the lines accepted', () => {
    const record = derived(valueOf(accept(payable(), 1)));
    const lines = record.registrations.map((registration) => {
      const { line } = registration.view;
      const undone = registration.legId === 'L5.1' && line !== undefined;
      return undone
        ? {
            ...registration,
            view: { line: { ...line, undoneFen: line.amountFen, undoneBy: 'returned' as const } },
          }
        : registration;
    });
    const back = derived({ ...record, registrations: lines });
    expect(back.state.acceptedTranches).to.deep.equal([]);
    const again = paid(back, 'L5.1', '2026-03-06');
    expect(again.state.acceptedTranches).to.deep.equal([]);
    expect(derived(valueOf(accept(again, 1))).state.acceptedTranches).to.deep.equal([1]);
  });

  it('waits while the draft is frozen, and is over when it is cancelled', () => {
    const frozen = derived(valueOf(freezeDraft(payable(), '核查', byOffice)));
    expect(codeOf(accept(frozen, 1))).to.equal('draft-frozen');
    expect(codeOf(accept(cancelled(newDraft()), 1))).to.equal('draft-cancelled');
    expect(codeOf(accept(payable(), 7))).to.equal('tranche-unknown');
  });

  it('is by the command only while “not accepted” stands, and with evidence', () => {
    expect(codeOf(acceptInPlace(payable(), 1))).to.equal('acceptance-not-overdue');
    const late = sweptAt(payable(), '2026-03-15T16:00:00.000Z');
    expect(late.state.exceptions.map(({ findings }) => findings[0]?.reason)).to.include('not-accepted');
    const twice = [...evidence, ...evidence];
    expect(codeOf(acceptInPlace(late, 1, twice))).to.equal('evidence-repeated');
    const bare = acceptTranche(late, { tranche: 1, byCommand: true }, actOf(command));
    expect(codeOf(bare)).to.equal('malformed');
    const accepted = derived(valueOf(acceptInPlace(late, 1)));
    expect(accepted.state.acceptedTranches).to.deep.equal([1]);
    expect(accepted.acceptances[0]?.evidence).to.deep.equal(evidence);
  });

  it('takes no evidence from the implementer', () => {
    const request = { tranche: 1, byCommand: false, evidence };
    expect(codeOf(acceptTranche(payable(), request, actOf(actorOf('implementer'))))).to.equal('malformed');
  });
});
