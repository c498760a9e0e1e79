/**
 * How a draft comes into being in the invented province: the county command applies, the leading-group office
 * approves, and an officer signs and issues it.
 */
import { addDays } from '../../domain/calendar';
import type { IssuedDraft, Leg, LegParty, SpecialRule } from '../../domain/draft';
import { signedText } from '../../domain/draft-seal';
import { standardPath } from '../../domain/fund-path';
import { fenText } from '../../domain/money';
import {
  accountNumberField,
  amountFenField,
  draftIdField,
  organisationIdField,
  projectIdField,
} from '../../domain/identifiers';
import { createDraft } from '../../domain/transactions/draft-transactions';
import { approveProject, submitProject } from '../../domain/transactions/project-transactions';
import type { Officer } from './officer';
import type { ProvinceGround } from './province-ground';
import { countyCodes, plannedAccounts } from './province-plan';
import type { AccountName, CountyName } from './province-plan';

/** What a story may ask of a draft; everything has a default. */
export interface DraftTerms {
  readonly county?: CountyName;
  /** Fen; by default about 1 000 000 元, another amount for each draft, so that no two legs are alike. */
  readonly amountFen?: string;
  /** Shares in basis points, with planned dates in days from today; 60 and 40 per cent after 60 and 120 days. */
  readonly tranches?: readonly { readonly share: number; readonly days: number }[];
  readonly rule?: Partial<SpecialRule>;
  /** Accounts other than the dedicated ones at the first bank. */
  readonly accounts?: Partial<Record<Party, AccountName>>;
  /** Changes the standard path before it is signed. */
  readonly path?: (legs: readonly Leg[]) => readonly Leg[];
}

type Party = keyof Parameters<typeof standardPath>[0]['parties'];

export const plainRule: SpecialRule = {
  splitMax: 1,
  lateNeedsRelease: false,
  payeeNameStrict: false,
  batchAllowed: false,
};

const baseAmountFen = 100_000_000n;
const amountStepFen = 10_000n;
const standardTranches = [
  { share: 6_000, days: 60 },
  { share: 4_000, days: 120 },
] as const;

interface Application {
  readonly number: number;
  readonly county: CountyName;
  readonly amountFen: string;
  readonly tranches: NonNullable<DraftTerms['tranches']>;
}

/** Applies, approves and issues; answers what was issued. */
export async function issueDraftIn(
  province: ProvinceGround,
  terms: DraftTerms,
): Promise<{ readonly issued: IssuedDraft; readonly county: CountyName }> {
  const application = applicationOf(province, terms);
  const projectId = await applies(province, application);
  await approves(province, projectId, application.amountFen);
  const issued = draftOf(province, { application, projectId, terms });
  await issues(province.offices.leadingOffice.first, issued);
  return { issued, county: application.county };
}

/** The facts of the next application, with what the terms leave open. */
export function applicationOf(province: ProvinceGround, terms: DraftTerms): Application {
  const number = province.projectNumber();
  const amountFen = terms.amountFen ?? String(baseAmountFen + BigInt(number) * amountStepFen);
  return {
    number,
    county: terms.county ?? 'yunling',
    amountFen,
    tranches: terms.tranches ?? standardTranches,
  };
}

/** The county command applies; answers the project's id. */
export async function applies(province: ProvinceGround, application: Application): Promise<string> {
  const { county, amountFen, tranches } = application;
  const command = province.offices[`${county}Command`].first;
  const projectId = projectIdOf(province, application);
  await command.submits(submitProject, {
    ...{ requestId: command.requestId(), projectId, name: `Terraces ${projectId}`, type: 'industry' },
    ...{ department: 'Agriculture', budgetFen: amountFen, introduction: 'Invented terraces.' },
    implementer: province.offices[`${county}Builder`].first.organisationId,
    ...{ qualification: 'Grade one', plannedStart: province.today(), plannedFinish: province.today(300) },
    township: 'Upper Field',
    fundingPlan: tranches.map(({ share, days }, index) => ({
      shareBasisPoints: share,
      milestone: `Milestone ${String(index + 1)}`,
      plannedDate: province.today(days),
    })),
    receivingAccount: plannedAccounts[`${county}Builder`].accountId,
    evidence: [],
  });
  return projectId;
}

function projectIdOf(province: ProvinceGround, { number, county }: Application): string {
  const tail = String(number).padStart(6, '0');
  return `P-${countyCodes[county]}-${province.today().slice(0, 4)}-${tail}`;
}

/** The leading-group office approves. */
export async function approves(
  province: ProvinceGround,
  projectId: string,
  amountFen: string,
): Promise<unknown> {
  const office = province.offices.leadingOffice.second;
  const opinion = 'Meets the conditions.';
  return office.submits(approveProject, { requestId: office.requestId(), projectId, amountFen, opinion });
}

/** The constant fields of a project's first draft. */
export function draftOf(
  province: ProvinceGround,
  about: { readonly application: Application; readonly projectId: string; readonly terms: DraftTerms },
): IssuedDraft {
  const { application, projectId, terms } = about;
  const path = standardPath({
    amountFen: amountFenField.parse(application.amountFen),
    issuedOn: province.today(),
    parties: partiesOf(province, application.county, terms.accounts ?? {}),
    tranches: application.tranches.map(({ share, days }) => ({
      shareBasisPoints: share,
      plannedDate: addDays(province.today(), days),
    })),
  });
  if (!path.ok) throw new Error(`the standard path was refused: ${path.refusal.code}`);
  const office = province.offices.leadingOffice.first;
  return {
    draftId: draftIdField.parse(`D-${projectId.slice(2)}-1`),
    projectId: projectIdField.parse(projectId),
    institutionId: organisationIdField.parse(office.organisationId),
    createdAt: province.now(),
    amountFen: fenText(BigInt(application.amountFen)),
    planPath: terms.path?.(path.value) ?? path.value,
    specialRule: { ...plainRule, ...terms.rule },
  };
}

/** An officer of the leading-group office signs the constant fields and issues the draft. */
export async function issues(officer: Officer, issued: IssuedDraft): Promise<unknown> {
  const signature = await officer.identity.sign(Buffer.from(signedText(issued), 'utf8'));
  return officer.submits(createDraft, {
    requestId: officer.requestId(),
    ...issued,
    planPath: issued.planPath.map((leg) => ({ ...leg, opensAfter: [...leg.opensAfter] })),
    institutionSignature: Buffer.from(signature).toString('base64'),
  });
}

function partiesOf(
  province: ProvinceGround,
  county: CountyName,
  accounts: NonNullable<DraftTerms['accounts']>,
): Parameters<typeof standardPath>[0]['parties'] {
  const party = (name: AccountName): LegParty => {
    const { holder, number } = plannedAccounts[name];
    const organisationId = organisationIdField.parse(province.offices[holder].first.organisationId);
    return { organisationId, account: accountNumberField.parse(number) };
  };
  return {
    provincialFinance: party(accounts.provincialFinance ?? 'provincialFinance'),
    countyFinance: party(accounts.countyFinance ?? `${county}Finance`),
    commercialBank: party(accounts.commercialBank ?? 'bank'),
    limitedPartnership: party(accounts.limitedPartnership ?? 'partnership'),
    countyFundCompany: party(accounts.countyFundCompany ?? `${county}FundCompany`),
    implementer: party(accounts.implementer ?? `${county}Builder`),
  };
}
