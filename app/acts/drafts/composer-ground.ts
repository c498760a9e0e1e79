/**
 * What a draft is composed from: the approved project, the accounts that a path may use, and the thresholds. Pages know an
 * account by its id and mask; the domain's rules compare numbers. So each account is given a number of its own here, which
 * stands for the real one in every comparison; the real ones come from the chain when the draft is signed.
 */
import { strict as assert } from 'node:assert';
import type { AccountRecord } from '../../../domain/account';
import type { CalendarDate } from '../../../domain/calendar';
import type { Leg, LegParty } from '../../../domain/draft';
import type { PathRegister } from '../../../domain/draft-parties';
import { standardPath } from '../../../domain/fund-path';
import type { StandardPathParties } from '../../../domain/fund-path';
import {
  accountIdField,
  accountNumberField,
  amountFenField,
  countyField,
  dateField,
  organisationIdField,
  personField,
} from '../../../domain/identifiers';
import type { AccountNumber } from '../../../domain/identifiers';
import type { OrganisationRecord } from '../../../domain/organisation';
import type { Result } from '../../../domain/result';
import type { Role } from '../../../domain/roles';
import type { Thresholds } from '../../../domain/thresholds';
import type { ProjectDocument } from '../../models/project-document';
import type { AccountDocument, OrganisationDocument } from '../../models/register-documents';

export interface ComposerGround {
  readonly project: ProjectDocument;
  /** Released accounts of offices that serve the county or the province, and of the implementer. */
  readonly accounts: readonly AccountDocument[];
  /** Their holders and the banks that keep them, by id. */
  readonly organisations: ReadonlyMap<string, OrganisationDocument>;
  readonly thresholds: Thresholds;
}

const standInFirst = 100_000;

/** The number that stands for an account's own while the path is composed; undefined for one that cannot be used. */
function standInOf({ accounts }: ComposerGround, accountId: string): AccountNumber | undefined {
  const index = accounts.findIndex(({ _id }) => _id === accountId);
  return index < 0 ? undefined : accountNumberField.parse(String(standInFirst + index));
}

/** The party that holds an account; undefined when the account cannot be used. */
export function partyOf(ground: ComposerGround, accountId: string): LegParty | undefined {
  const account = standInOf(ground, accountId);
  const holder = ground.accounts.find(({ _id }) => _id === accountId)?.holder;
  if (account === undefined || holder === undefined) return undefined;
  return { organisationId: organisationIdField.parse(holder), account };
}

/** The register's id of a party's account. */
export function accountIdOf({ accounts }: ComposerGround, { account }: LegParty): string {
  const found = accounts[Number(account) - standInFirst];
  assert(found !== undefined, 'a party of the composed path holds a usable account');
  return found._id;
}

/** Offices of the standard path for which no account can be used. */
export interface MissingOffices {
  readonly missing: readonly Role[];
}

/** The standard path of the project's amount, issued today, or which offices have no account for it. */
export function standardLegs(
  ground: ComposerGround,
  today: CalendarDate,
): Result<readonly Leg[]> | MissingOffices {
  const { project } = ground;
  const partyWith = (role: Role): LegParty | undefined => partyOfRole(ground, role);
  const found = {
    provincialFinance: partyWith('provincial-finance'),
    countyFinance: partyWith('county-finance'),
    commercialBank: partyWith('commercial-bank'),
    limitedPartnership: partyWith('limited-partnership'),
    countyFundCompany: partyWith('county-fund-company'),
    implementer: partyOf(ground, project.receivingAccount),
  };
  const parties = completeParties(found);
  if (parties === undefined) return { missing: missingRoles(found) };
  assert(project.amountFen !== undefined, `project ${project._id} is approved`);
  return standardPath({
    amountFen: amountFenField.parse(project.amountFen.toString()),
    issuedOn: today,
    parties,
    tranches: project.fundingPlan.map(({ shareBasisPoints, plannedDate }) => {
      const planned = dateField.parse(plannedDate);
      // A date of the plan that has passed meanwhile may be any day still to come: today is the first of them.
      return { shareBasisPoints, plannedDate: planned < today ? today : planned };
    }),
  });
}

type FoundParties = Readonly<Record<keyof StandardPathParties, LegParty | undefined>>;

function completeParties(found: FoundParties): StandardPathParties | undefined {
  const { provincialFinance, countyFinance, commercialBank } = found;
  const { limitedPartnership, countyFundCompany, implementer } = found;
  if (provincialFinance === undefined || countyFinance === undefined) return undefined;
  if (commercialBank === undefined || limitedPartnership === undefined) return undefined;
  if (countyFundCompany === undefined || implementer === undefined) return undefined;
  return {
    ...{ provincialFinance, countyFinance, commercialBank, limitedPartnership },
    ...{ countyFundCompany, implementer },
  };
}

const roleOfParty: Readonly<Record<keyof StandardPathParties, Role>> = {
  provincialFinance: 'provincial-finance',
  countyFinance: 'county-finance',
  commercialBank: 'commercial-bank',
  limitedPartnership: 'limited-partnership',
  countyFundCompany: 'county-fund-company',
  implementer: 'implementer',
};

function missingRoles(found: FoundParties): readonly Role[] {
  const parties: readonly (keyof StandardPathParties)[] = [
    ...(['provincialFinance', 'countyFinance', 'commercialBank'] as const),
    ...(['limitedPartnership', 'countyFundCompany', 'implementer'] as const),
  ];
  return parties.filter((party) => found[party] === undefined).map((party) => roleOfParty[party]);
}

/** The office's first usable account, a dedicated one before a general one. */
function partyOfRole(ground: ComposerGround, role: Role): LegParty | undefined {
  const own = ground.accounts.filter(({ holder }) => ground.organisations.get(holder)?.role === role);
  const chosen = own.find(({ kind }) => kind === 'dedicated') ?? own[0];
  return chosen === undefined ? undefined : partyOf(ground, chosen._id);
}

/** What the registers say of the usable accounts and their organisations, in the form the rules read. */
export function registerOf(ground: ComposerGround): PathRegister {
  const accounts = ground.accounts.map((document) => recordOfAccount(ground, document));
  return {
    accounts: new Map(accounts.map((account) => [account.number, account])),
    organisations: new Map(
      [...ground.organisations.values()].map((document) => {
        const record = recordOfOrganisation(document);
        return [record.organisationId, record];
      }),
    ),
    receivingNumber: standInOf(ground, ground.project.receivingAccount),
  };
}

function recordOfAccount(ground: ComposerGround, document: AccountDocument): AccountRecord {
  const number = standInOf(ground, document._id);
  assert(number !== undefined, 'a usable account has its stand-in');
  const { organisationId, person } = document.proposedBy.by;
  return {
    accountId: accountIdField.parse(document._id),
    number,
    bank: organisationIdField.parse(document.bank),
    holder: organisationIdField.parse(document.holder),
    county: countyField.parse(document.county),
    kind: document.kind,
    status: document.status,
    proposedBy: {
      organisationId: organisationIdField.parse(organisationId),
      person: personField.parse(person),
    },
  };
}

function recordOfOrganisation(document: OrganisationDocument): OrganisationRecord {
  const { _id, name, role, county, mspId, status } = document;
  return {
    organisationId: organisationIdField.parse(_id),
    ...{ name, role, mspId, status },
    county: countyField.parse(county),
    persons: {},
  };
}
