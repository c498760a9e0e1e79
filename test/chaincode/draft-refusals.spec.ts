/** Each refusal of drafts, brought about once through the compiled contract. */
import { expect } from 'chai';
import { instantOf, isCalendarDate } from '../../domain/calendar';
import type { CalendarDate } from '../../domain/calendar';
import type { IssuedDraft, Leg } from '../../domain/draft';
import { draftFactsMax } from '../../domain/draft-facts';
import { accountIdField, accountNumberField, draftIdField, legIdField } from '../../domain/identifiers';
import { amountFenField } from '../../domain/identifiers';
import type { draftRefusals } from '../../domain/refusals/draft-refusals';
import { approvedProject, draftIdOf, pathAccount, strangeAccount } from './approved-projects';
import { draftAt, extension } from './draft-stages';
import type { DraftActs } from './drafts';
import { officeSecond } from './drafts';
import { seedDraftRecord } from './kept-drafts';
import type { CallOutcome } from './memory-ledger';
import { hashOf } from './projects';
import { callerOf, organisationId } from './province';
import { acceptedBy, refusedBy } from './refused';
import { createRequest } from './seeded-drafts';

type Scenario = () => Promise<CallOutcome>;
const office = 'leading-group-office';

async function creates(change: (issued: IssuedDraft) => IssuedDraft): Promise<CallOutcome> {
  return (await draftAt('approved')).creates(change);
}

/** Issues a draft whose leg is changed. */
function createsLeg(legId: string, change: (leg: Leg) => Partial<Leg>): Scenario {
  return () =>
    creates((issued) => ({
      ...issued,
      planPath: issued.planPath.map((leg) => (leg.legId === legId ? { ...leg, ...change(leg) } : leg)),
    }));
}

/** Issues a draft whose first leg is paid from another account of the register. */
async function createsFrom(change: Partial<ReturnType<typeof pathAccount>>): Promise<CallOutcome> {
  const draft = await draftAt('approved');
  const number = accountNumberField.parse('6217000000000777');
  const account = { ...pathAccount('provincial-finance'), accountId: accountIdField.parse('A-OTHER01') };
  const record = { ...account, number, ...change };
  draft.seeds(record);
  return draft.creates((issued) => ({
    ...issued,
    planPath: issued.planPath.map((leg) =>
      leg.legId === 'L1' ? { ...leg, payer: { organisationId: record.holder, account: number } } : leg,
    ),
  }));
}

async function onStage(
  stage: Parameters<typeof draftAt>[0],
  act: (draft: DraftActs) => Promise<CallOutcome>,
): Promise<CallOutcome> {
  return act(await draftAt(stage));
}

const dateOf = (text: string): CalendarDate => {
  if (!isCalendarDate(text)) throw new Error(`${text} is no date`);
  return text;
};
const nextStage = (tranche: number, amountFen: string): object => ({
  nextStage: [{ tranche, amountFen, deadline: '2027-01-31' }],
});
const reason = { reason: '情况属实' };

/** The standard path refuses a leg of 0 fen before anything is signed; on the wire 0 is malformed. */
type Brought = Exclude<keyof typeof draftRefusals, 'leg-without-money'>;

