/** Submitting an application, the first time and again after a return (domain rules, section 3). */
import { actorOf } from '../../domain/actor';
import type { ProjectSubmitted } from '../../domain/events/project-events';
import type { ProjectApplication, ProjectRecord } from '../../domain/project';
import { permitEvent } from '../../domain/project';
import { checkApplication, checkProjectId, submitted } from '../../domain/project-application';
import type { Result } from '../../domain/result';
import { accepted } from '../../domain/result';
import type { ProjectStatusAnswer } from '../../domain/transactions/project-transactions';
import { submitProject } from '../../domain/transactions/project-transactions';
import { permitSubject } from '../../domain/transactions/relation';
import type { RequestOf } from '../../domain/transactions/transaction';
import type { Outcome } from '../contracts/ledger-contract';
import { accountById } from '../registry/account-handlers';
import { organisationKey, projectKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';
import { withStatus } from './project-store';

type SubmitRequest = RequestOf<typeof submitProject>;

/** Submits a new application, or a returned one again under its id. */
export async function handleSubmit(work: UnitOfWork, request: SubmitRequest): Promise<Result<Outcome>> {
  const { projectId } = request;
  const earlier = await work.state.read(projectKey(projectId));
  const possible = await checkPossible(work, request, earlier);
  if (!possible.ok) return possible;
  const application = applicationOf(request);
  const register = {
    implementer: await work.state.read(organisationKey(request.implementer)),
    account: await accountById(work, request.receivingAccount),
  };
  const county = earlier?.county ?? work.caller.county;
  const checked = checkApplication(application, county, register);
  if (!checked.ok) return checked;
  const act = { projectId, county, by: actorOf(work.caller), at: work.now };
  const record = submitted(earlier, checked.value, act);
  if (!record.ok) return record;
  work.state.write(projectKey(projectId), record.value);
  const submission = record.value.history.filter(({ event }) => event === 'Submit').length;
  const answer: ProjectStatusAnswer = { projectId, status: 'submitted' };
  const facts: ProjectSubmitted = { projectId, county, submission, application };
  return accepted({ answer, facts });
}

/** A new id is the caller's county's and this year's; a known one must be a returned project of the county. */
async function checkPossible(
  work: UnitOfWork,
  { projectId }: SubmitRequest,
  earlier: ProjectRecord | undefined,
): Promise<Result<unknown>> {
  if (earlier === undefined) return checkProjectId(projectId, work.caller, work.today);
  const permitted = permitSubject(submitProject, work.caller, { county: earlier.county });
  if (!permitted.ok) return permitted;
  const { status } = await withStatus(work, earlier);
  return permitEvent(projectId, status, 'Submit');
}

/** The form alone: the request without the ids that only concern the call. */
function applicationOf(request: SubmitRequest): ProjectApplication {
  const { name, type, department, budgetFen, introduction } = request;
  const { implementer, qualification, plannedStart, plannedFinish } = request;
  const { township, fundingPlan, receivingAccount, evidence } = request;
  return {
    ...{ name, type, department, budgetFen, introduction },
    ...{ implementer, qualification, plannedStart, plannedFinish },
    ...{ township, fundingPlan, receivingAccount, evidence },
  };
}
