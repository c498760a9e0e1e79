/**
 * Drafts for random histories: the standard path and composed graphs, issued by the rule that issues drafts
 * (`domain/draft-issue.ts`) on projects that were approved.
 */
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { addDays, isCalendarDate, parseInstant, shanghaiDate } from '../../domain/calendar';
import type { CalendarDate, Instant } from '../../domain/calendar';
import type { DraftRecord, Leg, LegParty } from '../../domain/draft';
import { issueDraft, nextDraftId } from '../../domain/draft-issue';
import { standardPath } from '../../domain/fund-path';
import { legIdField, organisationIdField, projectIdField } from '../../domain/identifiers';
import { fenMax, fenOf, fenText, splitFen } from '../../domain/money';
import type { FenText } from '../../domain/money';
import type { ProjectRecord } from '../../domain/project';
import { defaultThresholds } from '../../domain/thresholds';
import { accountOf, accounts, counties, organisationOf, organisations, personId } from './fund-world';

export interface DraftSpec {
  readonly county: 0 | 1;
  readonly amountFen: bigint;
  readonly shares: readonly number[];
  readonly form: 'standard' | CustomForm;
  readonly splitMax: number;
  readonly lateNeedsRelease: boolean;
  readonly payeeNameStrict: boolean;
  readonly partnershipBank: 'bank-a' | 'bank-b';
  /** How the receipt of a bank's own leg comes, where the payee banks elsewhere. */
  readonly receiptBy: 'payee' | 'credit';
}

/** A composed path: who pays in, in how many legs the partnership passes it on, and what else opens after what. */
export interface CustomForm {
  readonly sources: readonly ('province-finance' | 'finance' | 'bank-a' | 'bank-b')[];
  readonly onwardLegs: 1 | 2;
  /** Bits: whether a source's leg also opens after the source's before it; the second onward leg after the first. */
  readonly chained: number;
}

const amounts = [1_000n, 1_000n, 1_000n, 100_000_000n, 123_456_789n, 999n, fenMax];
const shareLists = [[10_000], [5_000, 5_000], [3_000, 3_000, 4_000], [3_333, 6_667]];

const customForm: fc.Arbitrary<CustomForm> = fc.record({
  sources: fc.uniqueArray(fc.constantFrom('province-finance', 'finance', 'bank-a', 'bank-b'), {
    minLength: 1,
    maxLength: 3,
  }),
  onwardLegs: fc.constantFrom(1, 2),
  chained: fc.nat(15),
});

export const draftSpec: fc.Arbitrary<DraftSpec> = fc.record({
  county: fc.constantFrom(0, 1),
  amountFen: fc.constantFrom(...amounts),
  shares: fc.constantFrom(...shareLists),
  form: fc.oneof({ arbitrary: fc.constant('standard' as const), weight: 2 }, customForm),
  splitMax: fc.constantFrom(1, 1, 1, 2, 3),
  lateNeedsRelease: fc.constantFrom(false, false, true),
  payeeNameStrict: fc.constantFrom(false, false, true),
  partnershipBank: fc.constantFrom('bank-a', 'bank-b'),
  receiptBy: fc.constantFrom('payee', 'credit'),
});

/** When every draft is issued; histories begin a month later, so that every leg's booking day has come. */
export const issuedAt = instant('2026-03-02T02:00:00.000Z');

/** The instant of a text in UTC. */
export function instant(text: string): Instant {
  const parsed = parseInstant(text);
  assert(parsed !== undefined, `${text} is an instant`);
  return parsed;
}

/** The calendar date of a text. */
export function date(text: string): CalendarDate {
  assert(isCalendarDate(text), `${text} is a calendar date`);
  return text;
}

export interface Issue {
  readonly record: DraftRecord;
  readonly project: ProjectRecord;
}

/** The draft of a specification; `number` makes its project's id its own. */
export function issue(spec: DraftSpec, number: number): Issue {
  const county = counties[spec.county] ?? counties[0];
  assert(county !== undefined);
  const project = approvedProject(spec, county, number);
  const amountFen = fenText(spec.amountFen);
  const issued = {
    ...{ draftId: nextDraftId(project), projectId: project.projectId, createdAt: issuedAt, amountFen },
    institutionId: organisationOf('leading-office').organisationId,
    planPath: pathOf(spec, county),
    specialRule: {
      ...{ splitMax: spec.splitMax, lateNeedsRelease: spec.lateNeedsRelease },
      ...{ payeeNameStrict: spec.payeeNameStrict, batchAllowed: false },
    },
  };
  const created = issueDraft(issued, {
    by: { organisationId: issued.institutionId, person: personId('leading-office', 0) },
    now: issuedAt,
    project,
    thresholds: defaultThresholds,
    register: {
      accounts: new Map(accounts.map((each) => [each.number, each])),
      organisations: new Map(organisations.map((each) => [each.organisationId, each])),
      receivingNumber: accountOf(`builder-${county}`).number,
    },
  });
  assert(created.ok, created.ok ? '' : JSON.stringify(created.refusal));
  return {
    record: created.value,
    project: { ...project, draftIds: [issued.draftId], liveDraftId: issued.draftId },
  };
}

