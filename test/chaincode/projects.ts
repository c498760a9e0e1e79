/** Projects of the test province in every status, with the drafts that bring the later ones about. */
import type { Actor } from '../../domain/actor';
import { isCalendarDate } from '../../domain/calendar';
import type { CalendarDate } from '../../domain/calendar';
import type { DraftRecord } from '../../domain/draft';
import {
  accountIdField,
  accountNumberField,
  countyField,
  draftIdField,
  fileHashField,
  legIdField,
  organisationIdField,
  personField,
  projectIdField,
} from '../../domain/identifiers';
import type { ProjectId } from '../../domain/identifiers';
import { fenText } from '../../domain/money';
import type { ProjectApplication, ProjectHistoryEntry, ProjectRecord } from '../../domain/project';
import type { ProjectStatus } from '../../domain/project-machine';
import { projectStatuses } from '../../domain/project-machine';
import { projectKey } from '../../chaincode/state-keys';
import { seedDraftRecord } from './kept-drafts';
import type { MemoryLedger } from './memory-ledger';
import { accountOf, boundAt, county, organisationId } from './province';

export const hashOf = (digit: string): string => digit.repeat(64);

/** `underway` with every tranche accepted, and the same with the completion stated. */
export const projectStages = [...projectStatuses, 'accepted', 'stated'] as const;
export type ProjectStage = (typeof projectStages)[number];

const letters: Readonly<Record<ProjectStage, string>> = {
  submitted: 'AAAAAA',
  returned: 'BBBBBB',
  approved: 'CCCCCC',
  rejected: 'DDDDDD',
  withdrawn: 'EEEEEE',
  funding: 'FFFFFF',
  underway: 'GGGGGG',
  completed: 'HHHHHH',
  closed: 'JJJJJJ',
  accepted: 'KKKKKK',
  stated: 'MMMMMM',
};

/** The project that stands at a stage. */
export function projectAt(stage: ProjectStage): ProjectId {
  return projectIdField.parse(`P-${county}-2026-${letters[stage]}`);
}

/** The status a stage shows. */
export function statusAt(stage: ProjectStage): ProjectStatus {
  return stage === 'accepted' || stage === 'stated' ? 'underway' : stage;
}

export function dateOf(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new Error(`${text} is no date`);
  return text;
}

function actor(id: string): Actor {
  const organisation = organisationIdField.parse(id);
  return { organisationId: organisation, person: personField.parse(`${id}-first`) };
}

const command = actor('county-command-own');
const office = actor('leading-group-office-own');
const builder = actor('implementer-own');

export const application: ProjectApplication = {
  name: '朗德上寨饮水工程',
  type: 'infrastructure',
  department: '县水务局',
  budgetFen: fenText(600_000_000n),
  introduction: '为全寨铺设供水管网',
  implementer: organisationId('implementer', 'own'),
  qualification: '水利水电工程施工总承包三级',
  plannedStart: dateOf('2026-04-01'),
  plannedFinish: dateOf('2026-12-31'),
  township: '郎德镇',
  fundingPlan: [
    { shareBasisPoints: 4_000, milestone: '管沟开挖完成', plannedDate: dateOf('2026-06-30') },
    { shareBasisPoints: 6_000, milestone: '通水验收', plannedDate: dateOf('2026-12-31') },
  ],
  receivingAccount: accountOf.released,
  evidence: [fileHashField.parse(hashOf('a'))],
};

const events: Readonly<Record<ProjectStage, readonly ProjectHistoryEntry['event'][]>> = {
  submitted: ['Submit'],
  returned: ['Submit', 'Return'],
  approved: ['Submit', 'Approve'],
  rejected: ['Submit', 'Reject'],
  withdrawn: ['Submit', 'Withdraw'],
  funding: ['Submit', 'Approve'],
  underway: ['Submit', 'Approve'],
  completed: ['Submit', 'Approve', 'StateCompletion', 'AgreeCompletion'],
  closed: ['Submit', 'Approve', 'StateCompletion', 'AgreeCompletion', 'Close'],
  accepted: ['Submit', 'Approve'],
  stated: ['Submit', 'Approve', 'StateCompletion'],
};

