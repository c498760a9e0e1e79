/**
 * Issuing a draft (thesis table 6.2, Create; domain rules, sections 4 and 11): what the constant fields must
 * agree with — the project and its approval, the register of accounts, the path's own rules — and the record
 * a draft begins with. The signature is verified by who calls (`draft-seal.ts`).
 */
import type { Actor } from './actor';
import type { CalendarDate, Instant } from './calendar';
import { millisecondsOf, shanghaiDate } from './calendar';
import type { DraftRecord, IssuedDraft, Leg, LegParty, PathAccount } from './draft';
import { checkAhead, checkOtherPerson } from './draft-facts';
import type { PathRegister } from './draft-parties';
import { checkParties } from './draft-parties';
import { checkPath } from './fund-path';
import type { AccountNumber, DraftId, OrganisationId } from './identifiers';
import { draftIdField } from './identifiers';
import { fenOf } from './money';
import type { ProjectApproval, ProjectRecord } from './project';
import { permitEvent, projectStatus } from './project';
import { derive } from './reconciliation';
import { refusal } from './refusals/refusal';
import type { Result } from './result';
import { accepted, refused } from './result';
import type { Thresholds } from './thresholds';

/** How far the issuer's `createdAt` may be from the transaction's time. */
const createdAtOffMsMax = 15 * 60_000;
export const splitMaxMax = 10;

/** Who issues, when, and what the chain says of everything the draft names. */
export interface IssueCircumstances {
  readonly by: Actor;
  readonly now: Instant;
  readonly project: ProjectRecord;
  readonly thresholds: Thresholds;
  readonly register: PathRegister;
}

/**
 * The record of a draft just issued. Refuses what contradicts the project or its approval (`draft-live`,
 * `project-status`, `draft-id-unfit`, `amount-not-approved`, `same-person`), the time (`created-at-off`), what
 * is not supported (`batch-not-supported`), a path that breaks its rules (`fund-path.ts`), parties and accounts
 * the register does not hold as named (`draft-parties.ts`), and deadlines (`deadline-past`, `tranche-date-unfit`).
 * That it is issued in the name of the caller's own organisation is the catalogue's matter.
 */
export function issueDraft(issued: IssuedDraft, about: IssueCircumstances): Result<DraftRecord> {
  const approval = checkProject(issued, about);
  if (!approval.ok) return approval;
  const issuer = checkIssuer(issued, about, approval.value);
  if (!issuer.ok) return issuer;
  const implementer = receivingParty(about);
  if (!implementer.ok) return implementer;
  const { fundingPlan } = about.project.application;
  const path = checkPath(issued.planPath, {
    amountFen: issued.amountFen,
    implementer: implementer.value,
    trancheShares: fundingPlan.map(({ shareBasisPoints }) => shareBasisPoints),
  });
  if (!path.ok) return path;
  const deadlines = checkDeadlines(issued, about);
  if (!deadlines.ok) return deadlines;
  const accounts = checkParties(issued.planPath, about.register, about.project.county);
  if (!accounts.ok) return accounts;
  return accepted(firstRecord(issued, about, accounts.value));
}

/** The id of a project's next draft: its tail and how many drafts there will be. */
export function nextDraftId({ projectId, draftIds }: ProjectRecord): DraftId {
  return draftIdField.parse(`D-${projectId.slice(2)}-${String(draftIds.length + 1)}`);
}

function checkProject(issued: IssuedDraft, { project }: IssueCircumstances): Result<ProjectApproval> {
  const { projectId, liveDraftId, approval } = project;
  if (liveDraftId !== undefined) {
    const values = { projectId, draftId: liveDraftId };
    return refused(refusal('draft-live', { field: 'projectId', values }));
  }
  const permitted = permitEvent(projectId, projectStatus(project, undefined), 'DraftIssued');
  if (!permitted.ok) return permitted;
  if (approval?.amountFen !== issued.amountFen) {
    const approvedFen = approval?.amountFen ?? '';
    const values = { amountFen: issued.amountFen, approvedFen };
    return refused(refusal('amount-not-approved', { field: 'amountFen', expected: approvedFen, values }));
  }
  const expected = nextDraftId(project);
  if (issued.draftId === expected) return accepted(approval);
  const values = { draftId: issued.draftId };
  return refused(refusal('draft-id-unfit', { field: 'draftId', expected, values }));
}

