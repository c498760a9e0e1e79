/**
 * Drafts for the tests of their rules: an approved project with two tranches, the six parties of the standard
 * path with their accounts, and acts on the draft issued for it.
 */
import type { AccountRecord } from '../../domain/account';
import type { Actor } from '../../domain/actor';
import type { CalendarDate, Instant } from '../../domain/calendar';
import { isCalendarDate, parseInstant } from '../../domain/calendar';
import { legsInForce } from '../../domain/disbursement-leg';
import type { DraftRecord, IssuedDraft, LegParty } from '../../domain/draft';
import type { Act } from '../../domain/draft-facts';
import type { IssueCircumstances } from '../../domain/draft-issue';
import { issueDraft } from '../../domain/draft-issue';
import { standardPath } from '../../domain/fund-path';
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
  serialField,
} from '../../domain/identifiers';
import type { AccountNumber, FileHash, LegId, OrganisationId } from '../../domain/identifiers';
import { fenText } from '../../domain/money';
import type { OrganisationRecord } from '../../domain/organisation';
import type { ProjectRecord } from '../../domain/project';
import { derive } from '../../domain/reconciliation';
import { addRegistration } from '../../domain/registration';
import type { RefusalCode } from '../../domain/refusals/refusal-texts';
import { refusalText } from '../../domain/refusals/refusal';
import type { Result } from '../../domain/result';
import type { Role } from '../../domain/roles';
import { mspIds, rolesOfMsp } from '../../domain/roles';
import { defaultThresholds } from '../../domain/thresholds';

export const county = countyField.parse('522634');
export const provinceCounty = countyField.parse('520000');

export function dateOf(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new Error(`${text} is no date`);
  return text;
}

export function instantOf(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new Error(`${text} is no instant`);
  return instant;
}

export const now = instantOf('2026-03-02T02:00:00.000Z');

/** The county's own office of a role, under the id that the test province gives it. */
export function officeOf(role: Role): OrganisationId {
  return organisationIdField.parse(`${role}-own`);
}

export function actorOf(role: Role, person = 'first'): Actor {
  const organisationId = officeOf(role);
  return { organisationId, person: personField.parse(`${organisationId}-${person}`) };
}

export const officeFirst = actorOf('leading-group-office');
export const officeSecond = actorOf('leading-group-office', 'second');
export const builder = actorOf('implementer');
export const command = actorOf('county-command');

export function actOf(by: Actor, at: Instant = now): Act {
  return { by, at };
}

export function hashOf(digit: string): FileHash {
  return fileHashField.parse(digit.repeat(64));
}

export function legIdOf(text: string): LegId {
  return legIdField.parse(text);
}

const holders: readonly (readonly [Role, string])[] = [
  ['provincial-finance', '62170001'],
  ['county-finance', '62170002'],
  ['commercial-bank', '62170003'],
  ['limited-partnership', '62170004'],
  ['county-fund-company', '62170005'],
  ['implementer', '62170006'],
];

export function partyOf(role: Role): LegParty {
  const number = holders.find(([holder]) => holder === role)?.[1] ?? '';
  return { organisationId: officeOf(role), account: accountNumberField.parse(number) };
}

export function organisationOf(role: Role): OrganisationRecord {
  const mspId = mspIds.find((id) => rolesOfMsp[id].includes(role));
  if (mspId === undefined) throw new Error(`no MSP holds ${role}`);
  const organisationId = officeOf(role);
  const inCounty = mspId === 'CountyMSP' || role === 'implementer';
  const code = inCounty ? county : provinceCounty;
  return { organisationId, name: role, role, county: code, mspId, status: 'enabled', persons: {} };
}

export function accountOf(role: Role): AccountRecord {
  const { organisationId, account } = partyOf(role);
  return {
    accountId: accountIdField.parse(`A-PATH${account.slice(-4)}`),
    number: account,
    bank: officeOf('commercial-bank'),
    holder: organisationId,
    county,
    kind: 'dedicated',
    status: 'released',
    proposedBy: command,
  };
}

export const parties = {
  provincialFinance: partyOf('provincial-finance'),
  countyFinance: partyOf('county-finance'),
  commercialBank: partyOf('commercial-bank'),
  limitedPartnership: partyOf('limited-partnership'),
  countyFundCompany: partyOf('county-fund-company'),
};
export const implementer = partyOf('implementer');

export const project: ProjectRecord = {
  projectId: projectIdField.parse('P-522634-2026-AAAAAA'),
  county,
  applicant: command,
  application: {
    name: '朗德上寨饮水工程',
    type: 'infrastructure',
    department: '县水务局',
    budgetFen: fenText(600_000_000n),
    introduction: '为全寨铺设供水管网',
    implementer: implementer.organisationId,
    qualification: '水利水电工程施工总承包三级',
    plannedStart: dateOf('2026-04-01'),
    plannedFinish: dateOf('2026-12-31'),
    township: '郎德镇',
    fundingPlan: [
      { shareBasisPoints: 3_000, milestone: '管沟开挖完成', plannedDate: dateOf('2026-06-30') },
      { shareBasisPoints: 3_000, milestone: '管道铺设完成', plannedDate: dateOf('2026-09-30') },
      { shareBasisPoints: 4_000, milestone: '通水验收', plannedDate: dateOf('2026-12-31') },
    ],
    receivingAccount: accountOf('implementer').accountId,
    evidence: [],
  },
  history: [
    { event: 'Submit', by: command, at: now },
    { event: 'Approve', by: officeFirst, at: now },
  ],
  approval: { amountFen: fenText(600_000_000n), opinion: '同意', approver: officeFirst, at: now },
  draftIds: [],
};

