/** What is done with a project around its draft, in the invented province: progress, completion, closing. */
import * as projects from '../../domain/transactions/project-transactions';
import { parseProject } from './answers-parser';
import type { FundDraft } from './fund-draft';
import { someFile } from './fund-draft';

/** The project's status, as the leading-group office sees it. */
export async function projectStatus({ province, issued }: FundDraft): Promise<string> {
  const { projectId } = issued;
  return parseProject(await province.offices.leadingOffice.first.asks(projects.queryProject, { projectId }))
    .status;
}

/** The implementer reports progress with evidence. */
export async function reportsProgress(
  { province, issued, county }: FundDraft,
  percent: number,
): Promise<unknown> {
  const builder = province.offices[`${county}Builder`].first;
  return builder.submits(projects.reportProgress, {
    ...{ requestId: builder.requestId(), projectId: issued.projectId, percent },
    ...{ noteHash: someFile, evidence: [someFile] },
  });
}

/** The implementer states completion, and the county command agrees. */
export async function completes({ province, issued, county }: FundDraft): Promise<unknown> {
  const builder = province.offices[`${county}Builder`].first;
  const command = province.offices[`${county}Command`].first;
  const { projectId } = issued;
  await builder.submits(projects.stateCompletion, {
    ...{ requestId: builder.requestId(), projectId, statement: 'All is built.', evidence: [someFile] },
  });
  return command.submits(projects.giveCompletionOpinion, {
    ...{ requestId: command.requestId(), projectId, decision: 'agree', opinion: 'Seen and good.' },
  });
}

/** The leading-group office closes the project. */
export async function closes({ province, issued }: FundDraft): Promise<unknown> {
  const office = province.offices.leadingOffice.first;
  const { projectId } = issued;
  return office.submits(projects.closeProject, {
    ...{ requestId: office.requestId(), projectId, statement: 'The account is closed.' },
  });
}
