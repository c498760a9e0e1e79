/**
 * Ledgers with a draft at the stages tests begin from, each brought about by transactions, made once and forked.
 */
import type { IssuedDraft } from '../../domain/draft';
import { legIdField } from '../../domain/identifiers';
import { approvedProvince, partyOf, payerOfLeg, strangeAccount } from './approved-projects';
import { DraftActs } from './drafts';
import type { NamedLine } from './drafts';
import { acceptedBy } from './refused';

export type DraftStage =
  | 'approved'
  | 'issued'
  | 'funded'
  | 'presented'
  | 'agreed'
  | 'paid'
  | 'neglected'
  | 'frozen'
  | 'liftProposed'
  | 'cancelled'
  | 'registered'
  | 'extensionsProposed'
  | 'disputed'
  | 'detoured';

/** What a draft has behind it; each stage goes on from an earlier one. */
const stages: Readonly<Record<DraftStage, () => Promise<DraftActs>>> = {
  approved: async () => Promise.resolve(new DraftActs(approvedProvince())),
  issued: async () => {
    const draft = await draftAt('approved');
    await acceptedBy(draft.creates());
    return draft;
  },
  funded: async () => (await draftAt('issued')).pays('L1', 'L2', 'L3', 'L4'),
  /** Tranche 1 presented with other dates and shares for what is to come. */
  presented: async () => {
    const draft = await draftAt('funded');
    const { amountFen } = draft.leg('L5.2');
    const nextStage = [{ tranche: 2, amountFen, deadline: '2027-01-31' }];
    await acceptedBy(draft.presents(1, { nextStage }));
    return draft;
  },
  agreed: async () => {
    const draft = await draftAt('presented');
    await acceptedBy(draft.opines(1));
    return draft;
  },
  /** Tranche 1 settled. */
  paid: async () => (await draftAt('agreed')).pays('L5.1'),
  /** Tranche 1 settled, and nobody accepted it for eleven days. */
  neglected: async () => {
    const draft = (await draftAt('paid')).waits(12);
    await acceptedBy(draft.sweeps());
    return draft;
  },
  frozen: async () => {
    const draft = await draftAt('issued');
    await acceptedBy(draft.acts('leading-group-office', 'Freeze', { reason: '审计' }));
    return draft;
  },
  liftProposed: async () => {
    const draft = await draftAt('frozen');
    await acceptedBy(draft.confirms('ProposeLift', { reason: '审计结束' }));
    return draft;
  },
  cancelled: async () => {
    const draft = await draftAt('issued');
    await acceptedBy(draft.acts('leading-group-office', 'Cancel', { reason: '项目取消' }));
    return draft;
  },
  /** Every payer has registered a line of its leg, and no bank has stated one. */
  registered: async () => {
    const draft = await draftAt('issued');
    for (const legId of disputedLegs) await acceptedBy(draft.registers(legId, lineOf(legId)));
    return draft;
  },
  extensionsProposed: async () => {
    const draft = await draftAt('issued');
    await acceptedBy(draft.confirms('ProposeExtension', { ...extension, reason: '大雪封山' }));
    return draft;
  },
  disputed: async () => {
    const draft = await draftAt('issued');
    for (const legId of disputedLegs) {
      await acceptedBy(draft.registers(legId, lineOf(legId)));
      await acceptedBy(draft.states(draft.debit(legId, lineOf(legId), { amountFen: '1' })));
    }
    await isNeglected(draft.on('second'));
    await acceptedBy(draft.states(personalDebit(draft)));
    await acceptedBy(draft.waits(130).sweeps());
    for (const legId of disputedLegs) await proposesCorrection(draft, legId);
    return draft;
  },
  detoured: async () => {
    const draft = await draftAt('issued');
    await acceptedBy(draft.on('third').creates(detour));
    return draft;
  },
};

const made = new Map<DraftStage, Promise<DraftActs>>();

/** Legs that every payer has one of. */
export const disputedLegs = Object.keys(payerOfLeg).filter((legId) => legId !== 'L5.2');
export const extension = { legId: 'L1', deadline: '2026-04-01' } as const;

/** The line of a leg at the stages `registered` and `disputed`. */
export function lineOf(legId: string): NamedLine {
  return { serialNumber: `LINE-${legId}`, date: '2026-03-02' };
}

/** Another draft, funded, its first tranche presented, and no opinion on it. */
async function isNeglected(draft: DraftActs): Promise<void> {
  await acceptedBy(draft.creates());
  await draft.pays('L1', 'L2', 'L3', 'L4');
  await acceptedBy(draft.presents(1));
}

/** The implementer's dedicated account pays a personal one. */
function personalDebit(draft: DraftActs): object {
  const { account } = partyOf('implementer');
  const paid = { account, payerAccount: account, payeeAccount: strangeAccount, payeeAccountKind: 'personal' };
  return draft.debit('L1', { serialNumber: 'PERSONAL-1', date: draft.today }, paid);
}

/** Each payer's second person proposes to correct its registration. */
async function proposesCorrection(draft: DraftActs, legId: string): Promise<void> {
  const from = lineOf(legId);
  const act = { kind: 'correct', legId, from, to: { ...from, serialNumber: `OTHER-${legId}` } };
  await acceptedBy(draft.proposes(draft.exceptionId(legId, from), act, payerOfLeg[legId]));
}

/** A path of one's own: the money goes through the bank and the county's finance, who receive it as well. */
function detour(issued: IssuedDraft): IssuedDraft {
  const { amountFen } = issued;
  const stations = [
    'provincial-finance',
    'commercial-bank',
    'county-finance',
    'county-fund-company',
  ] as const;
  const [first] = issued.planPath;
  if (first === undefined) throw new Error('a path has legs');
  const onward = stations.slice(1).map((role, index) => ({
    ...first,
    legId: legIdField.parse(`L${String(index + 1)}`),
    payer: partyOf(stations[index] ?? role),
    payee: partyOf(role),
    amountFen,
    opensAfter: index === 0 ? [] : [legIdField.parse(`L${String(index)}`)],
  }));
  const tranches = issued.planPath
    .filter(({ kind }) => kind === 'tranche')
    .map((leg, index) => ({
      ...leg,
      opensAfter: [legIdField.parse('L3'), ...(index === 0 ? [] : [legIdField.parse('L5.1')])],
    }));
  return { ...issued, planPath: [...onward, ...tranches] };
}

/** A draft at a stage, on a ledger of its own. */
export async function draftAt(stage: DraftStage): Promise<DraftActs> {
  const known: Promise<DraftActs> = made.get(stage) ?? stages[stage]();
  made.set(stage, known);
  return (await known).fork();
}