/** Circumstances in which the project's draft is issued, by a person other than the approver. */
export function circumstances(changes: Partial<IssueCircumstances> = {}): IssueCircumstances {
  const accounts = new Map<AccountNumber, AccountRecord>();
  const organisations = new Map<OrganisationId, OrganisationRecord>();
  for (const [role] of holders) {
    const organisation = organisationOf(role);
    organisations.set(organisation.organisationId, organisation);
    accounts.set(partyOf(role).account, accountOf(role));
  }
  const register = { accounts, organisations, receivingNumber: implementer.account };
  return { by: officeSecond, now, project, thresholds: defaultThresholds, register, ...changes };
}

/** The constant fields of the project's standard draft. */
export function constantFields(): IssuedDraft {
  const { approval, application, projectId } = project;
  if (approval === undefined) throw new Error('the project is approved');
  const { amountFen } = approval;
  const tranches = application.fundingPlan;
  const issuedOn = dateOf('2026-03-02');
  return {
    draftId: draftIdField.parse('D-522634-2026-AAAAAA-1'),
    projectId,
    institutionId: officeSecond.organisationId,
    createdAt: now,
    amountFen,
    planPath: valueOf(standardPath({ amountFen, issuedOn, parties: { ...parties, implementer }, tranches })),
    specialRule: { splitMax: 1, lateNeedsRelease: false, payeeNameStrict: false, batchAllowed: false },
  };
}

/** The record of the standard draft, just issued. */
export function newDraft(specialRule: Partial<IssuedDraft['specialRule']> = {}): DraftRecord {
  const issued = constantFields();
  const rules = { ...issued.specialRule, ...specialRule };
  return valueOf(issueDraft({ ...issued, specialRule: rules }, circumstances()));
}

/** The draft after a booked, exact line was registered for a leg (and, for the bank's own leg, its receipt). */
export function paid(record: DraftRecord, leg: string, date = '2026-03-05'): DraftRecord {
  const registered = registeredFor(record, leg, date);
  const planned = legsInForce(record).find(({ legId }) => legId === leg);
  const last = registered.registrations.at(-1);
  if (planned === undefined || last === undefined) throw new Error(`no leg ${leg}`);
  const { payer, payee, amountFen, legId } = planned;
  const line = {
    ...({ account: payer.account, direction: 'debit', date: dateOf(date), payer: payer.account } as const),
    ...({ payee: payee.account, amountFen, currency: 'CNY', status: 'booked', arrivedAt: now } as const),
  };
  const seen = { ...last, view: { line } };
  const receipt = { legId, serialNumber: last.serialNumber, date: dateOf(date), by: builder, at: now };
  const facts = {
    ...registered,
    registrations: [...registered.registrations.slice(0, -1), seen],
    receipts: legId === 'L3' ? [...record.receipts, receipt] : record.receipts,
  };
  return derived(facts);
}

/** The draft after a serial number was registered for a leg; the bank has not said anything yet. */
export function registeredFor(record: DraftRecord, leg: string, date = '2026-03-05'): DraftRecord {
  const serialNumber = serialField.parse(`S-${leg}-${String(record.seq)}`);
  const named = { serialNumber, date: dateOf(date) };
  return derived(addRegistration(record, { legId: legIdOf(leg), named, by: builder, at: now }).record);
}

/** The draft with all money up to the implementer's tranches. */
export function fundedDraft(): DraftRecord {
  return ['L1', 'L2', 'L3', 'L4'].reduce((record, leg) => paid(record, leg), newDraft());
}

export function derived(record: DraftRecord, at: Instant = now): DraftRecord {
  return derive(record, at).record;
}

/** The draft as a sweep at `at` sees it. */
export function sweptAt(record: DraftRecord, at: string): DraftRecord {
  return derived({ ...record, sweptAt: instantOf(at) }, instantOf(at));
}

/** The value of a rule that must accept. */
export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`refused: ${refusalText(result.refusal, 'en')}`);
  return result.value;
}

/** The code of a rule that must refuse; its texts must be complete in both languages. */
export function codeOf(result: Result<unknown>): RefusalCode {
  if (result.ok) throw new Error('accepted');
  for (const locale of ['zh-CN', 'en'] as const) {
    const text = refusalText(result.refusal, locale);
    if (/\{\w+\}/.test(text)) throw new Error(`a value is missing: ${text}`);
  }
  return result.refusal.code;
}