function approvedProject(spec: DraftSpec, county: string, number: number): ProjectRecord {
  const builder = organisationOf(`builder-${county}`);
  const command = organisationOf(`command-${county}`).organisationId;
  const at = issuedAt;
  const applicant = { organisationId: command, person: personId(command, 0) };
  const approver = {
    organisationId: organisationIdField.parse('leading-office'),
    person: personId('leading-office', 1),
  };
  return {
    projectId: projectIdField.parse(`P-${county}-2026-00000${String(number)}`),
    ...{ county: builder.county, applicant, draftIds: [] },
    application: {
      ...{
        name: 'Road',
        type: 'infrastructure',
        department: 'Transport',
        budgetFen: fenText(spec.amountFen),
      },
      ...{
        introduction: 'A road',
        implementer: builder.organisationId,
        qualification: 'A',
        township: 'Yongle',
      },
      ...{ plannedStart: date('2026-03-01'), plannedFinish: date('2026-12-31'), evidence: [] },
      fundingPlan: spec.shares.map((shareBasisPoints, position) => ({
        ...{ shareBasisPoints, milestone: 'done', plannedDate: plannedDate(position) },
      })),
      receivingAccount: accountOf(builder.organisationId).accountId,
    },
    history: [{ event: 'Submit', by: applicant, at }],
    approval: { amountFen: fenText(spec.amountFen), opinion: 'Yes', approver, at },
  };
}

function plannedDate(position: number): CalendarDate {
  return addDays(date('2026-04-20'), position * 30);
}

function pathOf(spec: DraftSpec, county: string): readonly Leg[] {
  const parties = {
    provincialFinance: party('province-finance'),
    countyFinance: party(`finance-${county}`),
    commercialBank: party('bank-a'),
    limitedPartnership: party('partnership', spec.partnershipBank),
    countyFundCompany: party(`fund-${county}`),
    implementer: party(`builder-${county}`),
  };
  if (spec.form !== 'standard') return customPath(spec, { ...spec.form, county });
  const tranches = spec.shares.map((shareBasisPoints, position) => ({
    ...{ shareBasisPoints, plannedDate: plannedDate(position) },
  }));
  const path = standardPath({
    ...{ amountFen: fenText(spec.amountFen), issuedOn: shanghaiDate(issuedAt), parties, tranches },
  });
  assert(path.ok, 'the amounts are large enough for every leg');
  return path.value;
}

function party(organisation: string, bank?: string): LegParty {
  const { holder, number } = accountOf(organisation, bank);
  return { organisationId: holder, account: number };
}

function customPath(spec: DraftSpec, form: CustomForm & { readonly county: string }): readonly Leg[] {
  const fund = party(`fund-${form.county}`, 'bank-b');
  const hub = party('partnership', spec.partnershipBank);
  const legs: Leg[] = [];
  const add = (leg: Omit<Leg, 'legId' | 'deadline' | 'kind'>): void => {
    const legId = legIdField.parse(`L${String(legs.length + 1)}`);
    legs.push({ ...leg, legId, deadline: addDays(shanghaiDate(issuedAt), 20), kind: 'transfer' });
  };
  for (const [position, amountFen] of evenly(spec.amountFen, form.sources.length).entries()) {
    const source = form.sources[position] ?? 'bank-a';
    const payer = party(source === 'finance' ? `finance-${form.county}` : source);
    const last = legs.at(-1);
    const opensAfter = last !== undefined && (form.chained >> position) & 1 ? [last.legId] : [];
    add({ payer, payee: hub, amountFen, opensAfter });
  }
  const inward = legs.map(({ legId }) => legId);
  for (const [position, amountFen] of evenly(spec.amountFen, form.onwardLegs).entries()) {
    const before = position > 0 && form.chained & 8 ? [legIdOf(legs.length)] : [];
    add({ payer: hub, payee: fund, amountFen, opensAfter: [...inward, ...before] });
  }
  return [...legs, ...customTranches(spec, { legs, fund, builder: party(`builder-${form.county}`) })];
}

function customTranches(
  spec: DraftSpec,
  to: { readonly legs: readonly Leg[]; readonly fund: LegParty; readonly builder: LegParty },
): readonly Leg[] {
  const paying = to.legs.filter(({ payee }) => payee === to.fund).map(({ legId }) => legId);
  return splitFen(spec.amountFen, spec.shares).map((amount, position) => ({
    legId: legIdField.parse(`L9.${String(position + 1)}`),
    ...{ payer: to.fund, payee: to.builder, amountFen: fenText(amount) },
    deadline: plannedDate(position),
    opensAfter: [...paying, ...(position === 0 ? [] : [legIdField.parse(`L9.${String(position)}`)])],
    kind: 'tranche',
  }));
}

function legIdOf(number: number): Leg['legId'] {
  return legIdField.parse(`L${String(number)}`);
}

/** Parts of an amount as even as they get; the first bears what is left over. */
export function evenly(amountFen: bigint, parts: number): readonly FenText[] {
  const each = amountFen / BigInt(parts);
  return Array.from({ length: parts }, (_, position) =>
    fenText(position === 0 ? amountFen - each * BigInt(parts - 1) : each),
  );
}

/** The amounts of the lines a leg is paid in where it may be split; otherwise its amount alone. */
export function lineAmounts(record: DraftRecord, leg: Leg): readonly FenText[] {
  const { splitMax } = record.issued.specialRule;
  const parts = splitMax > 1 && leg.legId !== 'L1' ? splitMax : 1;
  return fenOf(leg.amountFen) >= BigInt(parts) ? evenly(fenOf(leg.amountFen), parts) : [leg.amountFen];
}