const funded: readonly ProjectStage[] = ['funding', 'underway', 'completed', 'closed', 'accepted', 'stated'];

/** The facts of a project at a stage. */
export function projectRecord(stage: ProjectStage): ProjectRecord {
  const projectId = projectAt(stage);
  const acts = events[stage];
  const draftId = draftIdField.parse(`${projectId.replace('P-', 'D-')}-1`);
  const completion = { statement: '工程竣工', evidence: [], by: builder, at: boundAt };
  const opinion = { agrees: true, text: '同意', by: command, at: boundAt };
  return {
    projectId,
    county: countyField.parse(county),
    applicant: command,
    application,
    history: acts.map((event) => ({ event, by: command, at: boundAt })),
    draftIds: funded.includes(stage) ? [draftId] : [],
    ...(funded.includes(stage) ? { liveDraftId: draftId } : {}),
    ...(acts.includes('Approve')
      ? { approval: { amountFen: application.budgetFen, opinion: '同意', approver: office, at: boundAt } }
      : {}),
    ...(stage === 'stated' ? { completion } : {}),
    ...(acts.includes('AgreeCompletion') ? { completion: { ...completion, opinion } } : {}),
    ...(stage === 'closed' ? { closing: { statement: '结项', by: office, at: boundAt } } : {}),
  };
}

/** A draft of two tranches, as far as a project asks: none, the first, or all of them settled and accepted. */
function draftRecord(record: ProjectRecord, accepted: number): DraftRecord {
  const tranches = ['L5.1', 'L5.2'].map((id) => legIdField.parse(id));
  const account = accountNumberField.parse('6217000000000003');
  const draftId = record.liveDraftId ?? draftIdField.parse('D-522634-2026-AAAAAA-1');
  return {
    v: 1,
    issued: {
      draftId,
      projectId: record.projectId,
      institutionId: office.organisationId,
      createdAt: boundAt,
      amountFen: application.budgetFen,
      planPath: tranches.map((legId) => ({
        legId,
        payer: { organisationId: organisationId('county-fund-company', 'own'), account },
        payee: { organisationId: application.implementer, account },
        amountFen: fenText(300_000_000n),
        deadline: dateOf('2026-12-31'),
        opensAfter: [],
        kind: 'tranche',
      })),
      specialRule: { splitMax: 1, lateNeedsRelease: false, payeeNameStrict: false, batchAllowed: false },
    },
    county: record.county,
    command: command.organisationId,
    implementer: application.implementer,
    issuedBy: office,
    accounts: {
      [account]: {
        accountId: accountIdField.parse(accountOf.released),
        bank: organisationId('commercial-bank', 'own'),
        holder: application.implementer,
        holderRole: 'implementer',
      },
    },
    policy: { ageingHours: 24, ageingHoursOfBank: {}, idleDays: 30 },
    seq: 0,
    ...{ registrations: [], receipts: [], credited: [], presentations: [], opinions: [], acceptances: [] },
    ...{ amendments: [], pastHolds: [], proposals: [], resolutions: [], choices: {} },
    state: {
      status: accepted === tranches.length ? 'honoured' : 'funded',
      legs: tranches.map((legId, index) => ({ legId, state: index < accepted ? 'settled' : 'locked' })),
      actualPath: tranches.slice(0, accepted),
      acceptedTranches: tranches.slice(0, accepted).map((_, index) => index + 1),
      exceptions: [],
    },
  };
}

const acceptedAt: Readonly<Partial<Record<ProjectStage, number>>> = {
  underway: 1,
  completed: 2,
  closed: 2,
  accepted: 2,
  stated: 2,
};

/** Writes a project of every stage. */
export function seedProjects(ledger: MemoryLedger): void {
  for (const stage of projectStages) {
    const record = projectRecord(stage);
    ledger.seed(projectKey(record.projectId), record);
    seedDraft(ledger, record, acceptedAt[stage] ?? 0);
  }
}

/** Writes the project's live draft, if it has one, with so many tranches settled and accepted. */
export function seedDraft(ledger: MemoryLedger, record: ProjectRecord, accepted: number): void {
  if (record.liveDraftId === undefined) return;
  seedDraftRecord(ledger, draftRecord(record, accepted));
}
