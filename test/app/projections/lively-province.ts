/**
 * A province where much has happened: drafts on every stage, differences, reversals, holds, cancellations, extensions, next
 * stages, sweeps, resolutions, and registers that changed. What the projections are compared with.
 */
import {
  blockAccount,
  confirmAccount,
  disablePerson,
  proposeAccount,
  releaseAccount,
  setThresholds,
} from '../../../domain/transactions/registry-transactions';
import type { EmbeddedProvince } from '../../province/embedded-province';
import { openEmbeddedProvince } from '../../province/embedded-province';
import type { FundDraft } from '../../province/fund-draft';
import type { Province } from '../../province/province';
import { applicationOf, applies } from '../../province/draft-issue';
import { closes, completes, reportsProgress } from '../../province/project-story';
import { plannedAccounts } from '../../province/province-plan';

/** An account that went through the register twice. */
export const reproposedAccount = plannedAccounts.shuimuBuilder;

export interface LivelyProvince extends EmbeddedProvince {
  readonly drafts: readonly FundDraft[];
}

/** Plays everything; takes a few seconds. */
export async function openLivelyProvince(): Promise<LivelyProvince> {
  const opened = await openEmbeddedProvince();
  const { province } = opened;
  const drafts = [
    await honoured(province),
    await differing(province),
    await reversed(province),
    await heldAndCancelled(province),
    await extended(province),
    await restaged(province),
  ];
  await applies(province, applicationOf(province, { county: 'shuimu' }));
  await lapses(province, drafts);
  await registersChange(province);
  return { ...opened, drafts };
}

async function honoured(province: Province): Promise<FundDraft> {
  const draft = await province.issues();
  await draft.isFunded();
  await draft.passesTranche(1);
  await reportsProgress(draft, 60);
  await draft.passesTranche(2);
  await completes(draft);
  await closes(draft);
  return draft;
}

/** An amount that differs, a registration that is corrected, and one that a resolution writes off. */
async function differing(province: Province): Promise<FundDraft> {
  const draft = await province.issues({ county: 'shuimu' });
  const wrong = draft.newLine();
  await draft.registers('L1', wrong);
  await draft.isStated('L1', wrong, { amountFen: '12345' });
  const typed = draft.newLine();
  const meant = draft.newLine();
  await draft.registers('L2', typed);
  await draft.corrects('L2', { from: typed, to: meant });
  await draft.isStated('L2', meant);
  await draft.isResolved('L1', wrong, { kind: 'write-off' });
  return draft;
}

async function reversed(province: Province): Promise<FundDraft> {
  const draft = await province.issues();
  const lines = await draft.isFunded();
  const [first] = lines;
  if (first !== undefined) await draft.isReversed('L1', first);
  return draft;
}

async function heldAndCancelled(province: Province): Promise<FundDraft> {
  const held = await province.issues({ county: 'shuimu' });
  await held.isFrozen();
  await held.pays('L1');
  await held.isLifted();
  const cancelled = await province.issues();
  await cancelled.isCancelled();
  return held;
}

async function extended(province: Province): Promise<FundDraft> {
  const draft = await province.issues();
  await draft.isExtended('L1', province.today(40));
  return draft;
}

async function restaged(province: Province): Promise<FundDraft> {
  const draft = await province.issues({
    tranches: [
      { share: 4_000, days: 60 },
      { share: 3_000, days: 120 },
      { share: 3_000, days: 180 },
    ],
  });
  await draft.isFunded();
  const [second, third] = [BigInt(draft.amountOf('L5.2')), BigInt(draft.amountOf('L5.3'))];
  await draft.presents(1, [
    { tranche: 2, amountFen: String(second + 100n), deadline: province.today(130) },
    { tranche: 3, amountFen: String(third - 100n), deadline: province.today(190) },
  ]);
  await draft.opines(1);
  await draft.putsNextStageInForce(1);
  await draft.pays('L5.1');
  return draft;
}

/** Time passes: overdue legs, idle money, statements nobody registered, and a tranche nobody accepted. */
async function lapses(province: Province, drafts: readonly FundDraft[]): Promise<void> {
  const last = drafts.at(-1);
  if (last !== undefined) await last.isStated('L5.2', last.newLine());
  await province.sweepsAfter({ days: 45 });
  await last?.accepts(1);
}

async function registersChange(province: Province): Promise<void> {
  const { first, second } = province.offices.leadingOffice;
  const values = { twoPersonsAboveFen: '400000000', ageingHours: 36, ageingHoursOfBank: [], idleDays: 20 };
  await first.submits(setThresholds, { requestId: first.requestId(), ...values });
  await second.submits(setThresholds, { requestId: second.requestId(), ...values });
  const admin = province.admins.provinceAdmin;
  const person = { organisationId: 'province-finance', person: 'province-finance-2' };
  await admin.submits(disablePerson, { requestId: admin.requestId(), ...person });
  await proposesAgain(province);
}

/** An account is blocked, and goes through the register again by another person than the one who proposed it first. */
async function proposesAgain({ offices }: Province): Promise<void> {
  const { accountId, number, kind } = reproposedAccount;
  const { second } = offices.shuimuCommand;
  const banker = offices.bank.first;
  const office = offices.leadingOffice.first;
  const reason = 'the passbook was lost';
  await banker.submits(blockAccount, { requestId: banker.requestId(), accountId, reason });
  await second.submits(proposeAccount, {
    ...{ requestId: second.requestId(), accountId, number, kind, holderKind: 'corporate' },
    bank: banker.organisationId,
    holder: offices.shuimuBuilder.first.organisationId,
  });
  await banker.submits(confirmAccount, { requestId: banker.requestId(), accountId });
  await office.submits(releaseAccount, { requestId: office.requestId(), accountId });
}
