/** The tasks of the demo that issue a draft and move its tranches: presentation, opinion, acceptance, hold, extension. */
import type { IssuedDraft, Leg, LegParty } from '../../domain/draft';
import { signedText } from '../../domain/draft-seal';
import { standardPath } from '../../domain/fund-path';
import {
  accountNumberField,
  draftIdField,
  organisationIdField,
  projectIdField,
} from '../../domain/identifiers';
import {
  acceptDraft,
  cancelDraft,
  confirmExtension,
  confirmLift,
  confirmNextStage,
  createDraft,
  freezeDraft,
  giveOpinion,
  presentTranche,
  proposeExtension,
  proposeLift,
} from '../../domain/transactions/draft-transactions';
import { issuedAfter } from './demo-course';
import { demoPdf, demoPicture } from './demo-file';
import type { DemoAccount } from './demo-organisations';
import { payerAccountOf } from './demo-organisations';
import { projectAccount } from './demo-plan';
import type { ActOf, Performers, ProjectTask } from './demo-performers';
import { keeps, projectIdOf } from './project-tasks';

const office = 'leading-office';

export const draftPerformers: Performers<
  | ('issue' | 'present' | 'opine' | 'accept' | 'confirm-next-stage')
  | ('freeze' | 'propose-lift' | 'confirm-lift' | 'cancel' | 'propose-extension' | 'confirm-extension')
> = {
  issue: issues,
  present: presents,
  opine: opines,
  accept: (task, { tranche }) => accepts(task, tranche),
  'confirm-next-stage': (task, { tranche }) => confirmsStage(task, tranche),
  freeze: holds,
  'propose-lift': holds,
  'confirm-lift': holds,
  cancel: holds,
  'propose-extension': extendsDeadline,
  'confirm-extension': extendsDeadline,
};

async function issues(task: ProjectTask): Promise<unknown> {
  const { site, requestId } = task;
  const { liveDraftId } = await site.project(projectIdOf(task));
  // A signature is different each time: sent again, it would be another draft under the same request.
  if (liveDraftId !== undefined) return undefined;
  const issued = await issuedDraft(task);
  const identity = await site.identity(office, 1);
  const signature = await identity.sign(Buffer.from(signedText(issued), 'utf8'));
  return site.submitsAs(identity, createDraft, {
    ...{ requestId, ...issued },
    planPath: issued.planPath.map((leg) => ({ ...leg, opensAfter: [...leg.opensAfter] })),
    institutionSignature: Buffer.from(signature).toString('base64'),
  });
}

async function issuedDraft(task: ProjectTask): Promise<IssuedDraft> {
  const { site } = task;
  const projectId = projectIdField.parse(projectIdOf(task));
  const { approval, draftIds } = await site.project(projectId);
  if (approval === undefined) throw new Error(`the plan issues a draft for ${projectId} before its approval`);
  const { amountFen } = approval;
  return {
    draftId: draftIdField.parse(`D-${projectId.slice(2)}-${String(draftIds.length + 1)}`),
    ...{ projectId, institutionId: organisationIdField.parse(office), createdAt: site.now(), amountFen },
    planPath: plannedPath(task, amountFen),
    specialRule: { splitMax: 1, lateNeedsRelease: false, payeeNameStrict: false, batchAllowed: false },
  };
}

/** Deadlines are the usual ones after the planned day of issue, or today where that is past and time cannot be moved. */
function plannedPath({ site, project }: ProjectTask, amountFen: IssuedDraft['amountFen']): readonly Leg[] {
  const { county, bank, tranches, submitted } = project;
  const issuedOn = site.date(submitted + issuedAfter);
  const path = standardPath({
    ...{ amountFen, issuedOn },
    parties: {
      provincialFinance: party(payerAccountOf('province-finance')),
      countyFinance: party(payerAccountOf(`${county}-finance`)),
      commercialBank: party(payerAccountOf(bank)),
      limitedPartnership: party(payerAccountOf('shanhe-partnership')),
      countyFundCompany: party(payerAccountOf(`${county}-fund`)),
      implementer: party(projectAccount(project)),
    },
    tranches: tranches.map(({ shareBasisPoints, day }, index) => ({
      ...{ shareBasisPoints, plannedDate: site.ahead(day, index + 1) },
    })),
  });
  if (!path.ok) throw new Error(`the standard path was refused: ${path.refusal.code}`);
  const earliest = site.doneOn(submitted + issuedAfter);
  return path.value.map((leg) => (leg.deadline < earliest ? { ...leg, deadline: earliest } : leg));
}