function checkIssuer(
  issued: IssuedDraft,
  { by, now, thresholds }: IssueCircumstances,
  approval: ProjectApproval,
): Result<IssuedDraft> {
  const { createdAt, amountFen, specialRule } = issued;
  if (Math.abs(millisecondsOf(createdAt) - millisecondsOf(now)) > createdAtOffMsMax) {
    return refused(refusal('created-at-off', { field: 'createdAt', values: { createdAt, now } }));
  }
  if (specialRule.batchAllowed) {
    return refused(refusal('batch-not-supported', { field: 'specialRule.batchAllowed', expected: 'false' }));
  }
  const needsTwo = fenOf(amountFen) > fenOf(thresholds.twoPersonsAboveFen);
  const other = needsTwo ? checkOtherPerson(approval.approver, by) : accepted(by);
  return other.ok ? accepted(issued) : other;
}

/** The implementer with the account the project named; refuses when the register does not hold it any more. */
function receivingParty({ project, register }: IssueCircumstances): Result<LegParty> {
  const { implementer, receivingAccount } = project.application;
  const { receivingNumber } = register;
  if (receivingNumber !== undefined) {
    return accepted({ organisationId: implementer, account: receivingNumber });
  }
  const values = { accountId: receivingAccount, organisationId: implementer };
  return refused(refusal('receiving-account-unfit', { values }));
}

/** The dates of the tranches are the plan's; one that has passed meanwhile may be any day still to come. */
function checkDeadlines(issued: IssuedDraft, { project, now }: IssueCircumstances): Result<IssuedDraft> {
  for (const leg of issued.planPath) {
    const ahead = checkAhead(leg.deadline, now, `planPath.${leg.legId}.deadline`);
    if (!ahead.ok) return ahead;
  }
  const tranches = issued.planPath.filter(({ kind }) => kind === 'tranche');
  const planned = project.application.fundingPlan.map(({ plannedDate }) => plannedDate);
  const misfit = tranches.findIndex((leg, position) => isMisdated(leg, planned[position], shanghaiDate(now)));
  const leg = tranches[misfit];
  if (leg === undefined) return accepted(issued);
  const expected = planned[misfit] ?? '';
  const values = { legId: leg.legId, deadline: leg.deadline };
  const field = `planPath.${leg.legId}.deadline`;
  return refused(refusal('tranche-date-unfit', { field, expected, values }));
}

function isMisdated(leg: Leg, planned: CalendarDate | undefined, today: CalendarDate): boolean {
  return planned !== undefined && planned >= today && leg.deadline !== planned;
}

function firstRecord(
  issued: IssuedDraft,
  { by, now, project, thresholds }: IssueCircumstances,
  accounts: Readonly<Record<AccountNumber, PathAccount>>,
): DraftRecord {
  const { ageingHours, ageingHoursOfBank, idleDays } = thresholds;
  const record: DraftRecord = {
    v: 1,
    issued,
    county: project.county,
    command: project.applicant.organisationId,
    implementer: project.application.implementer,
    issuedBy: by,
    accounts,
    policy: { ageingHours, ageingHoursOfBank: hoursOfPath(ageingHoursOfBank, accounts), idleDays },
    seq: 0,
    ...{ registrations: [], receipts: [], credited: [], presentations: [], opinions: [], acceptances: [] },
    ...{ amendments: [], pastHolds: [], proposals: [], resolutions: [], choices: {} },
    state: { status: 'issued', legs: [], actualPath: [], acceptedTranches: [], exceptions: [] },
  };
  return derive(record, now).record;
}

/** Of the banks' own thresholds, those of banks on this path. */
function hoursOfPath(
  hours: Thresholds['ageingHoursOfBank'],
  accounts: Readonly<Record<AccountNumber, PathAccount>>,
): Thresholds['ageingHoursOfBank'] {
  const banks = new Set<OrganisationId>(Object.values(accounts).map(({ bank }) => bank));
  const own = [...banks].sort().flatMap((bank) => {
    const value = Object.hasOwn(hours, bank) ? hours[bank] : undefined;
    return value === undefined ? [] : [[bank, value] as const];
  });
  return Object.fromEntries(own);
}
