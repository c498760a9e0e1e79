/**
 * Whether a composed draft could be issued: asked of the very function the contract uses, with the project and the
 * registers as the pages know them. The contract asks again with what the chain holds.
 */
import { strict as assert } from 'node:assert';
import type { Actor } from '../../../domain/actor';
import type { Instant } from '../../../domain/calendar';
import { instantOf } from '../../../domain/calendar';
import type { DraftRecord, IssuedDraft } from '../../../domain/draft';
import { issueDraft, nextDraftId } from '../../../domain/draft-issue';
import {
  accountIdField,
  amountFenField,
  countyField,
  dateField,
  draftIdField,
  fileHashField,
  organisationIdField,
  personField,
  projectIdField,
} from '../../../domain/identifiers';
import { fenOf } from '../../../domain/money';
import type { ProjectApplication, ProjectApproval, ProjectRecord } from '../../../domain/project';
import type { Result } from '../../../domain/result';
import { sameActor } from '../../../domain/actor';
import type { ProjectDocument } from '../../models/project-document';
import type { PlaceActor } from '../../models/place';
import type { ComposedPath } from './composed-path';
import type { ComposerGround } from './composer-ground';
import { registerOf } from './composer-ground';

export interface Issuing {
  readonly by: Actor;
  readonly now: Instant;
}

/** The constant fields of the project's next draft, without account numbers of the chain. */
export function issuedDraft(ground: ComposerGround, path: ComposedPath, { by, now }: Issuing): IssuedDraft {
  const project = projectRecord(ground.project);
  assert(project.approval !== undefined, `project ${project.projectId} is approved`);
  return {
    draftId: nextDraftId(project),
    projectId: project.projectId,
    institutionId: by.organisationId,
    createdAt: now,
    amountFen: project.approval.amountFen,
    planPath: path.legs,
    specialRule: path.specialRule,
  };
}

/** The draft's first record as the contract would make it, or why it would refuse. */
export function judgeIssue(
  ground: ComposerGround,
  issued: IssuedDraft,
  issuing: Issuing,
): Result<DraftRecord> {
  return issueDraft(issued, {
    ...issuing,
    project: projectRecord(ground.project),
    thresholds: ground.thresholds,
    register: registerOf(ground),
  });
}

/** Whether this person approved the project and its amount needs two persons: then another one issues. */
export function approvedBySame({ project, thresholds }: ComposerGround, by: Actor): boolean {
  const { approval } = projectRecord(project);
  if (approval === undefined || fenOf(approval.amountFen) <= fenOf(thresholds.twoPersonsAboveFen))
    return false;
  return sameActor(approval.approver, by);
}

/** The person a viewer or a place's actor is, as the rules compare them. */
export function actorAs({ organisationId, person }: Pick<PlaceActor, 'organisationId' | 'person'>): Actor {
  return { organisationId: organisationIdField.parse(organisationId), person: personField.parse(person) };
}

/** The facts of the project that issuing asks about, as the chain's record holds them. */
function projectRecord(document: ProjectDocument): ProjectRecord {
  const approval = approvalOf(document);
  const submitted =
    document.history.find(({ event }) => event === 'ProjectSubmitted')?.by ?? document.place.by;
  const { completion, closing, liveDraftId } = document;
  const by = actorAs(document.place.by);
  const at = instantOf(Date.parse(document.place.at));
  return {
    projectId: projectIdField.parse(document._id),
    county: countyField.parse(document.county),
    applicant: actorAs(submitted),
    application: applicationOf(document),
    history: [{ event: 'Submit', by: actorAs(submitted), at }],
    ...(approval === undefined ? {} : { approval }),
    draftIds: document.draftIds.map((draftId) => draftIdField.parse(draftId)),
    ...(liveDraftId === undefined ? {} : { liveDraftId: draftIdField.parse(liveDraftId) }),
    ...(completion === undefined
      ? {}
      : { completion: { statement: completion.statement, evidence: [], by, at } }),
    ...(closing === undefined ? {} : { closing: { statement: closing, by, at } }),
  };
}

function approvalOf({ amountFen, opinion, history }: ProjectDocument): ProjectApproval | undefined {
  const approved = history.findLast(({ event }) => event === 'ProjectApproved');
  if (amountFen === undefined || approved === undefined) return undefined;
  return {
    amountFen: amountFenField.parse(amountFen.toString()),
    opinion: opinion ?? '',
    approver: actorAs(approved.by),
    at: instantOf(Date.parse(approved.at)),
  };
}

function applicationOf(document: ProjectDocument): ProjectApplication {
  const { name, type, department, introduction, qualification, township } = document;
  return {
    ...{ name, type, department, introduction, qualification, township },
    budgetFen: amountFenField.parse(document.budgetFen.toString()),
    implementer: organisationIdField.parse(document.implementer),
    plannedStart: dateField.parse(document.plannedStart),
    plannedFinish: dateField.parse(document.plannedFinish),
    fundingPlan: document.fundingPlan.map(({ shareBasisPoints, milestone, plannedDate }) => ({
      ...{ shareBasisPoints, milestone },
      plannedDate: dateField.parse(plannedDate),
    })),
    receivingAccount: accountIdField.parse(document.receivingAccount),
    evidence: document.evidence.map((hash) => fileHashField.parse(hash)),
  };
}