function party({ holder, number }: DemoAccount): LegParty {
  return { organisationId: organisationIdField.parse(holder), account: accountNumberField.parse(number) };
}

async function presents(
  task: ProjectTask,
  { tranche, shiftedFen }: { readonly tranche: number; readonly shiftedFen?: string },
): Promise<unknown> {
  const { site, project, requestId } = task;
  const { implementer, name, number } = project;
  const milestone = project.tranches[tranche - 1]?.milestone ?? '';
  const title = `${name}第 ${String(tranche)} 期节点报验单`;
  const files = [
    demoPdf(`第${String(tranche)}期节点报验单.pdf`, [
      title,
      milestone,
      `编号 ${String(number)}-${String(tranche)}`,
    ]),
    demoPicture('节点完成情况.png', number * 31 + tranche),
  ];
  const evidence = await keeps(task, files, implementer);
  const draft = await site.draft(projectIdOf(task));
  const nextStage =
    shiftedFen === undefined ? {} : { nextStage: shiftedStage(draft.legs, tranche, shiftedFen) };
  return site.submits({ organisationId: implementer }, presentTranche, {
    ...{ requestId, draftId: draft.draftId, tranche, milestone, evidence, ...nextStage },
  });
}

interface WireStage {
  readonly tranche: number;
  readonly amountFen: string;
  readonly deadline: string;
}

/** So many fen are moved from the last tranche to the next one; dates stay. */
function shiftedStage(legs: readonly Leg[], tranche: number, shiftedFen: string): WireStage[] {
  const tranches = legs.filter(({ kind }) => kind === 'tranche');
  const later = tranches.map((leg, index) => ({ leg, number: index + 1 })).slice(tranche);
  return later.map(({ leg, number }, index) => {
    const shift = index === 0 ? BigInt(shiftedFen) : index === later.length - 1 ? -BigInt(shiftedFen) : 0n;
    const amountFen = (BigInt(leg.amountFen) + shift).toString();
    return { tranche: number, amountFen, deadline: leg.deadline };
  });
}

async function opines(task: ProjectTask, { tranche, decision, text }: ActOf<'opine'>): Promise<unknown> {
  const { draftId } = await task.site.draft(projectIdOf(task));
  const by = { organisationId: `${task.project.county}-command`, index: 1 };
  const request = { requestId: task.requestId, draftId, tranche, decision, opinion: text };
  return task.site.submits(by, giveOpinion, request);
}

async function accepts(task: ProjectTask, tranche: number): Promise<unknown> {
  const { draftId } = await task.site.draft(projectIdOf(task));
  const request = { requestId: task.requestId, draftId, tranche };
  return task.site.submits({ organisationId: task.project.implementer, index: 1 }, acceptDraft, request);
}

async function confirmsStage(task: ProjectTask, tranche: number): Promise<unknown> {
  const { draftId } = await task.site.draft(projectIdOf(task));
  const request = { requestId: task.requestId, draftId, tranche };
  return task.site.submits({ organisationId: office, index: 1 }, confirmNextStage, request);
}

async function holds(
  task: ProjectTask,
  act: ActOf<'freeze' | 'propose-lift' | 'confirm-lift' | 'cancel'>,
): Promise<unknown> {
  const { site, requestId } = task;
  const { draftId } = await site.draft(projectIdOf(task));
  const about = { requestId, draftId };
  switch (act.kind) {
    case 'freeze':
      return site.submits({ organisationId: office, index: 2 }, freezeDraft, { ...about, reason: act.text });
    case 'propose-lift':
      return site.submits({ organisationId: office, index: 2 }, proposeLift, { ...about, reason: act.text });
    case 'confirm-lift':
      return site.submits({ organisationId: office }, confirmLift, about);
    case 'cancel':
      return site.submits({ organisationId: office }, cancelDraft, { ...about, reason: act.text });
  }
}

async function extendsDeadline(
  task: ProjectTask,
  act: ActOf<'propose-extension' | 'confirm-extension'>,
): Promise<unknown> {
  const { site, requestId, project } = task;
  const { draftId } = await site.draft(projectIdOf(task));
  const about = { requestId, draftId, legId: act.leg, deadline: site.date(act.untilDay) };
  if (act.kind === 'confirm-extension') {
    return site.submits({ organisationId: office, index: 1 }, confirmExtension, about);
  }
  const by = { organisationId: `${project.county}-command` };
  return site.submits(by, proposeExtension, { ...about, reason: act.text });
}
