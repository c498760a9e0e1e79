/**
 * The rules of an application (domain rules, section 3): the form's cross-checks, who may implement, which
 * account may receive, and how it is submitted, returned and submitted again.
 */
import type { AccountStatus } from './account';
import type { Actor } from './actor';
import type { CalendarDate, Instant } from './calendar';
import type { Caller } from './caller';
import type { CountyCode, FileHash, ProjectId } from './identifiers';
import { basisPointsWhole } from './money';
import type { PlannedTranche, ProjectApplication, ProjectRecord } from './project';
import { refusal } from './refusals/refusal';
import type { Result } from './result';
import { accepted, refused } from './result';
import type { Role } from './roles';
import { provinceCode } from './roles';

export const introductionCharactersMax = 100;
export const nameCharactersMax = 100;
export const qualificationCharactersMax = 200;
export const townshipCharactersMax = 50;
export const milestoneCharactersMax = 200;
/** Reasons, opinions and statements on the chain. */
export const statementCharactersMax = 500;
export const tranchesMax = 12;
export const evidenceFilesMax = 50;
export const submissionsMax = 20;

/** What the registers say of the implementer and the receiving account the form names: of the chain's or of a page's copy. */
export interface ApplicationRegister {
  readonly implementer:
    { readonly role: Role; readonly status: 'enabled' | 'disabled'; readonly county: string } | undefined;
  readonly account: { readonly status: AccountStatus; readonly holder: string } | undefined;
}

/** Refuses an application whose fields contradict each other or the registers. */
export function checkApplication(
  application: ProjectApplication,
  county: CountyCode,
  register: ApplicationRegister,
): Result<ProjectApplication> {
  const { plannedStart, plannedFinish } = application;
  if (plannedStart > plannedFinish) {
    const values = { plannedStart, plannedFinish };
    return refused(refusal('planned-dates-reversed', { field: 'plannedStart', values }));
  }
  const plan = checkFundingPlan(application.fundingPlan);
  if (!plan.ok) return plan;
  const evidence = checkEvidence(application.evidence);
  if (!evidence.ok) return evidence;
  return checkRegister(application, county, register);
}

/** Refuses a plan whose shares do not sum to 10 000 basis points or whose dates are out of order. */
function checkFundingPlan(plan: readonly PlannedTranche[]): Result<readonly PlannedTranche[]> {
  const sum = plan.reduce((total, { shareBasisPoints }) => total + shareBasisPoints, 0);
  if (sum !== basisPointsWhole) {
    const values = { sum: String(sum), whole: String(basisPointsWhole) };
    return refused(refusal('tranche-shares-sum', { field: 'fundingPlan', expected: values.whole, values }));
  }
  const early = plan.findIndex(
    ({ plannedDate }, index) => plannedDate < (plan[index - 1]?.plannedDate ?? plannedDate),
  );
  if (early < 0) return accepted(plan);
  const field = `fundingPlan[${String(early)}].plannedDate`;
  return refused(refusal('tranche-dates-unordered', { field, values: { tranche: String(early + 1) } }));
}

/** Refuses a file that is listed twice. */
export function checkEvidence(evidence: readonly FileHash[]): Result<readonly FileHash[]> {
  const repeated = evidence.findIndex((hash, index) => evidence.indexOf(hash) !== index);
  const fileHash = evidence[repeated];
  if (fileHash === undefined) return accepted(evidence);
  return refused(
    refusal('evidence-repeated', { field: `evidence[${String(repeated)}]`, values: { fileHash } }),
  );
}

function checkRegister(
  application: ProjectApplication,
  county: CountyCode,
  { implementer, account }: ApplicationRegister,
): Result<ProjectApplication> {
  const fits =
    implementer?.role === 'implementer' &&
    implementer.status === 'enabled' &&
    (implementer.county === county || implementer.county === provinceCode);
  if (!fits) {
    const values = { organisationId: application.implementer };
    return refused(refusal('implementer-unfit', { field: 'implementer', values }));
  }
  if (account?.status !== 'released' || account.holder !== application.implementer) {
    const values = { accountId: application.receivingAccount, organisationId: application.implementer };
    return refused(refusal('receiving-account-unfit', { field: 'receivingAccount', values }));
  }
  return accepted(application);
}

/** Refuses an id for a new project that is not of the caller's county and of this Shanghai year. */
export function checkProjectId(projectId: ProjectId, caller: Caller, today: CalendarDate): Result<ProjectId> {
  const year = today.slice(0, 4);
  if (projectId.startsWith(`P-${caller.county}-${year}-`)) return accepted(projectId);
  const values = { projectId, county: caller.county, year };
  return refused(refusal('project-id-unfit', { field: 'projectId', values }));
}

/** The county a project id names. */
export function countyOfProject(projectId: ProjectId): string {
  return projectId.slice(2, 8);
}

/** The first or a renewed submission; refuses (`submissions-too-many`) the one beyond the limit. */
export function submitted(
  earlier: ProjectRecord | undefined,
  application: ProjectApplication,
  act: {
    readonly projectId: ProjectId;
    readonly county: CountyCode;
    readonly by: Actor;
    readonly at: Instant;
  },
): Result<ProjectRecord> {
  const { projectId, county, by, at } = act;
  const submissions = earlier?.history.filter(({ event }) => event === 'Submit').length ?? 0;
  if (submissions >= submissionsMax) {
    const values = { projectId, maximum: String(submissionsMax) };
    return refused(refusal('submissions-too-many', { field: 'projectId', values }));
  }
  const history = [...(earlier?.history ?? []), { event: 'Submit' as const, by, at }];
  return accepted({ projectId, county, applicant: by, application, history, draftIds: [] });
}
