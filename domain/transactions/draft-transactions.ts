/**
 * The catalogue of DraftContract (thesis tables 6.1 and 6.2; domain rules, sections 4, 7, 11 and 13).
 * `Transfer` is not in it: only reconciliation moves a draft. Answers stand in draft-answers.ts.
 */
import { z } from 'zod';
import type { Deadline, Instant } from '../calendar';
import { isCalendarDate, parseInstant } from '../calendar';
import { draftEvidenceMax } from '../draft-facts';
import { splitMaxMax } from '../draft-issue';
import { legsMax } from '../fund-path';
import {
  accountNumberField,
  amountFenField,
  dateField,
  draftIdField,
  fileHashField,
  legIdField,
  organisationIdField,
  projectIdField,
  requestIdField,
  textOf,
} from '../identifiers';
import type { AccountNumber } from '../identifiers';
import { milestoneCharactersMax, statementCharactersMax, tranchesMax } from '../project-application';
import { payerRoles } from '../roles';
import { signatureCharactersMax } from '../signature-form';
import { permit } from './permission';
import { listOf, oneOf, requestObject, wholeNumber } from './request-shape';
import type { Permission, TransactionDefinition } from './transaction';
import { transaction } from './transaction';

/** The most versions `History` answers at once. */
export const draftVersionsMax = 50;

const submission = {
  contract: 'DraftContract',
  kind: 'submit',
  certificates: 'person',
  secondPerson: 'none',
  requestId: 'required',
} as const;
const query = { ...submission, kind: 'evaluate', requestId: 'none', event: null } as const;

const about = { requestId: requestIdField, draftId: draftIdField };
const statementField = textOf(statementCharactersMax);
const trancheField = wholeNumber(1, tranchesMax);
const evidenceField = listOf(fileHashField, 1, draftEvidenceMax);

// What is signed must be on the chain byte for byte: signed fields are taken in their one canonical form only.
const instantExpected = 'an instant in UTC with milliseconds: YYYY-MM-DDTHH:MM:SS.mmmZ';
const instantField = z
  .string(instantExpected)
  .max(40, instantExpected)
  .refine((text): text is Instant => parseInstant(text) === text, instantExpected);
const deadlineExpected = `a calendar date YYYY-MM-DD or ${instantExpected}`;
const deadlineField = z
  .string(deadlineExpected)
  .max(40, deadlineExpected)
  .refine((text): text is Deadline => isCalendarDate(text) || parseInstant(text) === text, deadlineExpected);
const accountExpected = 'an account number of 6–32 digits, without spaces or hyphens';
const signedAccountField = z
  .string(accountExpected)
  .max(32, accountExpected)
  .refine((text): text is AccountNumber => accountNumberField.safeParse(text).data === text, accountExpected);

const signatureExpected = 'a signature in base64';
const signatureField = z
  .string(signatureExpected)
  .max(signatureCharactersMax, signatureExpected)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/, signatureExpected);

const truth = z.boolean('true or false');
const partyField = requestObject({ organisationId: organisationIdField, account: signedAccountField });
const legField = requestObject({
  legId: legIdField,
  payer: partyField,
  payee: partyField,
  amountFen: amountFenField,
  deadline: deadlineField,
  opensAfter: listOf(legIdField, 0, legsMax - 1),
  kind: oneOf(['transfer', 'tranche']),
});
const specialRuleField = requestObject({
  splitMax: wholeNumber(1, splitMaxMax),
  lateNeedsRelease: truth,
  payeeNameStrict: truth,
  batchAllowed: truth,
});

const officeOnly = permit('any', 'leading-group-office');

export const createDraft = transaction({
  ...submission,
  name: 'Create',
  request: requestObject({
    ...about,
    projectId: projectIdField,
    institutionId: organisationIdField,
    createdAt: instantField,
    amountFen: amountFenField,
    planPath: listOf(legField, 1, legsMax),
    specialRule: specialRuleField,
    institutionSignature: signatureField,
  }),
  permissions: permit('own-organisation', 'leading-group-office'),
  secondPerson: 'other-person-above-threshold',
  event: 'DraftCreated',
  purpose:
    'Issues a draft for an approved project, signed over its constant fields (thesis table 6.2; §4). Above the threshold the issuer is not the approver.',
});

const stageChangeField = requestObject({
  tranche: trancheField,
  amountFen: amountFenField,
  deadline: dateField,
});

export const presentTranche = transaction({
  ...submission,
  name: 'PresentTranche',
  request: requestObject({
    ...about,
    tranche: trancheField,
    milestone: textOf(milestoneCharactersMax),
    evidence: evidenceField,
    nextStage: listOf(stageChangeField, 1, tranchesMax).optional(),
  }),
  permissions: permit('own-organisation', 'implementer'),
  event: 'TranchePresented',
  purpose:
    'The implementer presents a tranche: milestone, evidence, and other shares and dates for those still to come (§7, §3).',
});

