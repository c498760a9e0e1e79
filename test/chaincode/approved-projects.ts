/**
 * What a draft needs before there is one: the path's accounts and approved projects on a ledger in memory, and
 * the constant fields of their drafts over the standard path, signed.
 */
import type { AccountRecord } from '../../domain/account';
import { instantOf, shanghaiDate } from '../../domain/calendar';
import type { IssuedDraft, LegParty } from '../../domain/draft';
import { standardPath } from '../../domain/fund-path';
import {
  accountIdField,
  accountNumberField,
  draftIdField,
  personField,
  projectIdField,
} from '../../domain/identifiers';
import type { ProjectRecord } from '../../domain/project';
import type { Role } from '../../domain/roles';
import { projectKey } from '../../chaincode/state-keys';
import type { MemoryLedger } from './memory-ledger';
import { projectRecord } from './projects';
import { county, implementerAccount, newProvince, numberOf, organisationId, seedAccount } from './province';

/** Payers and payees of the standard path, by leg. */
export const payerOfLeg: Readonly<Record<string, Role>> = {
  L1: 'provincial-finance',
  L2: 'county-finance',
  L3: 'commercial-bank',
  L4: 'limited-partnership',
  'L5.1': 'county-fund-company',
  'L5.2': 'county-fund-company',
};
export const payeeOfLeg: Readonly<Record<string, Role>> = {
  L1: 'limited-partnership',
  L2: 'county-fund-company',
  L3: 'limited-partnership',
  L4: 'county-fund-company',
  'L5.1': 'implementer',
  'L5.2': 'implementer',
};

const accountHolders = [
  'provincial-finance',
  'county-finance',
  'commercial-bank',
  'limited-partnership',
  'county-fund-company',
] as const satisfies readonly Role[];

/** The office's account on the path; the implementer's is the project's receiving account. */
export function partyOf(role: Role): LegParty {
  const position = accountHolders.findIndex((holder) => holder === role);
  const number = position < 0 ? numberOf.released : `62170000000002${String(position).padStart(2, '0')}`;
  return { organisationId: organisationId(role, 'own'), account: accountNumberField.parse(number) };
}

export const bank = organisationId('commercial-bank', 'own');
/** An account that no register holds. */
export const strangeAccount = '6222000000009999';

const tailOf = { first: 'DRAFTA', second: 'DRAFTB', third: 'DRAFTC' } as const;
/** Which approved project: `first` and `second` name the person of the office who approved it. */
export type Plot = keyof typeof tailOf;

/** An approved project; above the threshold its draft is not issued by the person who approved. */
export function approvedProject(plot: Plot): ProjectRecord {
  const record = projectRecord('approved');
  const { approval } = record;
  if (approval === undefined) throw new Error('an approved project has its approval');
  const office = organisationId('leading-group-office', 'own');
  const person = personField.parse(`${office}-${plot === 'second' ? 'second' : 'first'}`);
  const projectId = projectIdField.parse(`P-${county}-2026-${tailOf[plot]}`);
  return { ...record, projectId, approval: { ...approval, approver: { organisationId: office, person } } };
}

/** The id of the project's first draft. */
export function draftIdOf(plot: Plot): string {
  return `D-${county}-2026-${tailOf[plot]}-1`;
}

/** The constant fields of a project's draft over the standard path, issued a moment from now. */
export function composed({ nowMs }: Pick<MemoryLedger, 'nowMs'>, plot: Plot = 'first'): IssuedDraft {
  const { projectId, application } = approvedProject(plot);
  const amountFen = application.budgetFen;
  const path = standardPath({
    amountFen,
    issuedOn: shanghaiDate(instantOf(nowMs)),
    tranches: application.fundingPlan,
    parties: {
      provincialFinance: partyOf('provincial-finance'),
      countyFinance: partyOf('county-finance'),
      commercialBank: partyOf('commercial-bank'),
      limitedPartnership: partyOf('limited-partnership'),
      countyFundCompany: partyOf('county-fund-company'),
      implementer: partyOf('implementer'),
    },
  });
  if (!path.ok) throw new Error(`the standard path was refused: ${path.refusal.code}`);
  return {
    ...{ draftId: draftIdField.parse(draftIdOf(plot)), projectId, amountFen, planPath: path.value },
    institutionId: organisationId('leading-group-office', 'own'),
    createdAt: instantOf(nowMs),
    specialRule: { splitMax: 1, lateNeedsRelease: false, payeeNameStrict: false, batchAllowed: false },
  };
}

/** The province with the path's accounts and an approved project for each plot. */
export function approvedProvince(): MemoryLedger {
  const ledger = newProvince();
  for (const role of accountHolders) seedAccount(ledger, pathAccount(role));
  for (const plot of ['first', 'second', 'third'] as const) {
    const record = approvedProject(plot);
    ledger.seed(projectKey(record.projectId), record);
  }
  return ledger;
}

/** The register's record of an office's account on the path. */
export function pathAccount(role: (typeof accountHolders)[number]): AccountRecord {
  const { organisationId: holder, account: number } = partyOf(role);
  const accountId = accountIdField.parse(`A-PATH0${String(accountHolders.indexOf(role))}`);
  return { ...implementerAccount('released'), accountId, number, holder };
}