const scenarios: Readonly<Record<Brought, Scenario>> = {
  'path-malformed': createsLeg('L1', () => ({ legId: legIdField.parse('L2') })),
  'path-cyclic': createsLeg('L1', () => ({ opensAfter: [legIdField.parse('L4')] })),
  'path-unbalanced': createsLeg('L1', () => ({ amountFen: amountFenField.parse('1') })),
  'path-not-to-implementer': () =>
    creates((issued) => ({ ...issued, planPath: issued.planPath.filter(({ kind }) => kind === 'transfer') })),
  'draft-live': () => onStage('issued', (draft) => draft.creates()),
  'draft-id-unfit': () =>
    creates((issued) => ({ ...issued, draftId: draftIdField.parse(draftIdOf('first').replace(/1$/, '2')) })),
  'amount-not-approved': () =>
    creates((issued) => ({ ...issued, amountFen: amountFenField.parse('599999999') })),
  'created-at-off': () =>
    creates((issued) => ({
      ...issued,
      createdAt: instantOf(Date.parse(issued.createdAt) - 15 * 60_000 - 1_000),
    })),
  'batch-not-supported': () =>
    creates((issued) => ({ ...issued, specialRule: { ...issued.specialRule, batchAllowed: true } })),
  'signature-invalid': async () => {
    const draft = await draftAt('approved');
    const [signer, sender] = [await callerOf(office), await callerOf(office, officeSecond)];
    return draft.ledger.call(sender, 'DraftContract:Create', createRequest(signer, draft.composes()));
  },
  'path-account-unfit': createsLeg('L1', ({ payer }) => ({
    payer: { ...payer, account: accountNumberField.parse(strangeAccount) },
  })),
  'path-party-unfit': () => createsFrom({ holder: organisationId(office, 'own') }),
  'payer-bank-unfit': () => createsFrom({ bank: organisationId('county-command', 'own') }),
  'deadline-past': createsLeg('L1', () => ({ deadline: dateOf('2026-03-01') })),
  'tranche-date-unfit': createsLeg('L5.1', () => ({ deadline: dateOf('2026-07-01') })),
  'draft-cancelled': () => onStage('cancelled', (draft) => draft.acts(office, 'Freeze', reason)),
  'draft-frozen': () => onStage('frozen', (draft) => draft.acts(office, 'Freeze', reason)),
  'draft-not-frozen': () => onStage('issued', (draft) => draft.acts(office, 'ProposeLift', reason)),
  'lift-not-proposed': () => onStage('frozen', (draft) => draft.confirms('ConfirmLift')),
  'draft-facts-too-many': async () => {
    const draft = await draftAt('frozen');
    const { hold, ...record } = draft.record;
    if (hold === undefined) throw new Error('the draft is frozen');
    const past = { ...hold, liftedBy: hold.frozenBy, liftedAt: hold.at };
    const pastHolds = Array.from({ length: draftFactsMax.holds }, () => past);
    seedDraftRecord(draft.ledger, { ...record, pastHolds });
    return draft.acts(office, 'Freeze', reason);
  },
  'leg-settled': () => onStage('funded', (draft) => draft.acts(office, 'Cancel', reason)),
  'line-registered': async () => {
    const draft = await draftAt('issued');
    await draft.disputes('L1', { amountFen: '1' });
    return draft.acts(office, 'Cancel', reason);
  },
  'deadline-not-later': () =>
    onStage('issued', (draft) =>
      draft.acts(office, 'ProposeExtension', { legId: 'L1', deadline: '2026-03-03', ...reason }),
    ),
  'extension-not-proposed': () =>
    onStage('issued', (draft) => draft.acts(office, 'ConfirmExtension', extension)),
  'tranche-unknown': () => onStage('funded', (draft) => draft.presents(3)),
  'tranche-out-of-order': () => onStage('funded', (draft) => draft.presents(2)),
  'tranche-agreed': () => onStage('agreed', (draft) => draft.presents(1)),
  'opinion-awaited': () => onStage('presented', (draft) => draft.presents(1)),
  'no-opinion-awaited': () => onStage('funded', (draft) => draft.opines(1)),
  'tranche-not-settled': () =>
    onStage('agreed', (draft) => draft.acts('implementer', 'Accept', { tranche: 1 })),
  'tranche-accepted': async () => {
    const draft = await draftAt('paid');
    await acceptedBy(draft.acts('implementer', 'Accept', { tranche: 1 }));
    return draft.acts('implementer', 'Accept', { tranche: 1 });
  },
  'acceptance-not-overdue': () =>
    onStage('paid', (draft) =>
      draft.acts('county-command', 'Accept', { tranche: 1, evidence: [hashOf('f')] }),
    ),
  'stage-misfit': () => onStage('funded', (draft) => draft.presents(1, nextStage(1, '240000000'))),
  'stage-sum': () => onStage('funded', (draft) => draft.presents(1, nextStage(2, '1'))),
  'tranche-in-payment': async () => {
    const draft = await draftAt('funded');
    await acceptedBy(draft.registers('L5.2', draft.newLine()));
    return draft.presents(1, nextStage(2, '360000000'));
  },
  'stage-not-proposed': () =>
    onStage('funded', (draft) => draft.acts(office, 'ConfirmNextStage', { tranche: 1 })),
  'stage-without-opinion': () =>
    onStage('presented', (draft) => draft.acts(office, 'ConfirmNextStage', { tranche: 1 })),
};

describe('drafts refuse', () => {
  for (const [code, scenario] of Object.entries(scenarios)) {
    it(code, async () => {
      const refusal = await refusedBy(scenario());
      expect(refusal.code, JSON.stringify(refusal)).to.equal(code);
    });
  }

  it('the approver as issuer above the threshold, the issuer as canceller, and whoever did the first step', async () => {
    const approver = await draftAt('approved');
    const officer = await callerOf(office);
    const own = approver.ledger.call(
      officer,
      'DraftContract:Create',
      createRequest(officer, approver.composes()),
    );
    expect(approvedProject('first').approval?.approver.person).to.equal('leading-group-office-own-first');
    const issued = await draftAt('issued');
    const frozen = await draftAt('liftProposed');
    const extended = await draftAt('extensionsProposed');
    for (const call of [
      own,
      issued.confirms('Cancel', reason),
      frozen.confirms('ConfirmLift'),
      extended.confirms('ConfirmExtension', extension),
    ]) {
      expect((await refusedBy(call)).code).to.equal('same-person');
    }
  });
});