export const opinionDecisions = ['agree', 'return'] as const;

export const giveOpinion = transaction({
  ...submission,
  name: 'GiveOpinion',
  request: requestObject({
    ...about,
    tranche: trancheField,
    decision: oneOf(opinionDecisions),
    opinion: statementField,
  }),
  permissions: permit('own-county', 'county-command'),
  secondPerson: 'other-person',
  event: 'OpinionGiven',
  purpose: 'The county command agrees to a presented tranche or returns it with a reason (§7).',
});

export const confirmNextStage = transaction({
  ...submission,
  name: 'ConfirmNextStage',
  request: requestObject({ ...about, tranche: trancheField }),
  permissions: officeOnly,
  secondPerson: 'other-person',
  event: 'NextStageConfirmed',
  purpose: 'Puts the next-stage plan in force that the county command agreed to with a tranche (§3).',
});

export const acceptDraft = transaction({
  ...submission,
  name: 'Accept',
  request: requestObject({ ...about, tranche: trancheField, evidence: evidenceField.optional() }),
  permissions: [...permit('own-organisation', 'implementer'), ...permit('own-county', 'county-command')],
  event: 'TrancheAccepted',
  purpose:
    'The implementer accepts a settled tranche (承兑, thesis table 6.2; §7); the command may, with evidence, while “not accepted” stands (§11).',
});

export const freezeDraft = transaction({
  ...submission,
  name: 'Freeze',
  request: requestObject({ ...about, reason: statementField }),
  permissions: officeOnly,
  event: 'DraftFrozen',
  purpose: 'Freezes a draft: nothing further settles or is accepted (§4).',
});

export const proposeLift = transaction({
  ...submission,
  name: 'ProposeLift',
  request: requestObject({ ...about, reason: statementField }),
  permissions: officeOnly,
  event: 'LiftProposed',
  purpose: 'Proposes to lift a draft’s hold (§4).',
});

export const confirmLift = transaction({
  ...submission,
  name: 'ConfirmLift',
  request: requestObject(about),
  permissions: officeOnly,
  secondPerson: 'other-person',
  event: 'HoldLifted',
  purpose: 'Lifts a draft’s hold as another person proposed (§4).',
});

export const proposeExtension = transaction({
  ...submission,
  name: 'ProposeExtension',
  request: requestObject({ ...about, legId: legIdField, deadline: deadlineField, reason: statementField }),
  permissions: [...officeOnly, ...permit('own-county', 'county-command'), ...permit('payer', ...payerRoles)],
  event: 'ExtensionProposed',
  purpose: 'The leg’s payer, the county command or the office proposes a later deadline for a leg (§4).',
});

export const confirmExtension = transaction({
  ...submission,
  name: 'ConfirmExtension',
  request: requestObject({ ...about, legId: legIdField, deadline: deadlineField }),
  permissions: officeOnly,
  secondPerson: 'other-person',
  event: 'DeadlineExtended',
  purpose: 'Puts a proposed extension in force; it names the deadline that is confirmed (§4).',
});

export const cancelDraft = transaction({
  ...submission,
  name: 'Cancel',
  request: requestObject({ ...about, reason: statementField }),
  permissions: officeOnly,
  secondPerson: 'other-person',
  event: 'DraftCancelled',
  purpose:
    'Cancels a draft while no leg is settled and no live booked line is registered; by a person other than the issuer (§4).',
});

/** Parties, the county's command, and those who read everything. */
const readers: readonly Permission[] = [
  ...permit('any', 'leading-group-office', 'provincial-finance'),
  ...permit('own-county', 'county-command'),
  ...permit(
    'party',
    'county-finance',
    'commercial-bank',
    'limited-partnership',
    'county-fund-company',
    'implementer',
  ),
];

export const queryDraft = transaction({
  ...query,
  name: 'Query',
  request: requestObject({ draftId: draftIdField }),
  permissions: readers,
  purpose:
    'A draft with its derived state, its seal, who must act next on each leg and by when (thesis table 6.2; §13).',
});

export const queryDraftHistory = transaction({
  ...query,
  name: 'History',
  request: requestObject({ draftId: draftIdField, limit: wholeNumber(1, draftVersionsMax) }),
  permissions: readers,
  purpose: 'The latest versions of a draft, newest first, with the transaction that wrote each (§13).',
});

export const draftTransactions: readonly TransactionDefinition[] = [
  createDraft,
  presentTranche,
  giveOpinion,
  confirmNextStage,
  acceptDraft,
  freezeDraft,
  proposeLift,
  confirmLift,
  proposeExtension,
  confirmExtension,
  cancelDraft,
  queryDraft,
  queryDraftHistory,
];
