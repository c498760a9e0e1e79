/** The application, its approval, the issue of the draft, and at the end the project's completion and closing. */
import type { IssuedDraft, LegParty } from '../../domain/draft';
import { signedText } from '../../domain/draft-seal';
import { standardPath } from '../../domain/fund-path';
import type { DraftId } from '../../domain/identifiers';
import { draftIdField } from '../../domain/identifiers';
import { createDraft } from '../../domain/transactions/draft-transactions';
import {
  approveProject,
  closeProject,
  giveCompletionOpinion,
  queryProject,
  stateCompletion,
  submitProject,
} from '../../domain/transactions/project-transactions';
import { projectAnswer } from './answer-codec';
import type { Story } from './story';
import { accountOf, officeOf, organisationOf, personOf } from './story';
import type { StoryPerformance } from './story-performance';
import { RefusedActError } from './story-performance';
import type { Doer } from './story-step';

/** A person of the office of this role. */
export function officer(story: Story, role: Parameters<typeof officeOf>[1], number = 0): Doer {
  const office = officeOf(story, role);
  return { organisationId: office.id, person: personOf(office, number) };
}

/** A person of the project's implementer. */
export function implementer(story: Story): Doer {
  const organisation = organisationOf(story, story.application.implementer);
  return { organisationId: organisation.id, person: personOf(organisation, 0) };
}

/** The county command applies. */
export async function playSubmit(performance: StoryPerformance): Promise<void> {
  const { application } = performance.story;
  const { budget, tranches, submittedOn, ...form } = application;
  performance.moveTo(submittedOn, '09:30');
  const request = {
    ...{ requestId: performance.nextRequestId(), ...form, budgetFen: budget },
    fundingPlan: tranches.map(({ share, milestone, plannedDate }) => ({
      shareBasisPoints: share,
      milestone,
      plannedDate,
    })),
  };
  await performance.act(
    officer(performance.story, 'county-command'),
    { definition: submitProject, request },
    {
      act: 'submit',
      values: {
        name: form.name,
        township: form.township,
        budget: { fen: budget },
        implementer: { organisation: form.implementer },
        tranches: String(tranches.length),
      },
    },
  );
}

/** The leading-group office approves and so fixes the amount. */
export async function playApprove(performance: StoryPerformance): Promise<void> {
  const { application, approval } = performance.story;
  performance.moveTo(approval.approvedOn, '14:20');
  const request = {
    requestId: performance.nextRequestId(),
    projectId: application.projectId,
    amountFen: approval.amount,
    opinion: approval.opinion,
  };
  await performance.act(
    officer(performance.story, 'leading-group-office'),
    { definition: approveProject, request },
    { act: 'approve', values: { amount: { fen: approval.amount }, opinion: approval.opinion } },
  );
}

/** Another person of the office issues the draft, signed over its constant fields with that person's own key. */
export async function playCreate(performance: StoryPerformance): Promise<DraftId> {
  const { story } = performance;
  performance.moveTo(story.draft.issuedOn, '10:00');
  const issuer = officer(story, 'leading-group-office', 1);
  const issued = await issuedDraft(performance, issuer);
  const identity = await performance.identity(issuer);
  const signature = await identity.sign(Buffer.from(signedText(issued), 'utf8'));
  const { planPath, ...constant } = issued;
  const request = {
    ...{ requestId: performance.nextRequestId(), ...constant },
    planPath: planPath.map((leg) => ({ ...leg, opensAfter: [...leg.opensAfter] })),
    institutionSignature: Buffer.from(signature).toString('base64'),
  };
  const values = {
    draftId: issued.draftId,
    amount: { fen: issued.amountFen },
    legs: String(planPath.length),
  };
  await performance.act(issuer, { definition: createDraft, request }, { act: 'create', values });
  return issued.draftId;
}

/** Composed as the officer's form does, from the project as the ledger answers it. */
async function issuedDraft(performance: StoryPerformance, issuer: Doer): Promise<IssuedDraft> {
  const { story } = performance;
  const { path } = story.draft;
  const request = { projectId: story.application.projectId };
  const project = await performance.evaluate(issuer, { definition: queryProject, request });
  const { approval, application } = projectAnswer(project);
  if (approval === undefined)
    throw new Error(`the ledger answered ${request.projectId} without its approval`);
  const composed = standardPath({
    amountFen: approval.amountFen,
    issuedOn: story.draft.issuedOn,
    parties: {
      provincialFinance: partyOf(story, path.provincialFinance),
      countyFinance: partyOf(story, path.countyFinance),
      commercialBank: partyOf(story, path.commercialBank),
      limitedPartnership: partyOf(story, path.limitedPartnership),
      countyFundCompany: partyOf(story, path.countyFundCompany),
      implementer: partyOf(story, story.application.receivingAccount),
    },
    tranches: application.fundingPlan,
  });
  if (!composed.ok) throw new RefusedActError(createDraft.name, composed.refusal);
  return {
    draftId: draftIdField.parse(`D-${request.projectId.slice(2)}-1`),
    projectId: request.projectId,
    institutionId: officeOf(story, 'leading-group-office').id,
    createdAt: performance.now(),
    amountFen: approval.amountFen,
    planPath: composed.value,
    specialRule: { splitMax: 1, lateNeedsRelease: false, payeeNameStrict: false, batchAllowed: false },
  };
}

function partyOf(story: Story, accountId: string): LegParty {
  const { holder, number } = accountOf(story, accountId);
  return { organisationId: holder, account: number };
}

/** Once the draft is honoured: completion is stated, agreed to by the command, and the project closed. */
export async function playCompletion(performance: StoryPerformance): Promise<void> {
  const { story } = performance;
  const { completion, application } = story;
  const about = (): { readonly requestId: string; readonly projectId: string } => ({
    requestId: performance.nextRequestId(),
    projectId: application.projectId,
  });
  const { statement, opinion, closing } = completion;
  performance.moveTo(completion.statedOn, '10:10');
  await performance.act(
    implementer(story),
    { definition: stateCompletion, request: { ...about(), statement, evidence: completion.evidence } },
    { act: 'state-completion', values: { statement } },
  );
  performance.moveTo(completion.opinionOn, '15:30');
  await performance.act(
    officer(story, 'county-command', 1),
    { definition: giveCompletionOpinion, request: { ...about(), decision: 'agree', opinion } },
    { act: 'completion-opinion', values: { opinion } },
  );
  performance.moveTo(completion.closedOn, '11:00');
  await performance.act(
    officer(story, 'leading-group-office'),
    { definition: closeProject, request: { ...about(), statement: closing } },
    { act: 'close', values: { closing } },
  );
}
