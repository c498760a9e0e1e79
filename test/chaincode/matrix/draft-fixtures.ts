/** Requests of DraftContract for the caller matrix. */
import type { DraftRecord } from '../../../domain/draft';
import { cancelDraft } from '../../../domain/draft-cancellation';
import { proposeExtension } from '../../../domain/draft-extension';
import { freezeDraft, proposeLift } from '../../../domain/draft-hold';
import { giveOpinion, presentTranche } from '../../../domain/draft-tranches';
import { fenText } from '../../../domain/money';
import type { Role } from '../../../domain/roles';
import {
  actOf,
  builder,
  command,
  constantFields,
  dateOf,
  derived,
  fundedDraft,
  hashOf,
  legIdOf,
  newDraft,
  officeSecond,
  paid,
  project,
  sweptAt,
  valueOf,
} from '../../domain/drafts';
import { freshRequestId } from '../province';
import { draftId, ledgerWith, signatureOf } from '../seeded-drafts';
import type { MatrixCaller, MatrixFixture, MatrixFixtures } from './fixture';

const evidence = [hashOf('a')];
/** The form of a signature, of nobody. */
const unsigned = 'MAYCAQECAQE=';
const bySecond = actOf(officeSecond);

function presented(record = newDraft()): DraftRecord {
  const nextStage = [
    { tranche: 2, amountFen: fenText(200_000_000n), deadline: dateOf('2026-10-31') },
    { tranche: 3, amountFen: fenText(220_000_000n), deadline: dateOf('2026-12-31') },
  ];
  return valueOf(
    presentTranche(record, { tranche: 1, milestone: '通水', evidence, nextStage }, actOf(builder)),
  );
}

function agreed(record?: DraftRecord): DraftRecord {
  const opinion = { tranche: 1, agrees: true, text: '同意' };
  return derived(valueOf(giveOpinion(presented(record), opinion, actOf(command))));
}

function frozen(): DraftRecord {
  return valueOf(freezeDraft(newDraft(), '核查', bySecond));
}

const later = { legId: legIdOf('L1'), deadline: dateOf('2026-03-20') };

/** A fixture on a ledger whose draft stands at some point, asked with these fields. */
function on(record: () => DraftRecord, more: (caller: MatrixCaller) => object = () => ({})): MatrixFixture {
  return {
    request: (caller) => ({ requestId: freshRequestId(), draftId, ...more(caller) }),
    ledger: () => ledgerWith(record()),
  };
}

const legOf: Readonly<Partial<Record<Role, string>>> = {
  'county-finance': 'L2',
  'commercial-bank': 'L3',
  'limited-partnership': 'L4',
  'county-fund-company': 'L5.1',
};

export const draftFixtures: MatrixFixtures = {
  'DraftContract:Create': {
    request: () => ({ requestId: freshRequestId(), ...constantFields(), institutionSignature: unsigned }),
    signed: (request, officer) => ({
      ...request,
      institutionSignature: signatureOf(officer, constantFields()),
    }),
    // The amount is above the threshold, so the approver is another person than those of the matrix.
    ledger: () => {
      const { approval, ...rest } = project;
      if (approval === undefined) throw new Error('the project is approved');
      return ledgerWith(undefined, { ...rest, approval: { ...approval, approver: officeSecond } });
    },
  },
  'DraftContract:PresentTranche': on(newDraft, () => ({ tranche: 1, milestone: '通水', evidence })),
  'DraftContract:GiveOpinion': on(presented, () => ({ tranche: 1, decision: 'agree', opinion: '同意' })),
  'DraftContract:ConfirmNextStage': on(agreed, () => ({ tranche: 1 })),
  'DraftContract:Accept': on(
    () => sweptAt(paid(agreed(fundedDraft()), 'L5.1'), '2026-03-20T00:00:00.000Z'),
    ({ role }) => (role === 'county-command' ? { tranche: 1, evidence } : { tranche: 1 }),
  ),
  'DraftContract:Freeze': on(newDraft, () => ({ reason: '核查' })),
  'DraftContract:ProposeLift': on(frozen, () => ({ reason: '查无此事' })),
  'DraftContract:ConfirmLift': on(() => valueOf(proposeLift(frozen(), '查无此事', bySecond))),
  'DraftContract:ProposeExtension': on(newDraft, ({ role }) => ({
    ...{ legId: legOf[role] ?? 'L1', deadline: '2027-01-31', reason: '年度结算' },
  })),
  'DraftContract:ConfirmExtension': on(
    () => valueOf(proposeExtension(newDraft(), { ...later, reason: '年度结算' }, bySecond)),
    () => later,
  ),
  'DraftContract:Cancel': on(newDraft, () => ({ reason: '项目取消' })),
  'DraftContract:Query': {
    request: () => ({ draftId }),
    ledger: () => ledgerWith(newDraft()),
    unrelated: 'not-a-party',
  },
  'DraftContract:History': {
    request: () => ({ draftId, limit: 5 }),
    ledger: () => ledgerWith(valueOf(cancelDraft(newDraft(), '项目取消', actOf(command)))),
    unrelated: 'not-a-party',
  },
};
